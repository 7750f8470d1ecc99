/** A kind of call that someone has to look at, as a filter on the trail's log group (CIS AWS Foundations Benchmark 1.4, chapter 4). */
export interface AlarmPattern {
  /** Last part of the names of filter and alarm. */
  readonly role: string;
  readonly description: string;
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
    description: "A console sign-in without a second factor.",
    pattern:
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    threshold: 1,
  },
  {
    role: "root-usage",
    description: "The root user did something.",
    pattern:
      '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
    threshold: 1,
  },
  {
    role: "iam-policy-changes",
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
    description: "The audit trail was changed or stopped.",
    pattern: calls(undefined, ["CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"]),
    threshold: 1,
  },
  {
    role: "console-auth-failures",
    description: "Five failed console sign-ins in five minutes.",
    pattern: '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
    threshold: 5,
  },
  {
    role: "kms-key-disable-or-delete",
    description: "A customer managed key was disabled or is to be deleted.",
    pattern: calls("kms.amazonaws.com", ["DisableKey", "ScheduleKeyDeletion"]),
    threshold: 1,
  },
  {
    role: "s3-policy-changes",
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
];
