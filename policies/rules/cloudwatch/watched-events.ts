import type { LogEvent } from "./filter-pattern";

/** One kind of event: a filter for it lets each of `events` through and none of `quiet`. */
export interface Watched {
  readonly events: readonly LogEvent[];
  readonly quiet: readonly LogEvent[];
}

/** What a role does all day. */
const ROUTINE: LogEvent = {
  eventType: "AwsApiCall",
  eventSource: "ec2.amazonaws.com",
  eventName: "DescribeInstances",
  sourceIPAddress: "192.0.2.10",
  userIdentity: { type: "AssumedRole" },
};

/** Calls by name, with the service that takes them. */
function calls(service: string, ...names: readonly string[]): Watched {
  const eventSource = `${service}.amazonaws.com`;
  return { events: names.map((eventName) => ({ ...ROUTINE, eventSource, eventName })), quiet: [ROUTINE] };
}

/** A sign-in to the console by name and password. */
const SIGN_IN: LogEvent = {
  eventType: "AwsConsoleSignIn",
  eventSource: "signin.amazonaws.com",
  eventName: "ConsoleLogin",
  sourceIPAddress: "192.0.2.10",
  userIdentity: { type: "IAMUser" },
  additionalEventData: { MFAUsed: "Yes" },
  responseElements: { ConsoleLogin: "Success" },
};

/** What the alarms watch, field by field as CloudTrail writes it (CloudTrail User Guide, "CloudTrail record contents"). */
export const WATCHED = {
  networkAcls: calls(
    "ec2",
    "CreateNetworkAcl",
    "CreateNetworkAclEntry",
    "DeleteNetworkAcl",
    "DeleteNetworkAclEntry",
    "ReplaceNetworkAclEntry",
    "ReplaceNetworkAclAssociation",
  ),
  networkGateways: calls(
    "ec2",
    "CreateCustomerGateway",
    "DeleteCustomerGateway",
    "AttachInternetGateway",
    "CreateInternetGateway",
    "DeleteInternetGateway",
    "DetachInternetGateway",
  ),
  routeTables: calls(
    "ec2",
    "CreateRoute",
    "CreateRouteTable",
    "ReplaceRoute",
    "ReplaceRouteTableAssociation",
    "DeleteRouteTable",
    "DeleteRoute",
    "DisassociateRouteTable",
  ),
  vpcs: calls(
    "ec2",
    "CreateVpc",
    "DeleteVpc",
    "ModifyVpcAttribute",
    "AcceptVpcPeeringConnection",
    "CreateVpcPeeringConnection",
    "DeleteVpcPeeringConnection",
    "RejectVpcPeeringConnection",
  ),
  securityGroups: calls(
    "ec2",
    "AuthorizeSecurityGroupIngress",
    "AuthorizeSecurityGroupEgress",
    "RevokeSecurityGroupIngress",
    "RevokeSecurityGroupEgress",
  ),
  consoleFailures: {
    events: [{ ...SIGN_IN, errorMessage: "Failed authentication", responseElements: { ConsoleLogin: "Failure" } }],
    quiet: [SIGN_IN],
  },
  rootUse: { events: [{ ...ROUTINE, userIdentity: { type: "Root" } }], quiet: [ROUTINE] },
  signInsWithoutMfa: {
    events: [{ ...SIGN_IN, additionalEventData: { MFAUsed: "No" } }],
    quiet: [SIGN_IN],
  },
  refusedCalls: {
    events: ["Client.UnauthorizedOperation", "AccessDenied", "AccessDeniedException"].map((errorCode) => ({
      ...ROUTINE,
      errorCode,
    })),
    // The benchmark's pattern of 2022 joins these by "or" and lets through all else; too much is told, but the refusals are.
    quiet: [{ ...ROUTINE, eventName: "HeadBucket", sourceIPAddress: "delivery.logs.amazonaws.com" }],
  },
  keys: calls("kms", "DisableKey", "ScheduleKeyDeletion"),
  buckets: calls(
    "s3",
    "PutBucketAcl",
    "PutBucketPolicy",
    "PutBucketCors",
    "PutBucketLifecycle",
    "PutBucketReplication",
    "DeleteBucketPolicy",
    "DeleteBucketCors",
    "DeleteBucketLifecycle",
    "DeleteBucketReplication",
  ),
  iamPolicies: calls(
    "iam",
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
  ),
  trails: calls("cloudtrail", "StopLogging", "UpdateTrail", "DeleteTrail"),
  config: calls("config", "StopConfigurationRecorder", "DeleteDeliveryChannel"),
  organization: calls(
    "organizations",
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
    "UpdatePolicy",
    "UpdateOrganizationalUnit",
  ),
} satisfies Record<string, Watched>;
