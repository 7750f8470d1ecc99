import type { Rule } from "../../rule";
import * as access from "./access";
import * as accessPoint from "./access-point";
import * as fileSystem from "./file-system";
import { efsReplicaEncrypted } from "./replication";

export const rules: readonly Rule[] = [
  accessPoint.efsAccessPointEnforceRootDirectory,
  accessPoint.efsAccessPointEnforceUserIdentity,
  fileSystem.efsEncryptedCheck,
  fileSystem.efsFilesystemCmk,
  fileSystem.efsInBackupPlan,
  fileSystem.efsMultiAz,
  access.efsNotPublic,
  fileSystem.efsPolicyLockoutCheckKept,
  efsReplicaEncrypted,
  access.efsTransitEncryptionPolicy,
];
