import {
  from,
  testRule,
  unknownString,
  unknownValue,
  type InvalidRow,
  type OtherResource,
  type Row,
  type RuleTable,
} from "../../testing/rule-tester";
import * as account from "./account-alarms";
import * as network from "./network-alarms";

const FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const TRAIL = "aws:cloudtrail/trail:Trail";
const GROUP = "aws:cloudwatch/logGroup:LogGroup";

const metricTransformation = { name: "changes", namespace: "audit", value: "1" };
const topic = "arn:aws:sns:us-east-1:111122223333:security";
const trailArn = "arn:aws:logs:us-east-1:111122223333:log-group:trail:*";

function alarm(props: object = {}): OtherResource {
  const measures = { metricName: "changes", namespace: "audit", alarmActions: [topic] };
  return { type: ALARM, name: "alarm", props: { ...measures, ...props } };
}

function filter(pattern: unknown, more: object = {}): object {
  return { logGroupName: "trail", pattern, metricTransformation, ...more };
}

function calls(names: readonly string[]): string {
  return `{ ${names.map((name) => `($.eventName = ${name})`).join(" || ")} }`;
}

const noTrail = { name: "a workload", type: "aws:sqs/queue:Queue", props: {}, because: "exempt" } as const;
const notKnown = {
  name: "pattern not known yet",
  isBaseline: true,
  props: filter(unknownString),
  others: [alarm()],
  because: "unknown",
  finds: "LogMetricFilter.pattern",
} as const;

const missing: InvalidRow = {
  name: "a trail that nothing watches",
  type: TRAIL,
  props: { s3BucketName: "audit", cloudWatchLogsGroupArn: trailArn },
  finds: "LogMetricFilter",
};

function valid(name: string, pattern: string): Row {
  return { name, props: filter(pattern), others: [alarm()] };
}

function invalid(name: string, pattern: string): InvalidRow {
  return { name, isBaseline: true, props: filter(pattern), others: [alarm()], finds: "LogMetricFilter.pattern" };
}

/** A rule about calls by name: each one is needed. */
function tableOf(names: readonly string[], service = "ec2"): RuleTable {
  const without = (name: string): string[] => names.filter((each) => each !== name);
  return {
    valid: [
      valid("all calls", calls(names)),
      valid("of the service", `{ $.eventSource = ${service}.amazonaws.com && (${calls(names).slice(1, -1)}) }`),
      {
        name: "two filters share the calls",
        props: filter(calls(names.slice(0, 1))),
        others: [{ type: FILTER, name: "others", props: filter(calls(names.slice(1))) }, alarm()],
      },
    ],
    invalid: [
      missing,
      ...names.map((name) => invalid(`without ${name}`, calls(["DescribeInstances2", ...without(name)]))),
      invalid("with everything else", `{ ${calls(names).slice(1, -1)} || ($.eventName = "Describe*") }`),
      { name: "no alarm", props: filter(calls(names)), finds: "MetricAlarm" },
    ],
    notJudged: [noTrail, notKnown],
  };
}

