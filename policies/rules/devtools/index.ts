import type { Rule } from "../../rule";
import { codecommitApprovalRules } from "./approval";
import { codeartifactDomainCmk, codeguruAssociationCmk, codepipelineArtifactStoreCmk } from "./encryption";
import { imagebuilderCmk } from "./image-builder";

export const rules: readonly Rule[] = [
  codeartifactDomainCmk,
  codecommitApprovalRules,
  codeguruAssociationCmk,
  codepipelineArtifactStoreCmk,
  imagebuilderCmk,
];
