import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { iamBreakGlassRole } from "./break-glass";

const tags = { "phiguard:purpose": "break-glass" };
const trust = (Condition?: object, more: object = {}): string =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { AWS: "arn:aws:iam::111122223333:root" },
        ...(Condition === undefined ? {} : { Condition }),
        ...more,
      },
    ],
  });
const mfa = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
const guarded = { name: "emergency", tags, maxSessionDuration: 3600, assumeRolePolicy: trust(mfa) };

const watch = (props: object): OtherResource => ({ type: "aws:cloudwatch/eventRule:EventRule", name: "watch", props });
const eventPattern = JSON.stringify({
  source: ["aws.sts"],
  detail: { eventName: ["AssumeRole"], requestParameters: { roleArn: ["arn:aws:iam::111122223333:role/emergency"] } },
});
const watched = watch({ eventPattern });
const others = [watched];

const FLAGS = [
  "phiguard:break-glass",
  "BreakGlass",
  "break-glass",
  "breakGlass",
  "EmergencyAccess",
  "emergency-access",
];
const PURPOSES = ["phiguard:purpose", "Purpose", "purpose"];

testRule(iamBreakGlassRole, {
  valid: [
    { name: "guarded and watched", props: guarded, others },
    { name: "in the baseline", props: guarded, others, isBaseline: true },
    { name: "an hour, as IAM takes it", props: { ...guarded, maxSessionDuration: undefined }, others },
    ...FLAGS.map((key) => ({ name: `marked by ${key}`, props: { ...guarded, tags: { [key]: "true" } }, others })),
    ...PURPOSES.map((key) => ({
      name: `purpose in ${key}`,
      props: { ...guarded, tags: { [key]: "Break-Glass" } },
      others,
    })),
    {
      name: "a purpose of the team's",
      props: { ...guarded, tags: { Purpose: "Glasbruch" } },
      others,
      config: { purposes: ["GlasBruch"] },
    },
    {
      name: "all assumed roles watched",
      props: guarded,
      others: [watch({ eventPattern: '{"detail":{"eventName":["AssumeRole"]}}' })],
    },
    {
      name: "watched by its name",
      props: guarded,
      others: [
        watch({
          eventPattern: '{"detail":{"userIdentity":{"sessionContext":{"sessionIssuer":{"userName":["emergency"]}}}}}',
        }),
      ],
    },
    {
      name: "watched by its ARN, which is not known yet",
      props: guarded,
      others: [watch({ eventPattern: from("subject"), state: "ENABLED" })],
    },
    {
      name: "a statement that refuses",
      props: { ...guarded, assumeRolePolicy: trust(undefined, { Effect: "Deny" }) },
      others,
    },
    {
      name: "beside another role",
      props: guarded,
      others: [watched, { type: "aws:iam/role:Role", name: "api", props: { assumeRolePolicy: trust() } }],
      isBaseline: true,
    },
    {
      name: "beside another role, in any stack",
      props: guarded,
      others: [watched, { type: "aws:iam/role:Role", name: "api", props: { assumeRolePolicy: trust() } }],
    },
  ],
  invalid: [
    {
      name: "no second factor",
      props: { ...guarded, assumeRolePolicy: trust() },
      others,
      finds: "Role.assumeRolePolicy.Statement[0].Condition",
    },
    {
      name: "a second factor, if there is one",
      props: { ...guarded, assumeRolePolicy: trust({ BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } }) },
      others,
      finds: "Role.assumeRolePolicy.Statement[0].Condition",
    },
    {
      name: "without a second factor",
      props: { ...guarded, assumeRolePolicy: trust({ Bool: { "aws:MultiFactorAuthPresent": "false" } }) },
      others,
      finds: "Role.assumeRolePolicy.Statement[0].Condition",
    },
    { name: "no trust", props: { ...guarded, assumeRolePolicy: "" }, others, finds: "Role.assumeRolePolicy" },
    {
      name: "longer than an hour",
      props: { ...guarded, maxSessionDuration: 3601 },
      others,
      finds: "Role.maxSessionDuration",
    },
    { name: "nobody watches", props: guarded, finds: "EventRule" },
    ...FLAGS.map((key) => ({
      name: `marked by ${key}, nobody watches`,
      props: { ...guarded, tags: { [key]: "yes" } },
      finds: "EventRule",
    })),
    ...PURPOSES.map((key) => ({
      name: `purpose in ${key}, nobody watches`,
      props: { ...guarded, tags: { [key]: "emergency-access" } },
      finds: "EventRule",
    })),
    ...["breakglass", "emergency"].map((purpose) => ({
      name: `for ${purpose}, nobody watches`,
      props: { ...guarded, tags: { Purpose: purpose } },
      finds: "EventRule",
    })),
    {
      name: "a rule about something else",
      props: guarded,
      others: [watch({ eventPattern: '{"source":["aws.s3"]}' })],
      finds: ["EventRule", "EventRule.eventPattern"],
    },
    {
      name: "a rule without a pattern",
      props: guarded,
      others: [watch({ scheduleExpression: "rate(1 day)" })],
      finds: ["EventRule", "EventRule.eventPattern"],
    },
    {
      name: "a rule that is off",
      props: guarded,
      others: [watch({ eventPattern, state: "DISABLED" })],
      finds: ["EventRule", "EventRule.state"],
    },
    {
      name: "a rule that is off, as it was once spelt",
      props: guarded,
      others: [watch({ eventPattern, isEnabled: false })],
      finds: ["EventRule", "EventRule.isEnabled"],
    },
    {
      name: "no such role in the baseline",
      props: { ...guarded, tags: {} },
      others,
      isBaseline: true,
      finds: "Role",
    },
    {
      name: "no role at all in the baseline",
      type: "aws:s3/bucket:Bucket",
      props: {},
      isBaseline: true,
      finds: "Role",
    },
  ],
  notJudged: [
    { name: "no such role in another stack", props: { ...guarded, tags: {} }, because: "exempt" },
    { name: "a flag that is off", props: { ...guarded, tags: { BreakGlass: "false" } }, because: "exempt" },
    ...["No", "0", " FALSE "].map((value) => ({
      name: `a flag that says ${value}`,
      props: { ...guarded, tags: { BreakGlass: value } },
      because: "exempt" as const,
    })),
    {
      name: "purpose not known yet",
      props: { ...guarded, tags: { Purpose: unknownString } },
      because: "unknown",
      finds: "tags",
    },
    { name: "a flag that is empty", props: { ...guarded, tags: { "break-glass": "" } }, because: "exempt" },
    { name: "another purpose", props: { ...guarded, tags: { purpose: "audit" } }, because: "exempt" },
    {
      name: "tags not known yet",
      props: { ...guarded, tags: unknownValue },
      others,
      because: "unknown",
      finds: "tags",
    },
    {
      name: "flag not known yet",
      props: { ...guarded, tags: { BreakGlass: unknownString } },
      because: "unknown",
      finds: "tags",
    },
    {
      name: "trust not known yet",
      props: { ...guarded, assumeRolePolicy: unknownString },
      others,
      because: "unknown",
      finds: "Role.assumeRolePolicy.Statement",
    },
    {
      name: "a pattern from elsewhere",
      props: guarded,
      others: [watch({ eventPattern: unknownString })],
      because: "unknown",
      finds: "EventRule.eventPattern",
    },
  ],
});
