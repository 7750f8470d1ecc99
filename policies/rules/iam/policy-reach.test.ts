import { testRule, unknownString } from "../../testing/rule-tester";
import {
  iamCustomerPolicyBlockedKmsActions,
  iamInlinePolicyBlockedKmsActions,
  iamPolicyNoDataExfiltration,
  iamPolicyNoPrivilegeEscalation,
} from "./policy-reach";

const POLICY = "aws:iam/policy:Policy";
const ROLE = "aws:iam/role:Role";
const ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy";
const USER_POLICY = "aws:iam/userPolicy:UserPolicy";
const GROUP_POLICY = "aws:iam/groupPolicy:GroupPolicy";
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

for (const [rule, type, otherType] of [
  [iamCustomerPolicyBlockedKmsActions, POLICY, ROLE_POLICY],
  [iamInlinePolicyBlockedKmsActions, ROLE_POLICY, POLICY],
] as const) {
  testRule(rule, {
    valid: [
      {
        name: "keys that end alike",
        type,
        props: props(allow("kms:Decrypt", "arn:aws:kms:*:111122223333:key/*-claims")),
      },
      ...["aws:ResourceAccount", "kms:RequestAlias", "kms:EncryptionContext:store"].map((key) => ({
        name: `keys by ${key}`,
        type,
        props: props(allow("kms:Decrypt", "*", { Condition: { StringEquals: { [key]: "claims" } } })),
      })),
      { name: "one key", type, props: props(allow("kms:Decrypt", KEY)) },
      { name: "encrypts with every key", type, props: props(allow(["kms:Encrypt", "kms:DescribeKey"], "*")) },
      { name: "keys with a tag", type, props: props(allow("kms:Decrypt", "*", tagged)) },
      {
        name: "keys with an alias",
        type,
        props: props(
          allow("kms:*", "*", { Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/claims" } } }),
        ),
      },
      {
        name: "what the team does not block",
        type,
        props: props(allow("kms:Decrypt", "*")),
        config: { blockedActions: ["kms:Sign"] },
      },
      { name: "every object", type, props: props(allow("s3:GetObject", "*")) },
      { name: "refuses", type, props: props({ Effect: "Deny", Action: "kms:*", Resource: "*" }) },
    ],
    invalid: [
      {
        name: "decrypts with every key",
        type,
        props: props(allow("kms:Decrypt", "*")),
        finds: "policy.Statement[0].Resource",
      },
      {
        name: "what the team blocks",
        type,
        props: props(allow("kms:Sign", "*")),
        config: { blockedActions: ["kms:Sign"] },
        finds: "policy.Statement[0].Resource",
      },
      { name: "all of KMS", type, props: props(allow("kms:*", "*")), finds: "policy.Statement[0].Resource" },
      ...["kms:ReEncryptFrom", "kms:ReEncryptTo"].map((action) => ({
        name: action,
        type,
        props: props(allow(action, "*")),
        finds: "policy.Statement[0].Resource",
      })),
      {
        name: "everything of KMS in a region",
        type,
        props: props(allow("kms:Decrypt", "arn:aws:kms:us-east-1:111122223333:*")),
        finds: "policy.Statement[0].Resource",
      },
      ...["login:aws:ResourceTag/team", "kms:RequestAliasX", "login:kms:EncryptionContext:a"].map((key) => ({
        name: `another key of a condition, ${key}`,
        type,
        props: props(allow("kms:Decrypt", "*", { Condition: { StringEquals: { [key]: "claims" } } })),
        finds: "policy.Statement[0].Resource",
      })),
      { name: "re-encrypts", type, props: props(allow("kms:ReEncrypt*", "*")), finds: "policy.Statement[0].Resource" },
      { name: "by prefix", type, props: props(allow("kms:D*", "*")), finds: "policy.Statement[0].Resource" },
      { name: "everything", type, props: props(allow("*", "*")), finds: "policy.Statement[0].Resource" },
      {
        name: "every key of an account",
        type,
        props: props(allow("kms:Decrypt", "arn:aws:kms:us-east-1:111122223333:key/*")),
        finds: "policy.Statement[0].Resource",
      },
      {
        name: "every key by ARN",
        type,
        props: props(allow("kms:Decrypt", [KEY, "arn:aws:kms:*:*:key/*"])),
        finds: "policy.Statement[0].Resource",
      },
      {
        name: "for one service",
        type,
        props: props(
          allow("kms:Decrypt", "*", {
            Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } },
          }),
        ),
        finds: "policy.Statement[0].Resource",
      },
      {
        name: "all but some actions",
        type,
        props: props({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }),
        finds: "policy.Statement[0].Resource",
      },
      ...(type === ROLE_POLICY
        ? [
            {
              name: "inside a role",
              type: ROLE,
              props: { inlinePolicies: [{ policy: policy(allow("kms:Decrypt", "*")) }] },
              finds: "inlinePolicies[0].policy.Statement[0].Resource",
            },
            ...[USER_POLICY, GROUP_POLICY].map((other) => ({
              name: `in ${other}`,
              type: other,
              props: props(allow("kms:Decrypt", "*")),
              finds: "policy.Statement[0].Resource",
            })),
          ]
        : []),
    ],
    notJudged: [
      another,
      { name: "the other rule's type", type: otherType, props: {}, because: "other-type" },
      { ...notKnown, type },
    ],
  });
}

