import type { Rule } from "../../rule";
import * as project from "./project";
import { codebuildReportGroupEncryptedAtRest } from "./report-group";
import { codebuildProjectSourceRepoUrlCheck } from "./source";
import { codebuildWebhookAnchoredFilters } from "./webhook";

export const rules: readonly Rule[] = [
  project.codebuildProjectArtifactEncryption,
  project.codebuildProjectCmk,
  project.codebuildProjectEnvironmentPrivilegedCheck,
  project.codebuildProjectEnvvarAwscredCheck,
  project.codebuildProjectLoggingEnabled,
  project.codebuildProjectNotPublic,
  project.codebuildProjectS3LogsEncrypted,
  codebuildProjectSourceRepoUrlCheck,
  codebuildReportGroupEncryptedAtRest,
  codebuildWebhookAnchoredFilters,
];
