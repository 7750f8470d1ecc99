import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { houseKey } from "./keys";
import { accountId, document, internal, named, region } from "./site";

function topic(name: string, ...services: readonly string[]): aws.sns.Topic {
  const made = new aws.sns.Topic(name, { name: named(name), kmsMasterKeyId: houseKey.arn, tags: internal });
  const arn = `arn:aws:sns:${region}:${accountId}:${named(name)}`;
  new aws.sns.TopicPolicy(name, {
    arn: made.arn,
    policy: document(
      {
        Sid: "ServicePublishes",
        Action: "sns:Publish",
        Principal: { Service: services },
        Resource: arn,
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      },
      {
        Sid: "RefusePlainHttp",
        Effect: "Deny",
        Action: "sns:Publish",
        Principal: "*",
        Resource: arn,
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ),
  });
  return made;
}

/** Hears of new files of the audit trail. */
export const trailTopic = topic("trail-files", "cloudtrail.amazonaws.com");

/** Wakes the engineer on call. */
export const alarmTopic = topic("alarms", "cloudwatch.amazonaws.com", "events.rds.amazonaws.com");
new aws.sns.TopicSubscription("alarms", {
  topic: alarmTopic.arn,
  protocol: "email",
  endpoint: "intake-on-call@example.org",
});

const calls = (...names: string[]): string => `{ ${names.map((name) => `($.eventName = ${name})`).join(" || ")} }`;

/** What someone should look at, as filters on the trail's log. */
const watched: Record<string, string> = {
  "root-usage":
    '{ ($.userIdentity.type = "Root") && ($.userIdentity.invokedBy NOT EXISTS) && ($.eventType != "AwsServiceEvent") }',
  "signin-without-mfa": '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }',
  "signin-failures": '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }',
  "refused-calls": '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") }',
  "trail-changes": calls("CreateTrail", "UpdateTrail", "DeleteTrail", "StartLogging", "StopLogging"),
  "key-changes": calls("DisableKey", "ScheduleKeyDeletion"),
  "iam-changes": calls(
    ...["Delete", "Put"].flatMap((verb) => ["Group", "Role", "User"].map((of) => `${verb}${of}Policy`)),
    ...["Attach", "Detach"].flatMap((verb) => ["Group", "Role", "User"].map((of) => `${verb}${of}Policy`)),
    ...["CreatePolicy", "DeletePolicy", "CreatePolicyVersion", "DeletePolicyVersion"],
  ),
  "bucket-changes": calls(
    ...["PutBucketAcl", "PutBucketPolicy", "PutBucketCors", "PutBucketLifecycle", "PutBucketReplication"],
    ...["DeleteBucketPolicy", "DeleteBucketCors", "DeleteBucketLifecycle", "DeleteBucketReplication"],
  ),
  "config-changes": calls(
    ...["StopConfigurationRecorder", "DeleteDeliveryChannel", "PutDeliveryChannel", "PutConfigurationRecorder"],
  ),
  "security-group-changes": calls(
    ...["Authorize", "Revoke"].flatMap((verb) => [`${verb}SecurityGroupIngress`, `${verb}SecurityGroupEgress`]),
    ...["CreateSecurityGroup", "DeleteSecurityGroup"],
  ),
  "acl-changes": calls(
    ...["CreateNetworkAcl", "CreateNetworkAclEntry", "DeleteNetworkAcl", "DeleteNetworkAclEntry"],
    ...["ReplaceNetworkAclEntry", "ReplaceNetworkAclAssociation"],
  ),
  "gateway-changes": calls(
    ...["CreateCustomerGateway", "DeleteCustomerGateway", "AttachInternetGateway"],
    ...["CreateInternetGateway", "DeleteInternetGateway", "DetachInternetGateway"],
  ),
  "route-changes": calls(
    ...["CreateRoute", "CreateRouteTable", "ReplaceRoute", "ReplaceRouteTableAssociation"],
    ...["DeleteRouteTable", "DeleteRoute", "DisassociateRouteTable"],
  ),
  "vpc-changes": calls(
    ...["CreateVpc", "DeleteVpc", "ModifyVpcAttribute", "AcceptVpcPeeringConnection"],
    ...["CreateVpcPeeringConnection", "DeleteVpcPeeringConnection", "RejectVpcPeeringConnection"],
  ),
  "organisation-changes": calls(
    ...["AcceptHandshake", "AttachPolicy", "CreateAccount", "CreateOrganizationalUnit", "CreatePolicy"],
    ...["DeclineHandshake", "DeleteOrganization", "DeleteOrganizationalUnit", "DeletePolicy", "DetachPolicy"],
    ...["DisablePolicyType", "EnablePolicyType", "InviteAccountToOrganization", "LeaveOrganization", "MoveAccount"],
    ...["RemoveAccountFromOrganization", "UpdateOrganizationalUnit", "UpdatePolicy"],
  ),
};

/** An alarm for each of them. */
export function watchTrail(logGroupName: pulumi.Input<string>): void {
  const namespace = named("audit");
  for (const [name, pattern] of Object.entries(watched)) {
    const filter = new aws.cloudwatch.LogMetricFilter(name, {
      name: named(name),
      logGroupName,
      pattern,
      metricTransformation: { name, namespace, value: "1", defaultValue: "0" },
    });
    new aws.cloudwatch.MetricAlarm(name, {
      name: named(name),
      namespace,
      metricName: filter.metricTransformation.name,
      statistic: "Sum",
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      threshold: 1,
      period: 300,
      evaluationPeriods: 1,
      treatMissingData: "notBreaching",
      alarmActions: [alarmTopic.arn],
      tags: internal,
    });
  }
}
