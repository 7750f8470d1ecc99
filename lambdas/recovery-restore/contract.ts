/** What the component that deploys the function shares with it. */
export const contract = {
  name: "recovery-restore",
  description:
    "Restores the newest backups under drill names and removes what it restored; or tells how long that took last.",
  timeoutSeconds: 120,
  memoryMb: 256,
  environment: ["DRILL_PREFIX", "HOME_REGION", "RESTORE_PLACE", "RESTORE_ROLE_ARN", "VAULT_NAME"],
  examples: { RESTORE_PLACE: '{"kmsKeyArn":"arn:aws:kms:us-west-2:123456789012:key/k"}' },
  actions: [
    "backup:DescribeRestoreJob",
    "backup:GetRecoveryPointRestoreMetadata",
    "backup:ListRecoveryPointsByBackupVault",
    "backup:ListRestoreJobs",
    "backup:StartRestoreJob",
    "dynamodb:DeleteTable",
    "iam:PassRole",
    "rds:DeleteDBInstance",
  ],
} as const;

/** RESTORE_PLACE: where restored stores stand, as JSON. A database needs a subnet group and a security group; without, none is restored. */
export interface RestorePlace {
  readonly kmsKeyArn: string;
  readonly subnetGroup?: string;
  readonly securityGroupId?: string;
}