testRule(iamPolicyNoDataExfiltration, {
  valid: [
    { name: "one bucket", props: props(allow("s3:GetObject", CLAIMS)) },
    {
      name: "one secret",
      props: props(allow("secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:111122223333:secret:db-*")),
    },
    ...[
      ["s3:GetObject", "arn:aws:s3:::*-public/*"],
      ["s3:GetObject", "arn:aws:s3:::*/*.html"],
      ["ssm:GetParameter", "arn:aws:ssm:*:*:parameter/*-public"],
      ["secretsmanager:GetSecretValue", "arn:aws:secretsmanager:*:*:secret:*-claims"],
    ].map(([action, resource]) => ({
      name: `those that end alike, ${resource}`,
      props: props(allow(action, resource)),
    })),
    { name: "writes everywhere", props: props(allow("s3:PutObject", "*")) },
    { name: "bound by tags", props: props(allow("secretsmanager:GetSecretValue", "*", tagged)) },
    { name: "refuses", props: props({ Effect: "Deny", Action: "s3:*", Resource: "*" }) },
  ],
  invalid: [
    { name: "all objects", props: props(allow("s3:GetObject", "*")), finds: "policy.Statement[0].Resource" },
    {
      name: "all buckets by ARN",
      props: props(allow("s3:Get*", "arn:aws:s3:::*")),
      finds: "policy.Statement[0].Resource",
    },
    {
      name: "all objects by ARN",
      props: props(allow("s3:GetObject", "arn:aws:s3:::*/*")),
      finds: "policy.Statement[0].Resource",
    },
    ...[
      ["ssm:GetParameter", "*"],
      ["ssm:GetParameter", "arn:aws:ssm:us-east-1:111122223333:*"],
      ["secretsmanager:GetSecretValue", "arn:aws:secretsmanager:us-east-1:111122223333:*"],
    ].map(([action, resource]) => ({
      name: `${action} on ${resource}`,
      props: props(allow(action, resource)),
      finds: "policy.Statement[0].Resource",
    })),
    ...["aws:UserAgent", "aws:Referer", "aws:RequestedRegion", "iam:PassedToService", "kms:ViaService"].map((key) => ({
      name: `a condition on ${key}`,
      props: props(allow("s3:GetObject", "*", { Condition: { StringEquals: { [key]: "a" } } })),
      finds: "policy.Statement[0].Resource",
    })),
    { name: "all parameters", props: props(allow("ssm:GetParameters", "*")), finds: "policy.Statement[0].Resource" },
    {
      name: "all parameters of an account",
      props: props(allow("ssm:GetParametersByPath", "arn:aws:ssm:us-east-1:111122223333:parameter/*")),
      finds: "policy.Statement[0].Resource",
    },
    {
      name: "all secrets",
      props: props(allow(["secretsmanager:GetSecretValue"], ["*"])),
      finds: "policy.Statement[0].Resource",
    },
    {
      name: "all secrets of an account",
      props: props(allow("secretsmanager:*", "arn:aws:secretsmanager:*:*:secret:*")),
      finds: "policy.Statement[0].Resource",
    },
    {
      name: "a condition that binds nothing",
      props: props(allow("s3:GetObject", "*", { Condition: { Bool: { "aws:SecureTransport": "true" } } })),
      finds: "policy.Statement[0].Resource",
    },
    {
      name: "inside a role",
      type: ROLE,
      props: { inlinePolicies: [{ policy: policy(allow("s3:GetObject", "*")) }] },
      finds: "inlinePolicies[0].policy.Statement[0].Resource",
    },
    {
      name: "group policy",
      type: GROUP_POLICY,
      props: props(allow("s3:GetObject", "*")),
      finds: "policy.Statement[0].Resource",
    },
  ],
  alike: [ROLE_POLICY, USER_POLICY],
  notJudged: [another, notKnown],
});

