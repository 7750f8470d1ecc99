import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { iamUserNoConsoleLogin } from "./login-profile";

const another = {
  name: "another type",
  type: "aws:iam/accessKey:AccessKey",
  props: {},
  because: "other-type",
} as const;

const document = (statement: object): string => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
const without = {
  Effect: "Deny",
  NotAction: ["iam:CreateVirtualMFADevice", "iam:EnableMFADevice", "sts:GetSessionToken"],
  Resource: "*",
  Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } },
};
const insists = document(without);

const ada = { type: "aws:iam/user:User", name: "ada", props: { name: "ada" } };
const eve = { type: "aws:iam/user:User", name: "eve", props: { name: "eve" } };
const group = { type: "aws:iam/group:Group", name: "staff", props: { name: "staff" } };
const policy = { type: "aws:iam/policy:Policy", name: "mfa", props: { policy: insists } };
const userPolicy = (props: object): OtherResource => ({ type: "aws:iam/userPolicy:UserPolicy", name: "p", props });
const groupPolicy = (props: object): OtherResource => ({ type: "aws:iam/groupPolicy:GroupPolicy", name: "g", props });
const attachment = (kind: string, props: object): OtherResource => ({
  type: `aws:iam/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`,
  name: "a",
  props: { policyArn: from("mfa"), ...props },
});
const inGroup = {
  type: "aws:iam/userGroupMembership:UserGroupMembership",
  name: "m",
  props: { user: "ada", groups: [from("staff")] },
};
const ofGroup = {
  type: "aws:iam/groupMembership:GroupMembership",
  name: "m",
  props: { group: "staff", users: ["ada"] },
};
const allows = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

testRule(iamUserNoConsoleLogin, {
  valid: [
    {
      name: "a policy of the user's own",
      props: { user: "ada" },
      others: [ada, userPolicy({ user: "ada", policy: insists })],
    },
    {
      name: "by reference",
      props: { user: from("ada") },
      others: [ada, userPolicy({ user: from("ada"), policy: insists })],
    },
    {
      name: "refuses every action",
      props: { user: "ada" },
      others: [ada, userPolicy({ user: "ada", policy: document({ ...without, NotAction: undefined, Action: ["*"] }) })],
    },
    {
      name: "refuses every action and one more",
      props: { user: "ada" },
      others: [
        ada,
        userPolicy({ user: "ada", policy: document({ ...without, NotAction: undefined, Action: ["s3:*", "*"] }) }),
      ],
    },
    {
      name: "by an operator spelt otherwise",
      props: { user: "ada" },
      others: [
        ada,
        userPolicy({
          user: "ada",
          policy: document({ ...without, Condition: { boolifexists: { "aws:MultiFactorAuthPresent": "false" } } }),
        }),
      ],
    },
    {
      name: "attached to the user",
      props: { user: "ada" },
      others: [ada, policy, attachment("UserPolicyAttachment", { user: "ada" })],
    },
    {
      name: "attached to a list of users",
      props: { user: "ada" },
      others: [ada, policy, attachment("PolicyAttachment", { users: [from("ada")] })],
    },
    {
      name: "inline in a group of the user's",
      props: { user: "ada" },
      others: [ada, group, inGroup, groupPolicy({ group: "staff", policy: insists })],
    },
    {
      name: "attached to a group that lists the user",
      props: { user: "ada" },
      others: [ada, group, ofGroup, policy, attachment("GroupPolicyAttachment", { group: from("staff") })],
    },
    {
      name: "attached to a list of groups",
      props: { user: "ada" },
      others: [ada, group, ofGroup, policy, attachment("PolicyAttachment", { groups: ["staff"] })],
    },
  ],
  invalid: [
    { name: "no policy", props: { user: "ada" }, others: [ada], finds: "user" },
    { name: "no user that the program makes", props: { user: "ada" }, finds: "user" },
    { name: "user left out", props: {}, others: [ada], finds: "user" },
    {
      name: "another user's policy",
      props: { user: "ada" },
      others: [ada, eve, userPolicy({ user: "eve", policy: insists })],
      finds: "user",
    },
    {
      name: "the policy of a group the user is not in",
      props: { user: "ada" },
      others: [ada, group, groupPolicy({ group: "staff", policy: insists })],
      finds: "user",
    },
    ...[
      ["allows something", allows],
      ["allows instead of refusing", { ...without, Effect: "Allow" }],
      ["refuses one action", { ...without, NotAction: undefined, Action: "s3:*" }],
      ["refuses it for one bucket", { ...without, Resource: "arn:aws:s3:::claims/*" }],
      ["refuses it to everyone", { ...without, Condition: undefined }],
      [
        "refuses it to those with a second factor",
        { ...without, Condition: { BoolIfExists: { "aws:MultiFactorAuthPresent": "true" } } },
      ],
      [
        "refuses it by an operator over sets",
        { ...without, Condition: { "ForAllValues:Bool": { "aws:MultiFactorAuthPresent": "false" } } },
      ],
      ["refuses it by another condition", { ...without, Condition: { Bool: { "aws:SecureTransport": "false" } } }],
    ].map(([name, statement]) => ({
      name: `a policy that ${String(name)}`,
      props: { user: "ada" },
      others: [ada, userPolicy({ user: "ada", policy: document(statement as object) })],
      finds: "user",
    })),
  ],
  notJudged: [
    another,
    {
      name: "the policy is not known yet",
      props: { user: "ada" },
      others: [ada, userPolicy({ user: "ada", policy: unknownString })],
      because: "unknown",
      finds: "UserPolicy.policy.Statement",
    },
    {
      name: "whose policy it is is not known yet",
      props: { user: unknownString },
      others: [ada, userPolicy({ user: unknownString, policy: insists })],
      because: "unknown",
    },
  ],
});
