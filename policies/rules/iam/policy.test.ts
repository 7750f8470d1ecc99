import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  iamNoIamfullaccessPolicy,
  iamNoInlinePolicyCheck,
  iamPolicyNoStatementsWithAdminAccess,
  iamPolicyNoStatementsWithFullAccess,
} from "./policy";

const POLICY = "aws:iam/policy:Policy";
const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const USER_POLICY = "aws:iam/userPolicy:UserPolicy";
const GROUP_POLICY = "aws:iam/groupPolicy:GroupPolicy";
const ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const USER_ATTACHMENT = "aws:iam/userPolicyAttachment:UserPolicyAttachment";
const GROUP_ATTACHMENT = "aws:iam/groupPolicyAttachment:GroupPolicyAttachment";
const ANY_ATTACHMENT = "aws:iam/policyAttachment:PolicyAttachment";
const another = { name: "another type", type: "aws:iam/group:Group", props: {}, because: "other-type" } as const;

const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const props = (...statements: readonly object[]): object => ({ policy: policy(...statements) });
const allow = (Action: unknown, Resource: unknown, more: object = {}): object => ({
  Effect: "Allow",
  Action,
  Resource,
  ...more,
});

const CLAIMS = "arn:aws:s3:::claims/*";
const KEY = "arn:aws:kms:us-east-1:111122223333:key/1234abcd";
const tagged = { Condition: { StringEquals: { "aws:ResourceTag/team": "claims" } } };
const notKnown = {
  name: "not known yet",
  props: { policy: unknownString },
  because: "unknown",
  finds: "policy.Statement",
} as const;

