import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import {
  efsEncryptedCheck,
  efsFilesystemCmk,
  efsInBackupPlan,
  efsMultiAz,
  efsPolicyLockoutCheckKept,
} from "./file-system";
import { FILE_SYSTEM, MOUNT_TARGET, NATIVE_FILE_SYSTEM, NATIVE_MOUNT_TARGET } from "./kinds";

const another = {
  name: "another type",
  type: "aws:fsx/lustreFileSystem:LustreFileSystem",
  props: {},
  because: "other-type",
} as const;

testRule(efsEncryptedCheck, {
  valid: [{ name: "encrypted", props: { encrypted: true } }],
  invalid: [
    { name: "left out", props: { creationToken: "claims" }, finds: "encrypted" },
    { name: "off", props: { encrypted: false }, finds: "encrypted" },
  ],
  alike: [NATIVE_FILE_SYSTEM],
  notJudged: [
    another,
    { name: "not known yet", props: { encrypted: unknownValue }, because: "unknown", finds: "encrypted" },
  ],
});

const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/k";

testRule(efsFilesystemCmk, {
  valid: [
    { name: "key by ARN", props: { encrypted: true, kmsKeyId } },
    {
      name: "made in the same preview",
      props: { encrypted: true, kmsKeyId: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: { encrypted: true }, finds: "kmsKeyId" },
    { name: "AWS alias", props: { encrypted: true, kmsKeyId: "alias/aws/elasticfilesystem" }, finds: "kmsKeyId" },
  ],
  alike: [NATIVE_FILE_SYSTEM],
  notJudged: [
    another,
    {
      name: "from another stack",
      props: { encrypted: true, kmsKeyId: unknownString },
      because: "unknown",
      finds: "kmsKeyId",
    },
  ],
});

const claims = { creationToken: "claims", encrypted: true };
const backup = (fileSystemId: unknown, status: unknown = "ENABLED"): OtherResource => ({
  type: "aws:efs/backupPolicy:BackupPolicy",
  name: "backup",
  props: { fileSystemId, backupPolicy: { status } },
});
const selects = (...resources: readonly unknown[]): OtherResource => ({
  type: "aws:backup/selection:Selection",
  name: "selection",
  props: { planId: "daily", resources },
});
const ARN = "arn:aws:elasticfilesystem:us-east-1:111122223333:file-system";
const made = { outputs: { id: "fs-1", arn: `${ARN}/fs-1` } };
const notBackedUp = ["BackupPolicy", "Selection"];

testRule(efsInBackupPlan, {
  valid: [
    { name: "automatic backups", props: claims, others: [backup(from("subject"))] },
    { name: "automatic backups, by id", props: claims, ...made, others: [backup("fs-1")] },
    { name: "by reference", props: claims, others: [selects(from("subject"))] },
    { name: "by ARN", props: claims, ...made, others: [selects(`${ARN}/fs-1`)] },
    { name: "by the beginning of its ARN", props: claims, ...made, others: [selects(`${ARN}/fs-1*`)] },
    { name: "every file system", props: claims, others: [selects("arn:aws:elasticfilesystem:*:*:file-system/*")] },
    {
      name: "by a tag, without automatic backups",
      props: { ...claims, tags: { backup: "daily" } },
      others: [
        backup(from("subject"), "DISABLED"),
        {
          type: "aws:backup/selection:Selection",
          name: "selection",
          props: { planId: "daily", selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }] },
        },
      ],
    },
  ],
  invalid: [
    { name: "not backed up", props: claims, finds: notBackedUp },
    {
      name: "automatic backups off",
      props: claims,
      others: [backup(from("subject"), "DISABLED")],
      finds: ["BackupPolicy.backupPolicy.status", "Selection"],
    },
    {
      name: "another one",
      props: claims,
      ...made,
      others: [backup("fs-2"), selects(`${ARN}/fs-2`)],
      finds: notBackedUp,
    },
    { name: "not the one named", props: claims, others: [selects(`${ARN}/fs-2`)], finds: notBackedUp },
    { name: "tables alone", props: claims, others: [selects("arn:aws:dynamodb:*:*:table/*")], finds: notBackedUp },
    {
      name: "other things of the service",
      props: claims,
      others: [selects("arn:aws:elasticfilesystem:*:*:access-point/*")],
      finds: notBackedUp,
    },
  ],
  notJudged: [
    another,
    {
      name: "which file system not known yet",
      props: claims,
      others: [backup(unknownString)],
      because: "unknown",
      finds: "BackupPolicy.fileSystemId",
    },
    {
      name: "status not known yet",
      props: claims,
      others: [backup(from("subject"), unknownString)],
      because: "unknown",
      finds: "BackupPolicy.backupPolicy.status",
    },
    {
      name: "what is selected not known yet",
      props: claims,
      others: [selects(unknownString)],
      because: "unknown",
      finds: "Selection.resources",
    },
  ],
});

