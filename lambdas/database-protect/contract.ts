/** What the component that deploys the function shares with it. */
export const contract = {
  name: "database-protect",
  description: "Takes a database off the internet, keeps it from deletion and ends a snapshot's sharing; puts it back.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["TABLE"],
  actions: [
    "dynamodb:GetItem",
    "dynamodb:PutItem",
    "events:PutEvents",
    "rds:DescribeDBInstances",
    "rds:DescribeDBSnapshotAttributes",
    "rds:ModifyDBInstance",
    "rds:ModifyDBSnapshotAttribute",
  ],
} as const;
