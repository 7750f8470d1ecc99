/** What the component that deploys the function shares with it. */
export const contract = {
  name: "disk-unshare",
  description: "Takes everybody off those who may use snapshots of volumes and machine images; puts it back.",
  // Two calls a snapshot, one after the other.
  timeoutSeconds: 300,
  memoryMb: 256,
  environment: ["TABLE"],
  actions: [
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "ec2:DescribeImageAttribute",
    "ec2:DescribeSnapshotAttribute",
    "ec2:DescribeSnapshots",
    "ec2:ModifyImageAttribute",
    "ec2:ModifySnapshotAttribute",
    "events:PutEvents",
  ],
} as const;