testRule(network.cloudwatchAlarmNetworkAclChanges, {
  ...tableOf([
    "CreateNetworkAcl",
    "CreateNetworkAclEntry",
    "DeleteNetworkAcl",
    "DeleteNetworkAclEntry",
    "ReplaceNetworkAclEntry",
    "ReplaceNetworkAclAssociation",
  ]),
});
testRule(
  network.cloudwatchAlarmNetworkGatewayChanges,
  tableOf([
    "CreateCustomerGateway",
    "DeleteCustomerGateway",
    "AttachInternetGateway",
    "CreateInternetGateway",
    "DeleteInternetGateway",
    "DetachInternetGateway",
  ]),
);
testRule(
  network.cloudwatchAlarmRouteTableChanges,
  tableOf([
    "CreateRoute",
    "CreateRouteTable",
    "ReplaceRoute",
    "ReplaceRouteTableAssociation",
    "DeleteRouteTable",
    "DeleteRoute",
    "DisassociateRouteTable",
  ]),
);
testRule(
  network.cloudwatchAlarmVpcChanges,
  tableOf([
    "CreateVpc",
    "DeleteVpc",
    "ModifyVpcAttribute",
    "AcceptVpcPeeringConnection",
    "CreateVpcPeeringConnection",
    "DeleteVpcPeeringConnection",
    "RejectVpcPeeringConnection",
  ]),
);
testRule(
  network.cloudwatchAlarmSecurityGroupChanges,
  tableOf([
    "AuthorizeSecurityGroupIngress",
    "AuthorizeSecurityGroupEgress",
    "RevokeSecurityGroupIngress",
    "RevokeSecurityGroupEgress",
  ]),
);
testRule(
  account.cloudwatchAlarmS3PolicyChanges,
  tableOf(
    [
      "PutBucketAcl",
      "PutBucketPolicy",
      "PutBucketCors",
      "PutBucketLifecycle",
      "PutBucketReplication",
      "DeleteBucketPolicy",
      "DeleteBucketCors",
      "DeleteBucketLifecycle",
      "DeleteBucketReplication",
    ],
    "s3",
  ),
);
testRule(
  account.cloudwatchAlarmIamPolicyChanges,
  tableOf(
    [
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
    ],
    "iam",
  ),
);
testRule(
  account.cloudwatchAlarmCloudtrailChanges,
  tableOf(["StopLogging", "UpdateTrail", "DeleteTrail"], "cloudtrail"),
);
testRule(
  account.cloudwatchAlarmConfigChanges,
  tableOf(["StopConfigurationRecorder", "DeleteDeliveryChannel"], "config"),
);
testRule(
  account.cloudwatchAlarmOrganizationsChanges,
  tableOf(
    [
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
    ],
    "organizations",
  ),
);

testRule(account.cloudwatchAlarmConsoleAuthFailures, {
  valid: [
    valid("the benchmark's pattern", '{ ($.eventName = ConsoleLogin) && ($.errorMessage = "Failed authentication") }'),
    valid("by its outcome", '{ $.eventName = "ConsoleLogin" && $.responseElements.ConsoleLogin = "Failure" }'),
    valid("by the kind of event", '{ $.eventType = AwsConsoleSignIn && $.errorMessage = "Failed*" }'),
    valid("by its source", '{ $.eventSource = signin.amazonaws.com && $.errorMessage = "Failed*" }'),
  ],
  invalid: [
    missing,
    invalid("every sign-in", "{ $.eventName = ConsoleLogin }"),
    invalid("sign-ins that worked", "{ $.responseElements.ConsoleLogin = Success }"),
  ],
  notJudged: [noTrail, notKnown],
});

testRule(account.cloudwatchAlarmSigninWithoutMfa, {
  valid: [
    valid(
      "the benchmark's pattern",
      '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") && ($.userIdentity.type = "IAMUser") && ($.responseElements.ConsoleLogin = "Success") }',
    ),
    valid("by the field", '{ $.additionalEventData.MFAUsed = "No" }'),
  ],
  invalid: [
    missing,
    invalid("every sign-in", "{ $.eventName = ConsoleLogin }"),
    invalid("with a second factor", '{ $.additionalEventData.MFAUsed = "Yes" }'),
  ],
  notJudged: [noTrail, notKnown],
});

testRule(account.cloudwatchAlarmUnauthorizedApiCalls, {
  valid: [
    valid(
      "the benchmark's pattern",
      '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") || ($.sourceIPAddress != "*") }',
    ),
    valid(
      "the benchmark's pattern of 2022",
      '{ ($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*") || ($.sourceIPAddress != "delivery.logs.amazonaws.com") || ($.eventName != "HeadBucket") }',
    ),
    valid(
      "but for log delivery",
      '{ (($.errorCode = "*UnauthorizedOperation") || ($.errorCode = "AccessDenied*")) && ($.sourceIPAddress != "delivery.logs.amazonaws.com") && ($.eventName != "HeadBucket") }',
    ),
  ],
  invalid: [
    missing,
    invalid("no unauthorized operations", '{ $.errorCode = "AccessDenied*" }'),
    invalid("no refusals", '{ $.errorCode = "*UnauthorizedOperation" }'),
    invalid("one code of two", '{ $.errorCode = "*UnauthorizedOperation" || $.errorCode = "AccessDenied" }'),
    invalid("the other", '{ $.errorCode = "*UnauthorizedOperation" || $.errorCode = "AccessDeniedException" }'),
    invalid("all calls", "{ $.eventName = * }"),
  ],
  notJudged: [noTrail, notKnown],
});

