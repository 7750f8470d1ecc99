import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { iamPermissionsBoundaryRequired, iamPhiRoleMfaCondition, iamPhiRoleSessionDuration } from "./phi-role";

const another = { name: "another type", type: "aws:iam/policy:Policy", props: {}, because: "other-type" } as const;
const tags = { "phiguard:classification": "phi" };
const internal = { "phiguard:classification": "internal" };

const ROOT = { AWS: "arn:aws:iam::111122223333:root" };
const SAML = { Federated: "arn:aws:iam::111122223333:saml-provider/clinic" };
const trusts = (Principal: unknown, more: object = {}): object => ({
  tags,
  assumeRolePolicy: JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal, ...more }],
  }),
});
const when = (operator: string, key: string, value: unknown): object => ({
  Condition: { [operator]: { [key]: value } },
});
const CONDITION = "assumeRolePolicy.Statement[0].Condition";

testRule(iamPhiRoleMfaCondition, {
  valid: [
    { name: "a second factor", props: trusts(ROOT, when("Bool", "aws:MultiFactorAuthPresent", "true")) },
    { name: "a second factor, as a boolean", props: trusts(ROOT, when("Bool", "aws:MultiFactorAuthPresent", true)) },
    { name: "a second factor of late", props: trusts(ROOT, when("NumericLessThan", "aws:MultiFactorAuthAge", "3600")) },
    {
      name: "an identity provider",
      props: trusts(SAML, when("StringEquals", "SAML:aud", "https://signin.aws.amazon.com/saml")),
    },
    {
      name: "an OIDC provider",
      props: trusts(
        { Federated: "arn:aws:iam::111122223333:oidc-provider/login.example.org" },
        when("StringEquals", "login.example.org:aud", "clinic"),
      ),
    },
    {
      name: "a provider's client not known yet",
      props: {
        tags,
        assumeRolePolicy: {
          Statement: [{ Effect: "Allow", Principal: SAML, ...when("StringEquals", "SAML:aud", unknownString) }],
        },
      },
    },
    { name: "a service", props: trusts({ Service: "lambda.amazonaws.com" }) },
    ...["role/intake", "role/ops-111122223333", "rooted"].map((name) => ({
      name: `no person, ${name}`,
      props: trusts({ AWS: `arn:aws:iam::111122223333:${name}` }),
    })),
    {
      name: "sessions of one role",
      props: trusts(ROOT, when("ArnLike", "aws:PrincipalArn", "arn:aws:sts::111122223333:assumed-role/intake/*")),
    },
    {
      name: "a provider whose name ends like a key of AWS",
      props: trusts(SAML, when("StringEquals", "login.clinic-aws:aud", "clinic")),
    },
    {
      name: "a second factor, spelt otherwise",
      props: trusts(ROOT, when("bool", "aws:multifactorauthpresent", "true")),
    },
    {
      name: "a second factor within a second, spelt otherwise",
      props: trusts(ROOT, when("numericlessthanequals", "aws:MultiFactorAuthAge", "1")),
    },
    {
      name: "one role of the account",
      props: trusts(ROOT, when("ArnEquals", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/intake")),
    },
    { name: "refuses", props: trusts(ROOT, { Effect: "Deny" }) },
    { name: "no trust policy", props: { tags } },
  ],
  invalid: [
    { name: "the account, no condition", props: trusts(ROOT), finds: CONDITION },
    { name: "the account by number", props: trusts({ AWS: "111122223333" }), finds: CONDITION },
    { name: "a user", props: trusts({ AWS: "arn:aws:iam::111122223333:user/ada" }), finds: CONDITION },
    { name: "everyone", props: trusts("*"), finds: CONDITION },
    { name: "everyone of AWS", props: trusts({ AWS: "*" }), finds: CONDITION },
    {
      name: "a second factor, if there is one",
      props: trusts(ROOT, when("BoolIfExists", "aws:MultiFactorAuthPresent", "true")),
      finds: CONDITION,
    },
    ...["ForAllValues:Bool", "BoolIfExists"].map((operator) => ({
      name: `a second factor by ${operator}`,
      props: trusts(ROOT, when(operator, "aws:MultiFactorAuthPresent", "true")),
      finds: CONDITION,
    })),
    ...["ForAllValues:NumericLessThan", "NumericLessThanIfExists"].map((operator) => ({
      name: `a second factor of late by ${operator}`,
      props: trusts(ROOT, when(operator, "aws:MultiFactorAuthAge", "3600")),
      finds: CONDITION,
    })),
    {
      name: "no second factor",
      props: trusts(ROOT, when("Bool", "aws:MultiFactorAuthPresent", "false")),
      finds: CONDITION,
    },
    {
      name: "a second factor of no age",
      props: trusts(ROOT, when("NumericLessThan", "aws:MultiFactorAuthAge", "0")),
      finds: CONDITION,
    },
    {
      name: "a second factor long ago",
      props: trusts(ROOT, when("NumericGreaterThan", "aws:MultiFactorAuthAge", "3600")),
      finds: CONDITION,
    },
    {
      name: "users of the account",
      props: trusts(ROOT, when("ArnLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:user/*")),
      finds: CONDITION,
    },
    { name: "an identity provider, no condition", props: trusts(SAML), finds: CONDITION },
    {
      name: "an identity provider, from any address of a network",
      props: trusts(SAML, when("IpAddress", "aws:SourceIp", "203.0.113.0/24")),
      finds: CONDITION,
    },
    {
      name: "an identity provider's any client",
      props: trusts(SAML, when("StringLike", "SAML:aud", "*")),
      finds: `${CONDITION}.StringLike.SAML:aud`,
    },
    {
      name: "an identity provider, with an external id",
      props: trusts(SAML, when("StringEquals", "sts:ExternalId", "clinic")),
      finds: CONDITION,
    },
  ],
  notJudged: [
    another,
    { name: "no patient data", props: { ...trusts(ROOT), tags: internal }, because: "exempt" },
    { name: "not classified", props: { ...trusts(ROOT), tags: {} }, because: "exempt" },
    { name: "tags not known yet", props: { ...trusts(ROOT), tags: unknownValue }, because: "unknown", finds: "tags" },
    {
      name: "trust not known yet",
      props: { tags, assumeRolePolicy: unknownString },
      because: "unknown",
      finds: "assumeRolePolicy.Statement",
    },
  ],
});

testRule(iamPhiRoleSessionDuration, {
  valid: [
    { name: "four hours", props: { tags, maxSessionDuration: 14_400 } },
    { name: "left out (an hour)", props: { tags } },
    { name: "as the team wants it", props: { tags, maxSessionDuration: 28_800 }, config: { maximumSeconds: 28_800 } },
  ],
  invalid: [
    { name: "eight hours", props: { tags, maxSessionDuration: 28_800 }, finds: "maxSessionDuration" },
    { name: "a second more", props: { tags, maxSessionDuration: 14_401 }, finds: "maxSessionDuration" },
    {
      name: "longer than the team wants",
      props: { tags, maxSessionDuration: 3601 },
      config: { maximumSeconds: 3600 },
      finds: "maxSessionDuration",
    },
  ],
  notJudged: [
    another,
    { name: "no patient data", props: { tags: internal, maxSessionDuration: 43_200 }, because: "exempt" },
    { name: "not classified", props: { maxSessionDuration: 43_200 }, because: "exempt" },
    {
      name: "not known yet",
      props: { tags, maxSessionDuration: unknownValue },
      because: "unknown",
      finds: "maxSessionDuration",
    },
  ],
});

const permissionsBoundary = "arn:aws:iam::111122223333:policy/clinic-boundary";
const bucket = (bucketTags: unknown): { type: string; name: string; props: object } => ({
  type: "aws:s3/bucket:Bucket",
  name: "claims",
  props: { tags: bucketTags },
});

testRule(iamPermissionsBoundaryRequired, {
  valid: [
    { name: "a boundary", props: { tags, permissionsBoundary } },
    { name: "a boundary not known yet", props: { tags, permissionsBoundary: unknownString } },
    { name: "a boundary beside a bucket of patient data", props: { permissionsBoundary }, others: [bucket(tags)] },
  ],
  invalid: [
    { name: "a role for patient data", props: { tags }, finds: "permissionsBoundary" },
    { name: "empty", props: { tags, permissionsBoundary: "" }, finds: "permissionsBoundary" },
    {
      name: "beside a bucket of patient data",
      props: { tags: internal },
      others: [bucket(tags)],
      finds: "permissionsBoundary",
    },
    { name: "beside a bucket that nobody classified", props: {}, others: [bucket({})], finds: "permissionsBoundary" },
    { name: "by the provider's tags", props: {}, defaultTags: tags, finds: "permissionsBoundary" },
  ],
  notJudged: [
    another,
    { name: "no stores", props: {}, because: "exempt" },
    { name: "stores without patient data", props: {}, others: [bucket(internal)], because: "exempt" },
    {
      name: "a bucket's tags not known yet",
      props: {},
      others: [bucket(unknownValue)],
      because: "unknown",
      finds: "tags",
    },
    { name: "tags not known yet", props: { tags: unknownValue }, because: "unknown", finds: "tags" },
  ],
});