const TOGETHER = [
  ["iam:CreatePolicyVersion"],
  ["iam:SetDefaultPolicyVersion"],
  ["iam:AttachUserPolicy"],
  ["iam:AttachGroupPolicy"],
  ["iam:AttachRolePolicy"],
  ["iam:PutUserPolicy"],
  ["iam:PutGroupPolicy"],
  ["iam:AddUserToGroup"],
  ["iam:CreateAccessKey"],
  ["iam:CreateLoginProfile"],
  ["iam:UpdateLoginProfile"],
  ["iam:UpdateAssumeRolePolicy"],
  ["iam:PassRole", "ecs:RunTask"],
  ["iam:PassRole", "ecs:RegisterTaskDefinition", "ecs:UpdateService"],
  ["iam:PassRole", "glue:CreateDevEndpoint"],
  ["iam:PassRole", "glue:CreateJob"],
  ["iam:PassRole", "cloudformation:CreateStack"],
  ["iam:PassRole", "datapipeline:CreatePipeline"],
  ["iam:PassRole", "sagemaker:CreateNotebookInstance"],
  ["iam:PassRole", "sagemaker:CreateProcessingJob"],
  ["iam:PassRole", "sagemaker:CreateTrainingJob"],
  ["iam:PassRole", "codebuild:CreateProject"],
  ["iam:PassRole", "states:CreateStateMachine"],
  ["iam:PassRole", "ssm:StartAutomationExecution"],
  ["glue:UpdateDevEndpoint"],
];