testRule(account.cloudwatchAlarmKmsKeyDisableOrDelete, {
  ...tableOf(["DisableKey", "ScheduleKeyDeletion"], "kms"),
  valid: [
    valid(
      "the benchmark's pattern",
      "{ ($.eventSource = kms.amazonaws.com) && (($.eventName = DisableKey) || ($.eventName = ScheduleKeyDeletion)) }",
    ),
    valid("with quotes and lines", '{\n  $.eventName = "DisableKey" ||\n  $.eventName = "ScheduleKeyDeletion"\n}'),
    valid("whatever the service is asked", "{ $.eventSource = kms.amazonaws.com }"),
    valid("and binds tighter", "{ $.eventSource = kms.amazonaws.com || $.eventName = A && $.eventName = B }"),
  ],
});

const ROOT =
  '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }';

/** What every one of these rules asks of filter, log group and alarm is shown once. */
testRule(account.cloudwatchAlarmRootUsage, {
  valid: [
    valid("the benchmark's pattern", ROOT),
    valid("by hand", "{ $.userIdentity.type = Root && $.eventType = AwsApiCall }"),
    valid("but for roles", "{ $.userIdentity.type != AssumedRole && $.userIdentity.type = *oot }"),
    valid("from one address", "{ $.userIdentity.type = Root && $.sourceIPAddress = 192.0.2.10 }"),
    valid("no patterns of its own in a value", '{ $.userIdentity.type = "Root" || $.eventName = "Describe.nstances" }'),
    valid("a field that is there", "{ $.userIdentity.type = Root && $.eventName EXISTS }"),
    {
      name: "made from the filter in the same preview",
      props: filter(ROOT, { logGroupName: from("group") }),
      others: [
        { type: GROUP, name: "group", props: { name: "trail" } },
        { type: TRAIL, name: "trail", props: { cloudWatchLogsGroupArn: from("group") } },
        alarm({ metricName: from("subject"), namespace: from("subject"), alarmActions: [unknownString] }),
      ],
    },
    {
      name: "names made from one random one",
      props: filter(ROOT, { metricTransformation: from("pet") }),
      others: [
        { type: "random:index/randomPet:RandomPet", name: "pet" },
        alarm({ metricName: from("pet"), namespace: from("pet") }),
      ],
    },
    {
      name: "the trail's group by ARN, the filter's by reference",
      props: filter(ROOT, { logGroupName: from("group") }),
      others: [
        { type: GROUP, name: "other", props: { name: "other" } },
        { type: GROUP, name: "group", props: { name: "trail" } },
        { type: TRAIL, name: "trail", props: { cloudWatchLogsGroupArn: trailArn } },
        alarm(),
      ],
    },
    {
      name: "the same group of another program",
      props: filter(ROOT),
      others: [{ type: TRAIL, name: "trail", props: { cloudWatchLogsGroupArn: trailArn } }, alarm()],
    },
    {
      name: "which group the trail has is not known",
      props: filter(ROOT),
      others: [{ type: TRAIL, name: "trail", props: { cloudWatchLogsGroupArn: unknownString } }, alarm()],
    },
    {
      name: "which group the filter reads is not known",
      props: filter(ROOT, { logGroupName: unknownString }),
      others: [{ type: TRAIL, name: "trail", props: { cloudWatchLogsGroupArn: trailArn } }, alarm()],
    },
    {
      name: "the metric in a query",
      props: filter(ROOT),
      others: [
        alarm({
          metricName: undefined,
          namespace: undefined,
          metricQueries: [
            { id: "e", expression: "m" },
            { id: "m", metric: { metricName: "changes", namespace: "audit" } },
          ],
        }),
      ],
    },
    {
      name: "one alarm of two tells",
      props: filter(ROOT),
      others: [{ ...alarm({ alarmActions: [] }), name: "quiet" }, alarm()],
    },
    {
      name: "where the user says it is the baseline",
      settings: { baseline: "yes" },
      props: filter(ROOT),
      others: [alarm()],
    },
  ],
  invalid: [
    missing,
    {
      name: "nothing in the account's baseline",
      isBaseline: true,
      type: "aws:guardduty/detector:Detector",
      props: {},
      finds: "LogMetricFilter",
    },
    {
      name: "nothing where the user says it is the baseline",
      settings: { baseline: "yes" },
      type: "aws:guardduty/detector:Detector",
      props: {},
      finds: "LogMetricFilter",
    },
    {
      name: "filter of another kind of event",
      props: filter("{ $.eventName = StopLogging }"),
      others: [alarm()],
      finds: "LogMetricFilter.pattern",
    },
    { name: "filter without an alarm", props: filter(ROOT), finds: "MetricAlarm" },
    {
      name: "alarm on another metric",
      props: filter(ROOT),
      others: [alarm({ metricName: "logins" })],
      finds: "MetricAlarm",
    },
    {
      name: "alarm in another namespace",
      props: filter(ROOT),
      others: [alarm({ namespace: "claims" })],
      finds: "MetricAlarm",
    },
    {
      name: "an alarm that tells nobody",
      props: filter(ROOT),
      others: [alarm({ alarmActions: [] })],
      finds: "MetricAlarm.alarmActions",
    },
    {
      name: "an alarm that is switched off",
      props: filter(ROOT),
      others: [alarm({ actionsEnabled: false })],
      finds: "MetricAlarm.actionsEnabled",
    },
    {
      name: "a filter on another log group",
      props: filter(ROOT, { logGroupName: "claims" }),
      others: [{ type: TRAIL, name: "trail", props: { cloudWatchLogsGroupArn: trailArn } }, alarm()],
      finds: "LogMetricFilter.logGroupName",
    },
    {
      name: "a filter on another log group of this program",
      props: filter(ROOT, { logGroupName: from("claims") }),
      others: [
        { type: GROUP, name: "claims" },
        { type: GROUP, name: "group" },
        { type: TRAIL, name: "trail", props: { cloudWatchLogsGroupArn: from("group") } },
        alarm(),
      ],
      finds: "LogMetricFilter.logGroupName",
    },
    invalid("all calls", "{ $.eventType = AwsApiCall }"),
    invalid("words instead of fields", "Root"),
    invalid("words around", '[ $.userIdentity.type = "Root" ]'),
    invalid("a quote left open", '{ $.userIdentity.type = "Root }'),
    invalid("a bracket left open", "{ ($.userIdentity.type = Root }"),
    invalid("a bracket too many", "{ $.userIdentity.type = Root ) }"),
    invalid("no field", '{ userIdentity.type = "Root" }'),
    invalid("half an operator", "{ $.userIdentity.type NOT Root }"),
    invalid("no operator", "{ $.userIdentity.type Root }"),
    invalid("half a comparison", "{ $.userIdentity.type = Root && }"),
    invalid("half of two", "{ $.userIdentity.type = Root || }"),
    invalid("half of a name", "{ $.userIdentity.type = Roo }"),
    invalid("a field that is not there", "{ $.userIdentity.type = Root && $.errorCode EXISTS }"),
    invalid("a field that must be missing", "{ $.userIdentity.type = Root && $.eventType NOT EXISTS }"),
    invalid("a group is no text", "{ $.userIdentity.type = Root && $.userIdentity EXISTS }"),
    invalid("a field below a text", "{ $.userIdentity.type = Root && $.eventName.length EXISTS }"),
  ],
  notJudged: [
    noTrail,
    {
      name: "a filter on an application's log",
      props: filter('{ $.eventName = "claim.filed" }'),
      others: [alarm()],
      because: "exempt",
    },
    { name: "a filter on every call", props: filter("{ $.eventName = * }"), others: [alarm()], because: "exempt" },
    {
      name: "where the user says it is no baseline",
      settings: { baseline: "no" },
      type: TRAIL,
      props: {},
      because: "exempt",
    },
    notKnown,
    {
      name: "whether it reads a trail is not known",
      props: filter(unknownString),
      because: "unknown",
      finds: "LogMetricFilter.pattern",
    },
    {
      name: "metric of the alarm not known",
      props: filter(ROOT),
      others: [alarm({ metricName: unknownString })],
      because: "unknown",
      finds: "MetricAlarm.metricName",
    },
    {
      name: "metric of the filter not known",
      props: filter(ROOT, { metricTransformation: { ...metricTransformation, namespace: unknownString } }),
      others: [alarm()],
      because: "unknown",
      finds: "MetricAlarm.namespace",
    },
    {
      name: "actions not known",
      props: filter(ROOT),
      others: [alarm({ alarmActions: unknownValue })],
      because: "unknown",
      finds: "MetricAlarm.alarmActions",
    },
  ],
});
