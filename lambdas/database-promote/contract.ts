/** What the component that deploys the function shares with it. */
export const contract = {
  name: "database-promote",
  description: "Makes the second region's replica the database; in a drill it only says whether it could.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: ["BACKUP_DAYS", "REPLICA_IDENTIFIER"],
  actions: ["rds:DescribeDBInstances", "rds:PromoteReadReplica"],
} as const;

/** The value of REPLICA_IDENTIFIER where the stack has no replica. */
export const NO_REPLICA = "none";