testRule(iamPolicyNoStatementsWithAdminAccess, {
  valid: [
    { name: "one action on one resource", props: props(allow("s3:GetObject", CLAIMS)) },
    { name: "every action on one resource", props: props(allow("*", CLAIMS)) },
    { name: "one action of every service", props: props(allow("*:GetObject", "*")) },
    { name: "every action on what ends alike", props: props(allow("*", "arn:aws:*:*:*:claims")) },
    { name: "one action on every resource", props: props(allow("s3:GetObject", "*")) },
    { name: "reading of IAM", props: props(allow("iam:Get*", "*")) },
    { name: "what of IAM ends alike", props: props(allow("iam:*Tags", "*")) },
    { name: "all of a service whose name ends alike", props: props(allow("healthiam:*", "*")) },
    { name: "all of IAM on one role", props: props(allow("iam:*", "arn:aws:iam::111122223333:role/claims")) },
    { name: "refuses everything", props: props({ Effect: "Deny", Action: "*", Resource: "*" }) },
    {
      name: "everything but IAM",
      props: props({ Effect: "Allow", NotAction: ["iam:*", "organizations:*"], Resource: "*" }),
    },
    { name: "read-only of AWS", type: ATTACHMENT, props: { policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" } },
    {
      name: "own policy of that name",
      type: ATTACHMENT,
      props: { policyArn: "arn:aws:iam::111122223333:policy/AdministratorAccess" },
    },
    {
      name: "policy made in the same preview",
      type: ATTACHMENT,
      props: { policyArn: from("p") },
      others: [{ type: POLICY, name: "p" }],
    },
    { name: "role without policies", type: ROLE, props: { assumeRolePolicy: "{}" } },
  ],
  invalid: [
    { name: "all on all", props: props(allow("*", "*")), finds: "policy.Statement[0].Action" },
    {
      name: "as lists",
      props: props(allow(["s3:GetObject", "*"], [CLAIMS, "*"])),
      finds: "policy.Statement[0].Action[1]",
    },
    { name: "as an object", props: { policy: { Statement: allow("*", "*") } }, finds: "policy.Statement.Action" },
    { name: "all services", props: props(allow("*:*", "*")), finds: "policy.Statement[0].Action" },
    { name: "all ARNs", props: props(allow("*", "arn:aws:*:*:*:*")), finds: "policy.Statement[0].Action" },
    { name: "all that begins as an ARN", props: props(allow("*", "arn*")), finds: "policy.Statement[0].Action" },
    {
      name: "second statement",
      props: props(allow("s3:GetObject", CLAIMS), allow("*", "*")),
      finds: "policy.Statement[1].Action",
    },
    { name: "with a condition", props: props(allow("*", "*", tagged)), finds: "policy.Statement[0].Action" },
    {
      name: "all of IAM",
      props: props(allow(["s3:GetObject", "iam:*"], "*")),
      finds: "policy.Statement[0].Action[1]",
    },
    { name: "all of IAM, in capitals", props: props(allow("IAM:*", "*")), finds: "policy.Statement[0].Action" },
    {
      name: "everything but billing",
      props: props({ Effect: "Allow", NotAction: "aws-portal:*", Resource: "*" }),
      finds: "policy.Statement[0].NotAction",
    },
    { name: "role policy", type: ROLE_POLICY, props: props(allow("*", "*")), finds: "policy.Statement[0].Action" },
    { name: "user policy", type: USER_POLICY, props: props(allow("*", "*")), finds: "policy.Statement[0].Action" },
    { name: "group policy", type: GROUP_POLICY, props: props(allow("*", "*")), finds: "policy.Statement[0].Action" },
    {
      name: "inside a role",
      type: ROLE,
      props: {
        inlinePolicies: [{ policy: policy(allow("s3:GetObject", CLAIMS)) }, { policy: policy(allow("*", "*")) }],
      },
      finds: "inlinePolicies[1].policy.Statement[0].Action",
    },
    {
      name: "attached",
      type: ATTACHMENT,
      props: { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      finds: "policyArn",
    },
    ...[USER_ATTACHMENT, GROUP_ATTACHMENT].map((type) => ({
      name: `attached by ${type}`,
      type,
      props: { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      finds: "policyArn",
    })),
    {
      name: "attached, GovCloud",
      type: ANY_ATTACHMENT,
      props: { policyArn: "arn:aws-us-gov:iam::aws:policy/AdministratorAccess" },
      finds: "policyArn",
    },
    {
      name: "named by a role",
      type: ROLE,
      props: { managedPolicyArns: ["arn:aws:iam::aws:policy/AdministratorAccess"] },
      finds: "managedPolicyArns[0]",
    },
  ],
  notJudged: [
    another,
    notKnown,
    {
      name: "policy from another stack",
      type: ATTACHMENT,
      props: { policyArn: unknownString },
      because: "unknown",
      finds: "policyArn",
    },
    {
      name: "actions not known yet",
      props: { policy: { Statement: [allow([unknownString], "*")] } },
      because: "unknown",
      finds: "policy.Statement[0].Action[0]",
    },
  ],
});

testRule(iamNoIamfullaccessPolicy, {
  valid: [
    { name: "read-only", type: ATTACHMENT, props: { policyArn: "arn:aws:iam::aws:policy/IAMReadOnlyAccess" } },
    { name: "role without policies", type: ROLE, props: {} },
  ],
  invalid: [
    {
      name: "attached",
      type: ATTACHMENT,
      props: { policyArn: "arn:aws:iam::aws:policy/IAMFullAccess" },
      finds: "policyArn",
    },
    ...[USER_ATTACHMENT, GROUP_ATTACHMENT, ANY_ATTACHMENT].map((type) => ({
      name: `attached by ${type}`,
      type,
      props: { policyArn: "arn:aws:iam::aws:policy/IAMFullAccess" },
      finds: "policyArn",
    })),
    {
      name: "named by a role",
      type: ROLE,
      props: { managedPolicyArns: ["arn:aws:iam::aws:policy/IAMFullAccess"] },
      finds: "managedPolicyArns[0]",
    },
  ],
  notJudged: [
    another,
    {
      name: "from another stack",
      type: ATTACHMENT,
      props: { policyArn: unknownString },
      because: "unknown",
      finds: "policyArn",
    },
  ],
});

testRule(iamPolicyNoStatementsWithFullAccess, {
  valid: [
    { name: "named actions", props: props(allow(["s3:GetObject", "s3:PutObject"], CLAIMS)) },
    { name: "a prefix", props: props(allow("s3:Get*", CLAIMS)) },
    { name: "a suffix", props: props(allow("s3:*Object", CLAIMS)) },
    { name: "refuses a service", props: props({ Effect: "Deny", Action: "s3:*", Resource: "*" }) },
    { name: "refuses the rest", props: props({ Effect: "Deny", NotAction: "s3:*", Resource: "*" }) },
  ],
  invalid: [
    { name: "a service", props: props(allow("s3:*", CLAIMS)), finds: "policy.Statement[0].Action" },
    {
      name: "a service in a list",
      props: props(allow(["ec2:DescribeVpcs", "kms:*"], KEY)),
      finds: "policy.Statement[0].Action[1]",
    },
    { name: "everything", props: props(allow("*", "*")), finds: "policy.Statement[0].Action" },
    { name: "a service, spelt otherwise", props: props(allow("s3:**", CLAIMS)), finds: "policy.Statement[0].Action" },
    {
      name: "all but some",
      props: props({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
      finds: "policy.Statement[0].NotAction",
    },
    {
      name: "inside a role",
      type: ROLE,
      props: { inlinePolicies: [{ policy: policy(allow("s3:*", CLAIMS)) }] },
      finds: "inlinePolicies[0].policy.Statement[0].Action",
    },
    {
      name: "role policy",
      type: ROLE_POLICY,
      props: props(allow("s3:*", CLAIMS)),
      finds: "policy.Statement[0].Action",
    },
  ],
  alike: [USER_POLICY, GROUP_POLICY],
  notJudged: [another, notKnown],
});

testRule(iamNoInlinePolicyCheck, {
  valid: [
    { name: "role without", type: ROLE, props: {} },
    { name: "role with an empty list", type: ROLE, props: { inlinePolicies: [] } },
    { name: "role with an empty block", type: ROLE, props: { inlinePolicies: [{}] } },
  ],
  invalid: [
    { name: "role policy", type: ROLE_POLICY, props: props(), finds: "policy" },
    { name: "user policy", type: USER_POLICY, props: props(), finds: "policy" },
    { name: "group policy", type: GROUP_POLICY, props: props(), finds: "policy" },
    {
      name: "inside a role",
      type: ROLE,
      props: { inlinePolicies: [{ name: "p", policy: "{}" }] },
      finds: "inlinePolicies[0].policy",
    },
    {
      name: "inside a role, not known yet",
      type: ROLE,
      props: { inlinePolicies: [{ policy: unknownString }] },
      finds: "inlinePolicies[0].policy",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      type: ROLE,
      props: { inlinePolicies: unknownValue },
      because: "unknown",
      finds: "inlinePolicies",
    },
  ],
});
