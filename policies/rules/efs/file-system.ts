import type { BackupPolicyArgs, MountTargetArgs } from "@pulumi/aws/efs";
import { all, any, no, yes, type Answer } from "../../answer";
import { absent, customerKey, is, notTrue } from "../../predicates";
import type { Kind } from "../../stack-index";
import type { Partners } from "../../stack-view";
import { backedUp } from "../backup/backed-up";
import { fileSystem, fileSystemOfAnyProvider, mountTarget, policyOrNativeFileSystem } from "./kinds";

const backupPolicy: Kind<BackupPolicyArgs> = { types: ["aws:efs/backupPolicy:BackupPolicy"] };

const ENCRYPTION = "https://docs.aws.amazon.com/efs/latest/ug/encryption-at-rest.html";

export const efsEncryptedCheck = fileSystemOfAnyProvider.rule({
  id: "efs-encrypted-check",
  title: "File systems are encrypted at rest",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(4)(ii)(A)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-1"],
    soc2: ["CC6.1", "CC6.2"],
  },
  source: ENCRYPTION,
  says: "keeps its files unencrypted",
  fix: "Set encrypted: true.",
  remedy: { encrypted: true },
  requires: (p) => is(p.encrypted, true),
});

export const efsFilesystemCmk = fileSystemOfAnyProvider.rule({
  id: "efs-filesystem-cmk",
  title: "File systems are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: ENCRYPTION,
  says: "is not encrypted with a key of its own",
  fix: "Set encrypted: true and kmsKeyId to the ARN of a customer managed key.",
  requires: (p) => customerKey(p.kmsKeyId),
});

export const efsInBackupPlan = fileSystem.relation({
  id: "efs-in-backup-plan",
  title: "File systems are backed up",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.310(d)(2)(iv)",
      "164.312(a)(2)(ii)",
    ],
    nistCsf: ["ID.BE-5", "PR.DS-4", "PR.IP-4", "PR.IP-9", "PR.PT-5", "RC.RP-1", "RS.RP-1"],
    soc2: ["A1.1", "A1.2", "CC7.4"],
  },
  source: "https://docs.aws.amazon.com/efs/latest/ug/automatic-backups.html",
  says: "has no automatic backups and is in no backup plan",
  fix: 'new aws.efs.BackupPolicy("<name>", { fileSystemId: fileSystem.id, backupPolicy: { status: "ENABLED" } })',
  why: "A plan that another stack or the organisation makes does not show here; waive the rule where there is one.",
  requires: (p, stack) =>
    any(
      stack.partner(p, backupPolicy, "fileSystemId").satisfies((policy) => is(policy.backupPolicy.status, "ENABLED")),
      backedUp(p, stack, { service: "elasticfilesystem", before: "file-system/", name: "id" }),
    ),
});

export const efsMultiAz = fileSystemOfAnyProvider.relation({
  id: "efs-multi-az",
  title: "File systems are kept in several zones and reached from two",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: "https://docs.aws.amazon.com/efs/latest/ug/features.html",
  says: "can't be reached when one zone is lost",
  fix: "Leave availabilityZoneName out, and add an aws.efs.MountTarget in a subnet of a second zone.",
  why: "A file system has one mount target a zone at the most. Where this stack makes none, another one may.",
  requires: (p, stack) => {
    const targets = stack.partner(p, mountTarget, "fileSystemId");
    return all(absent(p.availabilityZoneName), reachedFromTwo(targets));
  },
});

/** None in this stack is right too; with one, another whose file system is not known yet may be the second. */
function reachedFromTwo(targets: Partners<MountTargetArgs>): Answer {
  if (targets.count() === 0) return targets.absent();
  return targets.count() > 1 ? yes : targets.some(() => no("MountTarget"));
}

export const efsPolicyLockoutCheckKept = policyOrNativeFileSystem.rule({
  id: "efs-policy-lockout-check-kept",
  title: "File system policies go through EFS's check against locking everyone out",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/efs/latest/ug/API_PutFileSystemPolicy.html",
  says: "skips the check that keeps its policy from locking everyone out",
  fix: "Set bypassPolicyLockoutSafetyCheck: false or leave it out.",
  remedy: { bypassPolicyLockoutSafetyCheck: undefined },
  requires: (p) => notTrue(p.bypassPolicyLockoutSafetyCheck),
});
