import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { iamRoleConfusedDeputyPrevention, iamRoleTrustNotOpen } from "./role";

const another = { name: "another type", type: "aws:iam/policy:Policy", props: {}, because: "other-type" } as const;
const notKnown = {
  name: "not known yet",
  props: { assumeRolePolicy: unknownString },
  because: "unknown",
  finds: "assumeRolePolicy.Statement",
} as const;

const ROOT = "arn:aws:iam::111122223333:root";
const trusts = (Principal: unknown, more: object = {}): object => ({
  assumeRolePolicy: JSON.stringify({ Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal, ...more }] }),
});
const when = (operator: string, key: string, value: unknown): object => ({
  Condition: { [operator]: { [key]: value } },
});
const PRINCIPAL = "assumeRolePolicy.Statement[0].Principal";
const CONDITION = "assumeRolePolicy.Statement[0].Condition";

testRule(iamRoleTrustNotOpen, {
  valid: [
    { name: "a service", props: trusts({ Service: "lambda.amazonaws.com" }) },
    { name: "a role", props: trusts({ AWS: "arn:aws:iam::111122223333:role/ci" }) },
    {
      name: "an account with an external id",
      props: trusts({ AWS: ROOT }, when("StringEquals", "sts:ExternalId", "clinic")),
    },
    { name: "an account with MFA", props: trusts({ AWS: ROOT }, when("Bool", "aws:MultiFactorAuthPresent", "true")) },
    {
      name: "everyone of the organisation",
      props: trusts("*", when("StringEquals", "aws:PrincipalOrgID", "o-a1b2c3d4e5")),
    },
    { name: "an identity provider", props: trusts({ Federated: "arn:aws:iam::111122223333:saml-provider/idp" }) },
    {
      name: "as an object",
      props: { assumeRolePolicy: { Statement: { Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" } } } },
    },
    { name: "refuses an account", props: trusts({ AWS: ROOT }, { Effect: "Deny" }) },
  ],
  invalid: [
    { name: "everyone", props: trusts("*"), finds: PRINCIPAL },
    { name: "everyone of AWS", props: trusts({ AWS: "*" }), finds: PRINCIPAL },
    {
      name: "everyone in a list",
      props: trusts({ AWS: ["arn:aws:iam::111122223333:role/ci", "*"] }),
      finds: PRINCIPAL,
    },
    {
      name: "everyone with an external id",
      props: trusts({ AWS: "*" }, when("StringEquals", "sts:ExternalId", "clinic")),
      finds: PRINCIPAL,
    },
    {
      name: "everyone with MFA",
      props: trusts("*", when("Bool", "aws:MultiFactorAuthPresent", "true")),
      finds: PRINCIPAL,
    },
    { name: "a whole account", props: trusts({ AWS: ROOT }), finds: PRINCIPAL },
    { name: "a whole account by number", props: trusts({ AWS: "111122223333" }), finds: PRINCIPAL },
    {
      name: "a whole account in a list",
      props: trusts({ AWS: ["arn:aws:iam::111122223333:role/ci", ROOT] }),
      finds: PRINCIPAL,
    },
    { name: "a whole account, empty condition", props: trusts({ AWS: ROOT }, { Condition: {} }), finds: PRINCIPAL },
    {
      name: "a whole account of GovCloud",
      props: trusts({ AWS: "arn:aws-us-gov:iam::111122223333:root" }),
      finds: PRINCIPAL,
    },
  ],
  notJudged: [
    another,
    notKnown,
    {
      name: "principal not known yet",
      props: { assumeRolePolicy: { Statement: [{ Effect: "Allow", Principal: { AWS: unknownString } }] } },
      because: "unknown",
      finds: "assumeRolePolicy.Statement[0].Principal.AWS",
    },
    {
      name: "condition not known yet",
      props: {
        assumeRolePolicy: { Statement: [{ Effect: "Allow", Principal: { AWS: ROOT }, Condition: unknownValue }] },
      },
      because: "unknown",
      finds: CONDITION,
    },
  ],
});

testRule(iamRoleConfusedDeputyPrevention, {
  valid: [
    { name: "EC2, which names no source", props: trusts({ Service: "ec2.amazonaws.com" }) },
    {
      name: "Lambda, which names no source",
      props: trusts({ Service: ["lambda.amazonaws.com", "edgelambda.amazonaws.com"] }),
    },
    {
      name: "account",
      props: trusts({ Service: "firehose.amazonaws.com" }, when("StringEquals", "aws:SourceAccount", "111122223333")),
    },
    {
      name: "tasks of the account",
      props: trusts(
        { Service: "ecs-tasks.amazonaws.com" },
        when("ArnLike", "aws:SourceArn", "arn:aws:ecs:us-east-1:111122223333:*"),
      ),
    },
    {
      name: "external id",
      props: trusts({ Service: "firehose.amazonaws.com" }, when("StringEquals", "sts:ExternalId", "111122223333")),
    },
    { name: "no service", props: trusts({ AWS: "arn:aws:iam::111122223333:role/ci" }) },
    { name: "refuses", props: trusts({ Service: "firehose.amazonaws.com" }, { Effect: "Deny" }) },
  ],
  invalid: [
    { name: "no condition", props: trusts({ Service: "firehose.amazonaws.com" }), finds: CONDITION },
    { name: "tasks", props: trusts({ Service: "ecs-tasks.amazonaws.com" }), finds: CONDITION },
    {
      name: "one of two names a source",
      props: trusts({ Service: ["ec2.amazonaws.com", "states.amazonaws.com"] }),
      finds: CONDITION,
    },
    {
      name: "any account",
      props: trusts({ Service: "states.amazonaws.com" }, when("StringLike", "aws:SourceAccount", "*")),
      finds: `${CONDITION}.StringLike.aws:SourceAccount`,
    },
    {
      name: "any account's resources",
      props: trusts({ Service: "states.amazonaws.com" }, when("ArnLike", "aws:SourceArn", "arn:aws:states:*:*:*")),
      finds: `${CONDITION}.ArnLike.aws:SourceArn`,
    },
    {
      name: "if the service says so",
      props: trusts(
        { Service: "states.amazonaws.com" },
        when("StringEqualsIfExists", "aws:SourceAccount", "111122223333"),
      ),
      finds: CONDITION,
    },
  ],
  notJudged: [another, notKnown],
});
