import { testRule, unknownString } from "../../testing/rule-tester";
import { iamPolicyNoFullAccessCloudtrail, iamPolicyNoMarketplaceSubscribeWildcard } from "./policy-limits";

const ROLE = "aws:iam/role:Role";
const OTHER_POLICIES = [
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
];
const another = { name: "another type", type: "aws:iam/group:Group", props: {}, because: "other-type" } as const;
const notKnown = {
  name: "not known yet",
  props: { policy: unknownString },
  because: "unknown",
  finds: "policy.Statement",
} as const;

const document = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const props = (...statements: readonly object[]): object => ({ policy: document(...statements) });
const allow = (Action: unknown, Resource: unknown, more: object = {}): object => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, Resource: unknown = "*", more: object = {}): object => ({
  Effect: "Deny",
  Action,
  Resource,
  ...more,
});
const when = (operator: string, key: string, value: unknown): object => ({
  Condition: { [operator]: { [key]: value } },
});
const noPolicies = { name: "a role without policies inside", type: ROLE, props: { assumeRolePolicy: "{}" } };
const insideRole = (
  statement: object,
  finds: string,
): { name: string; type: string; props: object; finds: string } => ({
  name: "inside a role",
  type: ROLE,
  props: { inlinePolicies: [{ name: "p", policy: document(statement) }] },
  finds: `inlinePolicies[0].policy.Statement[0].${finds}`,
});

const TRAIL = "arn:aws:cloudtrail:us-east-1:111122223333:trail/audit";
const ACTION = "policy.Statement[0].Action";
const RESOURCE = "policy.Statement[0].Resource";

testRule(iamPolicyNoFullAccessCloudtrail, {
  valid: [
    { name: "reads", props: props(allow(["cloudtrail:LookupEvents", "cloudtrail:Get*"], "*")) },
    { name: "one trail", props: props(allow("cloudtrail:*", TRAIL)) },
    { name: "trails that end alike", props: props(allow("cloudtrail:*", "arn:aws:cloudtrail:*:*:trail/*-test")) },
    { name: "another service", props: props(allow("cloudwatch:*", "*")) },
    { name: "refuses it", props: props(deny("cloudtrail:*")) },
    { name: "all but CloudTrail", props: props({ Effect: "Allow", NotAction: "cloudtrail:*", Resource: "*" }) },
    {
      name: "all, but refuses what ends a trail",
      props: props(
        allow("*", "*"),
        deny(["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail"]),
      ),
    },
    noPolicies,
  ],
  invalid: [
    { name: "all of CloudTrail", props: props(allow("cloudtrail:*", "*")), finds: ACTION },
    { name: "in a list", props: props(allow(["s3:GetObject", "cloudtrail:*"], ["*"])), finds: ACTION },
    { name: "without regard to case", props: props(allow("CloudTrail:*", "*")), finds: ACTION },
    { name: "everything", props: props(allow("*", "*")), finds: ACTION },
    {
      name: "all but another service",
      props: props({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
      finds: "policy.Statement[0].NotAction",
    },
    {
      name: "every trail of the account",
      props: props(allow("cloudtrail:*", "arn:aws:cloudtrail:us-east-1:111122223333:trail/*")),
      finds: ACTION,
    },
    { name: "every trail there is", props: props(allow("cloudtrail:*", "arn:aws:cloudtrail:*:*:*")), finds: ACTION },
    ...[
      ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail"],
      ["cloudtrail:StopLogging", "cloudtrail:UpdateTrail"],
      ["cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail"],
    ].map((refused) => ({
      name: `refuses ${refused.join(" and ")} alone`,
      props: props(allow("cloudtrail:*", "*"), deny(refused)),
      finds: ACTION,
    })),
    {
      name: "refuses it for one trail",
      props: props(allow("cloudtrail:*", "*"), deny("cloudtrail:*", TRAIL)),
      finds: ACTION,
    },
    {
      name: "refuses it on a condition",
      props: props(
        allow("cloudtrail:*", "*"),
        deny("cloudtrail:*", "*", when("Bool", "aws:MultiFactorAuthPresent", "false")),
      ),
      finds: ACTION,
    },
    insideRole(allow("cloudtrail:*", "*"), "Action"),
  ],
  alike: OTHER_POLICIES,
  notJudged: [another, notKnown],
});

const PRODUCT = "arn:aws:aws-marketplace::111122223333:product/prod-abc";

testRule(iamPolicyNoMarketplaceSubscribeWildcard, {
  valid: [
    { name: "one product", props: props(allow("aws-marketplace:Subscribe", PRODUCT)) },
    {
      name: "products by a condition",
      props: props(
        allow(
          "aws-marketplace:Subscribe",
          "*",
          when("ForAnyValue:StringEquals", "aws-marketplace:ProductId", ["prod-abc"]),
        ),
      ),
    },
    { name: "looks at subscriptions", props: props(allow("aws-marketplace:ViewSubscriptions", "*")) },
    { name: "another service", props: props(allow("ec2:*", "*")) },
    {
      name: "refuses it again",
      props: props(allow("aws-marketplace:Subscribe", "*"), deny("aws-marketplace:Subscribe")),
    },
    { name: "refuses it", props: props(deny("aws-marketplace:Subscribe")) },
    {
      name: "refuses it on a condition",
      props: props(deny("aws-marketplace:Subscribe", "*", when("Bool", "aws:MultiFactorAuthPresent", "false"))),
    },
    noPolicies,
  ],
  invalid: [
    { name: "any product", props: props(allow("aws-marketplace:Subscribe", "*")), finds: RESOURCE },
    { name: "all of the Marketplace", props: props(allow("aws-marketplace:*", "*")), finds: RESOURCE },
    { name: "everything", props: props(allow("*", "*")), finds: RESOURCE },
    { name: "without regard to case", props: props(allow("AWS-Marketplace:SUBSCRIBE", "*")), finds: RESOURCE },
    {
      name: "any product, by a condition",
      props: props(
        allow("aws-marketplace:Subscribe", "*", when("ForAnyValue:StringLike", "aws-marketplace:ProductId", ["*"])),
      ),
      finds: RESOURCE,
    },
    {
      name: "another condition",
      props: props(allow("aws-marketplace:Subscribe", "*", when("StringEquals", "aws:PrincipalTag/team", "claims"))),
      finds: RESOURCE,
    },
    {
      name: "refuses one product",
      props: props(allow("aws-marketplace:Subscribe", "*"), deny("aws-marketplace:Subscribe", PRODUCT)),
      finds: RESOURCE,
    },
    {
      name: "refuses something else",
      props: props(allow("aws-marketplace:Subscribe", "*"), deny("ec2:TerminateInstances")),
      finds: RESOURCE,
    },
    insideRole(allow("aws-marketplace:Subscribe", "*"), "Resource"),
  ],
  alike: OTHER_POLICIES,
  notJudged: [another, notKnown],
});
