import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { fsxFilesystemCmk, fsxResourcesProtectedByBackupPlan, LUSTRE, ONTAP, OPEN_ZFS, WINDOWS } from "./file-system";

const another = {
  name: "another type",
  type: "aws:efs/fileSystem:FileSystem",
  props: {},
  because: "other-type",
} as const;

const claims = { deploymentType: "PERSISTENT_2", subnetIds: "subnet-1", storageCapacity: 1200 };
const selects = (...resources: readonly unknown[]): OtherResource => ({
  type: "aws:backup/selection:Selection",
  name: "selection",
  props: { planId: "daily", resources },
});
const ARN = "arn:aws:fsx:us-east-1:111122223333:file-system";
const made = { outputs: { id: "fs-1", arn: `${ARN}/fs-1` } };
const DAYS = "automaticBackupRetentionDays";
const notBackedUp = [DAYS, "Selection"];

testRule(fsxResourcesProtectedByBackupPlan, {
  valid: [
    { name: "kept for a week", props: { ...claims, [DAYS]: 7 } },
    { name: "kept for three months", props: { ...claims, [DAYS]: 90 } },
    { name: "as long as the team wants", props: { ...claims, [DAYS]: 3 }, config: { minimumDays: 3 } },
    { name: "a day, as the team wants", props: { ...claims, [DAYS]: 1 }, config: { minimumDays: 1 } },
    { name: "as long as can be", props: { ...claims, [DAYS]: 90 }, config: { minimumDays: 90 } },
    { name: "a Windows file system says nothing", type: WINDOWS, props: { throughputCapacity: 32 } },
    { name: "in a plan, by reference", props: claims, others: [selects(from("subject"))] },
    { name: "in a plan, by ARN", props: { ...claims, [DAYS]: 0 }, ...made, others: [selects(`${ARN}/fs-1*`)] },
    { name: "in a plan for all", props: claims, others: [selects("arn:aws:fsx:*:*:file-system/*")] },
    {
      name: "in a plan, by a tag",
      props: { ...claims, tags: { backup: "daily" } },
      others: [
        {
          type: "aws:backup/selection:Selection",
          name: "selection",
          props: { planId: "daily", selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }] },
        },
      ],
    },
  ],
  invalid: [
    { name: "left out", props: claims, finds: notBackedUp },
    { name: "a day short", props: { ...claims, [DAYS]: 6 }, finds: notBackedUp },
    { name: "off", props: { ...claims, [DAYS]: 0 }, finds: notBackedUp },
    {
      name: "shorter than the team wants",
      props: { ...claims, [DAYS]: 29 },
      config: { minimumDays: 30 },
      finds: notBackedUp,
    },
    { name: "a Windows file system off", type: WINDOWS, props: { [DAYS]: 0 }, finds: notBackedUp },
    {
      name: "a Windows file system says nothing, the team wants more",
      type: WINDOWS,
      props: { throughputCapacity: 32 },
      config: { minimumDays: 8 },
      finds: notBackedUp,
    },
    { name: "another one in the plan", props: claims, ...made, others: [selects(`${ARN}/fs-2`)], finds: notBackedUp },
    {
      name: "only volumes in the plan",
      props: claims,
      others: [selects("arn:aws:fsx:*:*:volume/*")],
      finds: notBackedUp,
    },
    {
      name: "only file systems of another service in the plan",
      props: claims,
      others: [selects("arn:aws:elasticfilesystem:*:*:file-system/*")],
      finds: notBackedUp,
    },
    { name: "says nothing of what it is for", props: { subnetIds: "subnet-1" }, finds: notBackedUp },
  ],
  alike: [ONTAP, OPEN_ZFS],
  notJudged: [
    another,
    { name: "scratch", props: { ...claims, deploymentType: "SCRATCH_2" }, because: "exempt" },
    { name: "first kind of scratch", props: { ...claims, deploymentType: "SCRATCH_1" }, because: "exempt" },
    { name: "days not known yet", props: { ...claims, [DAYS]: unknownValue }, because: "unknown", finds: DAYS },
    {
      name: "what is selected not known yet",
      props: claims,
      others: [selects(unknownString)],
      because: "unknown",
      finds: "Selection.resources",
    },
  ],
});

const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/k";

testRule(fsxFilesystemCmk, {
  valid: [
    { name: "key by ARN", props: { ...claims, kmsKeyId } },
    {
      name: "made in the same preview",
      props: { ...claims, kmsKeyId: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: claims, finds: "kmsKeyId" },
    { name: "AWS alias", props: { ...claims, kmsKeyId: "alias/aws/fsx" }, finds: "kmsKeyId" },
    { name: "says nothing of what it is for", type: LUSTRE, props: { subnetIds: "subnet-1" }, finds: "kmsKeyId" },
  ],
  alike: [WINDOWS, ONTAP, OPEN_ZFS],
  notJudged: [
    another,
    { name: "scratch", props: { ...claims, deploymentType: "SCRATCH_2" }, because: "exempt" },
    {
      name: "from another stack",
      props: { ...claims, kmsKeyId: unknownString },
      because: "unknown",
      finds: "kmsKeyId",
    },
  ],
});
