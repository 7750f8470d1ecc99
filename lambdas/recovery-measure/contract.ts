/** What the component that deploys the function shares with it. */
export const contract = {
  name: "recovery-measure",
  description: "Asks each store how far its copy is behind.",
  timeoutSeconds: 300,
  memoryMb: 256,
  environment: ["HOME_REGION", "NAME_PREFIX", "VAULT_NAME"],
  actions: [
    "backup:ListRecoveryPointsByBackupVault",
    "cloudwatch:GetMetricData",
    "cloudwatch:ListMetrics",
    "dynamodb:DescribeContinuousBackups",
    "dynamodb:ListTables",
  ],
} as const;

/** Backups are nightly: the newest is a day old at the most, and as long in the making as its windows say. */
export const BACKUP_TARGET_SECONDS = 36 * 3600;
