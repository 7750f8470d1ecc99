import type { Rule } from "../../rule";
import { healthimagingImportRoleScoped } from "./import-role";
import { healthimagingDatastoreCmk, omicsStoreCmk } from "./store";
import { cloudcontrolPhiTypeAllowlist } from "./wrapper-types";

export const rules: readonly Rule[] = [
  cloudcontrolPhiTypeAllowlist,
  healthimagingDatastoreCmk,
  healthimagingImportRoleScoped,
  omicsStoreCmk,
];
