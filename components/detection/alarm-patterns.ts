import type { Severity } from "../observability/severity";
import { THRESHOLDS } from "../observability/thresholds";

/** A kind of call that someone has to look at, as a filter on the trail's log group (CIS AWS Foundations Benchmark 1.4, chapter 4). */
export interface AlarmPattern {
  /** Last part of the names of filter and alarm. */
  readonly role: string;
  readonly description: string;
  /** P3 by default; P4 for what every deployment does too. */
  readonly severity?: Severity;
  /** CloudWatch Logs filter pattern, at most 1024 characters. */
  readonly pattern: string;
  /** Matches in five minutes that raise the alarm. */
  readonly threshold: number;
}

/** `{ ($.eventSource = s) && (($.eventName = A) || ($.eventName = B)) }` */
function calls(source: string | undefined, names: readonly string[]): string {
  const any = names.map((name) => `($.eventName = ${name})`).join(" || ");
  return source === undefined ? `{ ${any} }` : `{ ($.eventSource = ${source}) && (${any}) }`;
}

/** The benchmark's fifteen (4.1 to 4.15), and three of what watches an account. */
export const ALARM_PATTERNS: readonly AlarmPattern[] = [
  {
    role: "unauthorized-api-calls",
    description: "Calls that AWS refused for lack of permission.",
    pattern:
      '{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }',
    threshold: 5,
  },
  {
    role: "signin-without-mfa",
    severity: "P2",
    description: "A console sign-in without a second factor.",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    threshold: 1,
  },
  {
    role: "root-usage",
    severity: "P1",
    description: "The root user did something.",
    pattern:
      '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
    threshold: 1,
  },
  {
    role: "iam-policy-changes",
    severity: "P4",
    description: "IAM policies were made, changed, attached or removed.",
    pattern: calls("iam.amazonaws.com", [
      "DeleteGroupPolicy",
      "DeleteRolePolicy",
      "DeleteUserPolicy",
      "PutGroupPolicy",
      "PutRolePolicy",
      "PutUserPolicy",
      "CreatePolicy",
      "DeletePolicy",
      "CreatePolicyVersion",
      "DeletePolicyVersion",
      "AttachRolePolicy",
      "DetachRolePolicy",
      "AttachUserPolicy",
      "DetachUserPolicy",
      "AttachGroupPolicy",
      "DetachGroupPolicy",
    ]),
    threshold: 1,
  },
  {
    role: "cloudtrail-changes",
    severity: "P2",
    description: "The audit trail was changed or stopped.",
    pattern: calls(undefined, ["CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"]),
    threshold: 1,
  },
  {
    role: "console-auth-failures",
    severity: "P2",
    description: "Five failed console sign-ins in five minutes.",
    pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    threshold: THRESHOLDS.failedLogins,
  },
  {
    role: "kms-key-disable-or-delete",
    severity: "P2",
    description: "A customer managed key was disabled or is to be deleted.",
    pattern: calls("kms.amazonaws.com", ["DisableKey", "ScheduleKeyDeletion"]),
    threshold: 1,
  },
  {
    role: "s3-policy-changes",
    severity: "P4",
    description: "A bucket's policy, ACL, CORS, lifecycle or replication was changed.",
    pattern: calls("s3.amazonaws.com", [
      "PutBucketAcl",
      "PutBucketPolicy",
      "PutBucketCors",
      "PutBucketLifecycle",
      "PutBucketReplication",
      "DeleteBucketPolicy",
      "DeleteBucketCors",
      "DeleteBucketLifecycle",
      "DeleteBucketReplication",
    ]),
    threshold: 1,
  },
  {
    role: "config-changes",
    severity: "P2",
    description: "AWS Config was stopped or its delivery changed.",
    pattern: calls("config.amazonaws.com", [
      "StopConfigurationRecorder",
      "DeleteDeliveryChannel",
      "PutDeliveryChannel",
      "PutConfigurationRecorder",
    ]),
    threshold: 1,
  },
  {
    role: "security-group-changes",
    severity: "P4",
    description: "Security groups or their rules were changed.",
    pattern: calls(undefined, [
      "AuthorizeSecurityGroupIngress",
      "AuthorizeSecurityGroupEgress",
      "RevokeSecurityGroupIngress",
      "RevokeSecurityGroupEgress",
      "CreateSecurityGroup",
      "DeleteSecurityGroup",
    ]),
    threshold: 1,
  },
  {
    role: "network-acl-changes",
    severity: "P4",
    description: "Network ACLs or their entries were changed.",
    pattern: calls(undefined, [
      "CreateNetworkAcl",
      "CreateNetworkAclEntry",
      "DeleteNetworkAcl",
      "DeleteNetworkAclEntry",
      "ReplaceNetworkAclEntry",
      "ReplaceNetworkAclAssociation",
    ]),
    threshold: 1,
  },
  {
    role: "network-gateway-changes",
    severity: "P4",
    description: "Internet or customer gateways were changed.",
    pattern: calls(undefined, [
      "CreateCustomerGateway",
      "DeleteCustomerGateway",
      "AttachInternetGateway",
      "CreateInternetGateway",
      "DeleteInternetGateway",
      "DetachInternetGateway",
    ]),
    threshold: 1,
  },
  {
    role: "route-table-changes",
    severity: "P4",
    description: "Route tables or routes were changed.",
    pattern: calls("ec2.amazonaws.com", [
      "CreateRoute",
      "CreateRouteTable",
      "ReplaceRoute",
      "ReplaceRouteTableAssociation",
      "DeleteRouteTable",
      "DeleteRoute",
      "DisassociateRouteTable",
    ]),
    threshold: 1,
  },
  {
    role: "vpc-changes",
    severity: "P4",
    description: "VPCs or their peerings were changed.",
    pattern: calls(undefined, [
      "CreateVpc",
      "DeleteVpc",
      "ModifyVpcAttribute",
      "AcceptVpcPeeringConnection",
      "CreateVpcPeeringConnection",
      "DeleteVpcPeeringConnection",
      "RejectVpcPeeringConnection",
    ]),
    threshold: 1,
  },
  {
    role: "organizations-changes",
    description: "The AWS Organization was changed.",
    pattern: calls("organizations.amazonaws.com", [
      "AcceptHandshake",
      "AttachPolicy",
      "CreateAccount",
      "CreateOrganizationalUnit",
      "CreatePolicy",
      "DeclineHandshake",
      "DeleteOrganization",
      "DeleteOrganizationalUnit",
      "DeletePolicy",
      "DetachPolicy",
      "DisablePolicyType",
      "EnablePolicyType",
      "InviteAccountToOrganization",
      "LeaveOrganization",
      "MoveAccount",
      "RemoveAccountFromOrganization",
      "UpdateOrganizationalUnit",
      "UpdatePolicy",
    ]),
    threshold: 1,
  },
  {
    role: "detection-stopped",
    severity: "P2",
    description: "GuardDuty, Security Hub, Macie, Inspector or Access Analyzer was switched off or muted.",
    pattern: calls(undefined, [
      "DeleteDetector",
      "StopMonitoringMembers",
      "DisableSecurityHub",
      "BatchDisableStandards",
      "DisableMacie",
      "DeleteAnalyzer",
      "DeleteWebACL",
    ]),
    threshold: 1,
  },
  {
    role: "watch-removed",
    description: "Alarms, metric filters, log groups or the people told were removed or muted.",
    pattern: calls(undefined, [
      "DeleteAlarms",
      "DisableAlarmActions",
      "DeleteLogGroup",
      "DeleteLogStream",
      "DeleteMetricFilter",
      "DeleteRetentionPolicy",
      "DeleteTopic",
      "Unsubscribe",
    ]),
    threshold: 1,
  },
  {
    role: "experiment-started",
    description: "Somebody started a fault-injection experiment: what breaks now may be meant to.",
    pattern: calls("fis.amazonaws.com", ["StartExperiment"]),
    threshold: 1,
  },
];