const target = (name: string, fileSystemId: unknown, type = MOUNT_TARGET): OtherResource => ({
  type,
  name,
  props: { fileSystemId, subnetId: `subnet-${name}` },
});
const one = target("a", from("subject"));
const two = target("b", from("subject"));

testRule(efsMultiAz, {
  valid: [
    { name: "regional", props: claims, others: [one, two] },
    { name: "by id", props: claims, ...made, others: [target("a", "fs-1"), target("b", "fs-1")] },
    { name: "no mount targets here", props: claims },
    { name: "mount target of another one", props: claims, ...made, others: [target("a", "fs-2")] },
    { name: "empty zone", props: { ...claims, availabilityZoneName: "" } },
    {
      name: "Cloud Control",
      type: NATIVE_FILE_SYSTEM,
      props: { encrypted: true },
      others: [target("a", from("subject"), NATIVE_MOUNT_TARGET), target("b", from("subject"), NATIVE_MOUNT_TARGET)],
    },
  ],
  invalid: [
    { name: "one zone", props: { ...claims, availabilityZoneName: "us-east-1a" }, finds: "availabilityZoneName" },
    { name: "one mount target", props: claims, others: [one], finds: "MountTarget" },
    {
      name: "one each",
      props: claims,
      ...made,
      others: [target("a", "fs-1"), target("b", "fs-2")],
      finds: "MountTarget",
    },
    {
      name: "one zone, whatever is reached",
      props: { ...claims, availabilityZoneName: "us-east-1a" },
      others: [one, two],
      finds: "availabilityZoneName",
    },
    {
      name: "Cloud Control",
      type: NATIVE_FILE_SYSTEM,
      props: { encrypted: true },
      others: [target("a", from("subject"), NATIVE_MOUNT_TARGET)],
      finds: "MountTarget",
    },
  ],
  notJudged: [
    another,
    {
      name: "zone not known yet",
      props: { ...claims, availabilityZoneName: unknownString },
      because: "unknown",
      finds: "availabilityZoneName",
    },
    {
      name: "second mount target's file system not known yet",
      props: claims,
      others: [one, target("b", unknownString)],
      because: "unknown",
      finds: "MountTarget.fileSystemId",
    },
    {
      name: "the only mount target's file system not known yet",
      props: claims,
      others: [target("b", unknownString)],
      because: "unknown",
      finds: "MountTarget.fileSystemId",
    },
  ],
});

const policy = JSON.stringify({ Statement: [] });

testRule(efsPolicyLockoutCheckKept, {
  valid: [
    { name: "left out", props: { fileSystemId: "fs-1", policy } },
    { name: "off", props: { fileSystemId: "fs-1", policy, bypassPolicyLockoutSafetyCheck: false } },
  ],
  invalid: [
    {
      name: "skipped",
      props: { fileSystemId: "fs-1", policy, bypassPolicyLockoutSafetyCheck: true },
      finds: "bypassPolicyLockoutSafetyCheck",
    },
  ],
  alike: [NATIVE_FILE_SYSTEM],
  notJudged: [
    { ...another, type: FILE_SYSTEM },
    {
      name: "not known yet",
      props: { fileSystemId: "fs-1", policy, bypassPolicyLockoutSafetyCheck: unknownValue },
      because: "unknown",
      finds: "bypassPolicyLockoutSafetyCheck",
    },
  ],
});