testRule(iamPolicyNoPrivilegeEscalation, {
  valid: [
    {
      name: "passes one role",
      props: props(allow(["iam:PassRole"], "arn:aws:iam::111122223333:role/task"), allow("lambda:CreateFunction", "*")),
    },
    { name: "passes a role to nothing", props: props(allow("iam:PassRole", "*")) },
    {
      name: "runs what has a role already",
      props: props(
        allow(
          [
            "ec2:RunInstances",
            "lambda:CreateFunction",
            "ecs:RunTask",
            "ecs:RegisterTaskDefinition",
            "ecs:UpdateService",
            "glue:CreateDevEndpoint",
            "glue:CreateJob",
            "cloudformation:CreateStack",
            "datapipeline:CreatePipeline",
            "sagemaker:CreateNotebookInstance",
            "sagemaker:CreateProcessingJob",
            "sagemaker:CreateTrainingJob",
            "codebuild:CreateProject",
            "states:CreateStateMachine",
            "ssm:StartAutomationExecution",
          ],
          "*",
        ),
      ),
    },
    { name: "half of what a service needs", props: props(allow(["iam:PassRole", "ecs:UpdateService"], "*")) },
    { name: "the other half", props: props(allow(["iam:PassRole", "ecs:RegisterTaskDefinition"], "*")) },
    { name: "roles that end alike", props: props(allow("iam:PutRolePolicy", "arn:aws:iam::*:role/*-sandbox")) },
    { name: "makes functions", props: props(allow("lambda:CreateFunction", "*")) },
    { name: "one's own key", props: props(allow("iam:CreateAccessKey", "arn:aws:iam::*:user/${aws:username}")) },
    {
      name: "one function's code",
      props: props(allow("lambda:UpdateFunctionCode", "arn:aws:lambda:us-east-1:111122223333:function:f")),
    },
    {
      name: "roles within a boundary",
      props: props(
        allow("iam:PutRolePolicy", "*", {
          Condition: { StringEquals: { "iam:PermissionsBoundary": "arn:aws:iam::111122223333:policy/b" } },
        }),
      ),
    },
    { name: "refuses", props: props({ Effect: "Deny", Action: "iam:*", Resource: "*" }) },
  ],
  invalid: [
    { name: "writes policies", props: props(allow("iam:PutRolePolicy", "*")), finds: "policy.Statement[0].Action" },
    ...TOGETHER.map((actions) => ({
      name: actions.join(" with "),
      props: props(allow(actions, "*")),
      finds: "policy.Statement[0].Action",
    })),
    ...["group/*", "policy/*", "*"].map((entity) => ({
      name: `on ${entity} of an account`,
      props: props(allow("iam:PutGroupPolicy", `arn:aws:iam::111122223333:${entity}`)),
      finds: "policy.Statement[0].Action",
    })),
    { name: "by wildcard", props: props(allow("iam:Create*", "*")), finds: "policy.Statement[0].Action" },
    {
      name: "every user of an account",
      props: props(allow("iam:AttachUserPolicy", "arn:aws:iam::111122223333:user/*")),
      finds: "policy.Statement[0].Action",
    },
    {
      name: "passes any role to a function",
      props: props(allow(["iam:PassRole", "lambda:CreateFunction"], "*")),
      finds: "policy.Statement[0].Action",
    },
    {
      name: "in two statements",
      props: props(
        allow("iam:PassRole", "arn:aws:iam::*:role/*"),
        allow("ec2:RunInstances", "arn:aws:ec2:us-east-1:111122223333:instance/*"),
      ),
      finds: ["policy.Statement[0].Action", "policy.Statement[1].Action"],
    },
    {
      name: "passes any role to a service of its choice",
      props: props(
        allow("iam:PassRole", "*", { Condition: { StringEquals: { "iam:PassedToService": "lambda.amazonaws.com" } } }),
        allow("lambda:*", "*"),
      ),
      finds: ["policy.Statement[0].Action", "policy.Statement[1].Action"],
    },
    {
      name: "any function's code",
      props: props(allow("lambda:UpdateFunctionCode", "*")),
      finds: "policy.Statement[0].Action",
    },
    {
      name: "all but some",
      props: props({ Effect: "Allow", NotAction: "s3:*", Resource: "*" }),
      finds: "policy.Statement[0].NotAction",
    },
    {
      name: "inside a role",
      type: ROLE,
      props: { inlinePolicies: [{ policy: policy(allow("iam:*", "*")) }] },
      finds: "inlinePolicies[0].policy.Statement[0].Action",
    },
  ],
  alike: [ROLE_POLICY, USER_POLICY, GROUP_POLICY],
  notJudged: [
    another,
    notKnown,
    {
      name: "resource not known yet",
      props: { policy: { Statement: [allow("iam:PutRolePolicy", unknownString)] } },
      because: "unknown",
      finds: "policy.Statement[0].Resource",
    },
  ],
});
