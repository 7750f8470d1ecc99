/** What the component that deploys the function shares with it. */
export const contract = {
  name: "finding-triage",
  description: "Chooses the remedy for a finding of GuardDuty, Security Hub or AWS Config, or an unusual access.",
  timeoutSeconds: 15,
  memoryMb: 256,
  environment: ["ACTIONS", "DRY_RUN"],
  actions: [],
} as const;

export const ACTIONS = [
  "close-bucket",
  "isolate-instance",
  "revoke-session",
  "disable-key",
  "rotate-secret",
  "suspend-access",
  "close-security-group",
  "require-imdsv2",
  "close-subnet",
  "make-database-private",
  "protect-database",
  "unshare-db-snapshot",
  "enable-key-rotation",
  "cancel-key-deletion",
  "version-bucket",
  "enable-table-recovery",
  "protect-table",
  "unshare-snapshots",
  "unshare-image",
] as const;

export type ActionName = (typeof ACTIONS)[number];

/** Actions after which data can't be read until somebody acts, or a person or a program can't work: people are asked first. */
export const NEEDS_APPROVAL: readonly ActionName[] = ["disable-key", "suspend-access", "require-imdsv2"];

/** Signs of what an action mends. The rules let these through and nothing else, and triage chooses by them. */
export interface Signs {
  /** Beginnings of GuardDuty's finding types (GuardDuty User Guide, "Finding types"). */
  readonly threats: readonly string[];
  /** Controls of Security Hub (Security Hub User Guide, "Control reference"). */
  readonly controls: readonly string[];
  /** Beginnings of the names of rules of AWS Config; a conformance pack adds to them. */
  readonly rules: readonly string[];
  /** Types of resources that Access Analyzer finds open to others, as Security Hub names them. */
  readonly exposed: readonly string[];
  /** Calls of EC2 that CloudTrail tells of, by which something becomes everybody's, where nobody else tells of it. */
  readonly calls?: readonly string[];
}

export const SIGNS: Readonly<Record<ActionName, Signs>> = {
  "close-bucket": {
    threats: [
      "Policy:S3/BucketAnonymousAccessGranted",
      "Policy:S3/BucketBlockPublicAccessDisabled",
      "Policy:S3/BucketPublicAccessGranted",
    ],
    controls: ["S3.2", "S3.3", "S3.8"],
    rules: [
      "s3-bucket-level-public-access-prohibited",
      "s3-bucket-public-read-prohibited",
      "s3-bucket-public-write-prohibited",
    ],
    exposed: ["AwsS3Bucket"],
  },
  "isolate-instance": {
    threats: ["Backdoor:EC2/", "CryptoCurrency:EC2/", "Execution:EC2/", "Trojan:EC2/", "UnauthorizedAccess:EC2/Tor"],
    controls: [],
    rules: [],
    exposed: [],
  },
  "revoke-session": {
    threats: [
      "CredentialAccess:IAMUser/",
      "Exfiltration:IAMUser/",
      "Exfiltration:S3/",
      "Impact:IAMUser/",
      "PrivilegeEscalation:IAMUser/",
      "UnauthorizedAccess:IAMUser/InstanceCredentialExfiltration",
    ],
    controls: [],
    rules: [],
    exposed: [],
  },
  "disable-key": { threats: [], controls: [], rules: [], exposed: ["AwsKmsKey"] },
  "rotate-secret": {
    threats: [],
    controls: ["SecretsManager.2", "SecretsManager.4"],
    rules: ["secretsmanager-scheduled-rotation-success-check", "secretsmanager-secret-periodic-rotation"],
    exposed: [],
  },
  // Its sign is an alert of our own, which says by itself for how long.
  "suspend-access": { threats: [], controls: [], rules: [], exposed: [] },
  "close-security-group": {
    threats: [],
    controls: ["EC2.13", "EC2.14", "EC2.19"],
    rules: ["restricted-ssh", "restricted-common-ports"],
    exposed: [],
  },
  "require-imdsv2": { threats: [], controls: ["EC2.8"], rules: ["ec2-imdsv2-check"], exposed: [] },
  "close-subnet": {
    threats: [],
    controls: ["EC2.15"],
    rules: ["subnet-auto-assign-public-ip-disabled"],
    exposed: [],
  },
  // AWS Config calls databases by an id of its own, which the actions do not take; Security Hub's controls have the ARN.
  "make-database-private": { threats: [], controls: ["RDS.2"], rules: [], exposed: [] },
  "protect-database": { threats: [], controls: ["RDS.8"], rules: [], exposed: [] },
  "unshare-db-snapshot": { threats: [], controls: ["RDS.1"], rules: [], exposed: [] },
  "enable-key-rotation": {
    threats: [],
    controls: ["KMS.4"],
    rules: ["cmk-backing-key-rotation-enabled"],
    exposed: [],
  },
  "cancel-key-deletion": {
    threats: [],
    controls: ["KMS.3"],
    rules: ["kms-cmk-not-scheduled-for-deletion"],
    exposed: [],
  },
  "version-bucket": { threats: [], controls: ["S3.14"], rules: ["s3-bucket-versioning-enabled"], exposed: [] },
  "enable-table-recovery": { threats: [], controls: ["DynamoDB.2"], rules: ["dynamodb-pitr-enabled"], exposed: [] },
  "protect-table": {
    threats: [],
    controls: ["DynamoDB.6"],
    rules: ["dynamodb-table-deletion-protection-enabled"],
    exposed: [],
  },
  "unshare-snapshots": {
    threats: [],
    controls: ["EC2.1"],
    rules: ["ebs-snapshot-public-restorable-check"],
    exposed: [],
  },
  // Neither Security Hub nor AWS Config looks at who may use an image.
  "unshare-image": { threats: [], controls: [], rules: [], exposed: [], calls: ["ModifyImageAttribute"] },
};

/** Threats that mean that data may have left: a breach is suspected, whatever the remedy. */
export const SUSPECTED_BREACH: readonly string[] = ["Exfiltration:"];
