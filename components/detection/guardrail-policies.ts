import type { Conditions } from "../access/policy-document";

/** A service control policy: what nobody in an account can do, whatever the account's own policies say. */
export interface GuardrailPolicy {
  /** Last part of the policy's name. */
  readonly role: string;
  readonly description: string;
  /** Policy document, at most 5,120 characters. */
  readonly content: string;
}

export interface GuardrailFacts {
  /** Regions that may be used, one at the least; services without regions are let out. */
  readonly regions: readonly string[];
  /** Patterns of role ARNs that may change what guards the account: those that deploy it. One at the least. */
  readonly deployerArns: readonly string[];
}

/** AWS refuses longer ones (AWS Organizations User Guide, "Quotas"). */
export const LONGEST_GUARDRAIL = 5120;

/** What is denied: these actions, or all but these. */
type Denial = { readonly Sid: string; readonly Condition?: Conditions } & (
  { readonly Action: string | readonly string[] } | { readonly NotAction: readonly string[] }
);

/**
 * Four policies, as a target takes five and AWS's FullAWSAccess is one of them. They hold for member accounts only, never for
 * the organisation's management account, and never for service-linked roles (AWS Organizations User Guide, "SCP effects").
 */
export function guardrailPolicies({ regions, deployerArns }: GuardrailFacts): GuardrailPolicy[] {
  const unlessDeployer: Conditions = { ArnNotLike: { "aws:PrincipalArn": deployerArns } };
  return [
    policy("account", "Nobody leaves the organisation, uses the root user, or opens the account.", [
      { Sid: "StayInTheOrganisation", Action: ["organizations:LeaveOrganization", "account:CloseAccount"] },
      {
        Sid: "NoRootUser",
        Action: "*",
        Condition: { StringLike: { "aws:PrincipalArn": "arn:*:iam::*:root" } },
      },
      { Sid: "NoLongLivedKeys", Action: ["iam:CreateAccessKey", "iam:CreateUser"], Condition: unlessDeployer },
      {
        Sid: "KeepAccountDefaults",
        Action: [
          "ec2:DisableEbsEncryptionByDefault",
          "ec2:DisableImageBlockPublicAccess",
          "ec2:DisableSnapshotBlockPublicAccess",
          "ec2:EnableSerialConsoleAccess",
          "ec2:ModifyEbsDefaultKmsKeyId",
          "ec2:ModifyInstanceMetadataDefaults",
          "ec2:ModifyVpcBlockPublicAccessOptions",
          "ec2:ResetEbsDefaultKmsKeyId",
          "iam:DeleteAccountPasswordPolicy",
          "iam:UpdateAccountPasswordPolicy",
          "s3:PutAccountPublicAccessBlock",
        ],
        Condition: unlessDeployer,
      },
    ]),
    policy("detection", "Nobody blinds what watches the account.", [
      {
        Sid: "KeepWatching",
        Action: [
          "access-analyzer:DeleteAnalyzer",
          "cloudtrail:DeleteTrail",
          "cloudtrail:PutEventSelectors",
          "cloudtrail:StopLogging",
          "cloudtrail:UpdateTrail",
          "config:DeleteConfigRule",
          "config:DeleteConfigurationRecorder",
          "config:DeleteConformancePack",
          "config:DeleteDeliveryChannel",
          "config:DeleteRetentionConfiguration",
          "config:PutConfigurationRecorder",
          "config:PutRetentionConfiguration",
          "config:StopConfigurationRecorder",
          "guardduty:CreateFilter",
          "guardduty:DeleteDetector",
          "guardduty:DeletePublishingDestination",
          "guardduty:DisassociateFromAdministratorAccount",
          "guardduty:UpdateDetector",
          "inspector2:Disable",
          "inspector2:DisassociateMember",
          "macie2:DisableMacie",
          "macie2:UpdateClassificationJob",
          "macie2:UpdateMacieSession",
          "securityhub:BatchDisableStandards",
          "securityhub:DeleteInsight",
          "securityhub:DisableSecurityHub",
          "securityhub:DisassociateFromAdministratorAccount",
          "wafv2:DeleteLoggingConfiguration",
          "xray:PutEncryptionConfig",
        ],
        Condition: unlessDeployer,
      },
      {
        Sid: "KeepLogs",
        Action: ["ec2:DeleteFlowLogs", "logs:DeleteLogGroup", "logs:DeleteLogStream", "logs:PutRetentionPolicy"],
        Condition: unlessDeployer,
      },
    ]),
    policy("records", "Nobody deletes or unlocks records, backups or the keys that read them.", [
      {
        Sid: "KeepLocks",
        Action: [
          "backup:DeleteBackupVaultLockConfiguration",
          "backup:DeleteRecoveryPoint",
          "backup:UpdateRecoveryPointLifecycle",
          "s3:BypassGovernanceRetention",
        ],
      },
      {
        Sid: "KeepKeysAndStores",
        Action: [
          "dynamodb:DeleteTable",
          "healthlake:DeleteFHIRDatastore",
          "kms:DisableKey",
          "kms:DisableKeyRotation",
          "kms:ScheduleKeyDeletion",
          "medical-imaging:DeleteDatastore",
          "rds:DeleteDBCluster",
          "rds:DeleteDBInstance",
          "s3:DeleteBucket",
          "s3:DeleteBucketPolicy",
          "s3:PutBucketVersioning",
          "s3:PutEncryptionConfiguration",
          "s3:PutLifecycleConfiguration",
          "s3:PutReplicationConfiguration",
        ],
        Condition: unlessDeployer,
      },
      {
        Sid: "NoPublicSharing",
        Action: ["ec2:ModifyImageAttribute", "ec2:ModifySnapshotAttribute"],
        Condition: { StringEquals: { "ec2:Add/group": "all" } },
      },
      {
        Sid: "EncryptedDatabases",
        Action: ["rds:CreateDBCluster", "rds:CreateDBInstance"],
        Condition: { Bool: { "rds:StorageEncrypted": "false" } },
      },
      {
        Sid: "EncryptedFileSystems",
        Action: "elasticfilesystem:CreateFileSystem",
        Condition: { Bool: { "elasticfilesystem:Encrypted": "false" } },
      },
    ]),
    policy("regions", "Nothing is made in a region that nobody watches.", [
      {
        Sid: "KnownRegionsAlone",
        NotAction: WITHOUT_REGION,
        Condition: { StringNotEquals: { "aws:RequestedRegion": regions } },
      },
    ]),
  ];
}

function policy(role: string, description: string, denials: readonly Denial[]): GuardrailPolicy {
  const statements = denials.map(({ Sid, Condition, ...actions }) => ({
    Sid,
    Effect: "Deny",
    ...actions,
    Resource: "*",
    Condition,
  }));
  return { role, description, content: JSON.stringify({ Version: "2012-10-17", Statement: statements }) };
}

/**
 * Services without regions answer from us-east-1, or from us-west-2, whatever the region is (AWS Organizations User Guide,
 * "Deny access to AWS based on the requested AWS Region").
 */
const WITHOUT_REGION = [
  "access-analyzer:*",
  "account:*",
  "artifact:*",
  "aws-portal:*",
  "budgets:*",
  "ce:*",
  "cloudfront:*",
  "config:*",
  "cur:*",
  "globalaccelerator:*",
  "health:*",
  "iam:*",
  "kms:*",
  "networkmanager:*",
  "organizations:*",
  "pricing:*",
  "route53:*",
  "route53domains:*",
  "s3:GetAccountPublic*",
  "s3:ListAllMyBuckets",
  "s3:PutAccountPublic*",
  "shield:*",
  "sts:*",
  "support:*",
  "trustedadvisor:*",
  "waf:*",
  "wafv2:*",
];
