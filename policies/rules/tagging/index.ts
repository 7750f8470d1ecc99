import type { Rule } from "../../rule";
import { phiDataClassificationTagRequired } from "./classification-tag";
import { noPhiInTagsOrNames } from "./no-phi";
import { phiDataStoreProtectOption, phiOwnerAndRetentionTagsRequired } from "./stores";

export const rules: readonly Rule[] = [
  noPhiInTagsOrNames,
  phiDataClassificationTagRequired,
  phiDataStoreProtectOption,
  phiOwnerAndRetentionTagsRequired,
];
