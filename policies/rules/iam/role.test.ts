import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  cloudwatchCrossAccountSharingDisabled,
  iamGithubOidcTrustScoped,
  iamRoleConfusedDeputyPrevention,
  iamRoleTrustNotOpen,
} from "./role";

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
    {
      name: "a role whose name ends like an account",
      props: trusts({ AWS: "arn:aws:iam::111122223333:role/ops-444455556666" }),
    },
    { name: "a principal that begins like an account", props: trusts({ AWS: "arn:aws:iam::111122223333:rooted" }) },
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
    { name: "EC2 in China", props: trusts({ Service: "ec2.amazonaws.com.cn" }) },
    ...["aws:SourceOrgID", "aws:SourceOrgPaths"].map((key) => ({
      name: `bound by ${key}`,
      props: trusts({ Service: "firehose.amazonaws.com" }, when("StringEquals", key, "o-a1b2c3d4e5")),
    })),
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

const GITHUB = { Federated: "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com" };
const SUBJECT = "token.actions.githubusercontent.com:sub";
const subject = (value: unknown, operator = "StringLike"): object => trusts(GITHUB, when(operator, SUBJECT, value));

testRule(iamGithubOidcTrustScoped, {
  valid: [
    {
      name: "one repository",
      props: trusts(GITHUB, {
        Condition: {
          StringEquals: { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" },
          StringLike: { [SUBJECT]: "repo:clinic/portal:*" },
        },
      }),
    },
    { name: "one branch", props: subject("repo:clinic/portal:ref:refs/heads/main", "StringEquals") },
    { name: "several repositories", props: subject(["repo:clinic/portal:*", "repo:clinic/intake:*"]) },
    { name: "by immutable ids", props: subject("repo:clinic@1234/portal@5678:environment:production") },
    { name: "by the repository's id", props: subject("repository_id:5678:ref:refs/heads/main") },
    { name: "by the owner's id", props: subject("repository_owner_id:1234") },
    { name: "by the repository's claim", props: subject("repository:clinic/portal:*") },
    { name: "an organisation's repositories", props: subject("repo:clinic/*") },
    {
      name: "an enterprise's own issuer",
      props: trusts(
        { Federated: `${GITHUB.Federated}/clinic` },
        when(
          "StringEquals",
          "token.actions.githubusercontent.com/clinic:sub",
          "repo:clinic/portal:ref:refs/heads/main",
        ),
      ),
    },
    { name: "a service", props: trusts({ Service: "ec2.amazonaws.com" }) },
    {
      name: "another identity provider",
      props: trusts({ Federated: "arn:aws:iam::111122223333:oidc-provider/gitlab.example.org" }),
    },
    { name: "refuses", props: trusts(GITHUB, { Effect: "Deny" }) },
    { name: "no trust policy", props: {} },
  ],
  invalid: [
    { name: "no condition", props: trusts(GITHUB), finds: CONDITION },
    {
      name: "the audience alone",
      props: trusts(GITHUB, when("StringEquals", "token.actions.githubusercontent.com:aud", "sts.amazonaws.com")),
      finds: CONDITION,
    },
    ...["token.actions.githubusercontent.com:subject", "my.token.actions.githubusercontent.com:sub"].map((key) => ({
      name: `another claim, ${key}`,
      props: trusts(GITHUB, when("StringLike", key, "repo:clinic/portal:*")),
      finds: CONDITION,
    })),
    { name: "any repository", props: subject("repo:*"), finds: `${CONDITION}.StringLike.${SUBJECT}` },
    { name: "any subject", props: subject("*"), finds: `${CONDITION}.StringLike.${SUBJECT}` },
    {
      name: "organisations that begin alike",
      props: subject("repo:clinic*"),
      finds: `${CONDITION}.StringLike.${SUBJECT}`,
    },
    {
      name: "repositories of organisations that begin alike",
      props: subject("repo:clinic*/portal:*"),
      finds: `${CONDITION}.StringLike.${SUBJECT}`,
    },
    {
      name: "repositories of organisations one letter longer",
      props: subject("repo:clini?/portal:*"),
      finds: `${CONDITION}.StringLike.${SUBJECT}`,
    },
    { name: "nothing after the slash", props: subject("repo:clinic/"), finds: `${CONDITION}.StringLike.${SUBJECT}` },
    { name: "no claim", props: subject("portal"), finds: `${CONDITION}.StringLike.${SUBJECT}` },
    {
      name: "a workflow's name first",
      props: subject("workflow:deploy:repo:clinic/portal:ref:refs/heads/main"),
      finds: `${CONDITION}.StringLike.${SUBJECT}`,
    },
    {
      name: "ids that begin alike",
      props: subject("repository_id:5*"),
      finds: `${CONDITION}.StringLike.${SUBJECT}`,
    },
    {
      name: "one of two subjects is open",
      props: subject(["repo:clinic/portal:*", "*"]),
      finds: `${CONDITION}.StringLike.${SUBJECT}[1]`,
    },
    { name: "if there is a subject", props: subject("repo:clinic/portal:*", "StringLikeIfExists"), finds: CONDITION },
    {
      name: "in the second statement",
      props: {
        assumeRolePolicy: {
          Statement: [
            { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "ec2.amazonaws.com" } },
            { Effect: "Allow", Action: "sts:AssumeRoleWithWebIdentity", Principal: GITHUB },
          ],
        },
      },
      finds: "assumeRolePolicy.Statement[1].Condition",
    },
  ],
  notJudged: [
    another,
    notKnown,
    {
      name: "provider made in the same preview",
      props: { assumeRolePolicy: { Statement: [{ Effect: "Allow", Principal: { Federated: unknownString } }] } },
      because: "unknown",
      finds: "assumeRolePolicy.Statement[0].Principal.Federated",
    },
  ],
});

const sharing = (principal: unknown, more: object = {}): object => ({
  name: "CloudWatch-CrossAccountSharingRole",
  ...trusts(principal, more),
});

testRule(cloudwatchCrossAccountSharingDisabled, {
  valid: [
    {
      name: "a trusted account",
      props: sharing({ AWS: "arn:aws:iam::444455556666:root" }),
      settings: { trustedAccounts: ["444455556666"] },
    },
    {
      name: "a trusted account by number",
      props: sharing({ AWS: ["444455556666"] }),
      settings: { trustedAccounts: ["444455556666"] },
    },
    { name: "a service", props: sharing({ Service: "cloudwatch.amazonaws.com" }) },
    { name: "refuses", props: sharing({ AWS: "444455556666" }, { Effect: "Deny" }) },
  ],
  invalid: [
    { name: "an account nobody named", props: sharing({ AWS: "arn:aws:iam::444455556666:root" }), finds: PRINCIPAL },
    { name: "an account by number", props: sharing({ AWS: "444455556666" }), finds: PRINCIPAL },
    {
      name: "one of two is trusted",
      props: sharing({ AWS: ["444455556666", "777788889999"] }),
      settings: { trustedAccounts: ["444455556666"] },
      finds: PRINCIPAL,
    },
    { name: "everyone", props: sharing("*"), settings: { trustedAccounts: ["444455556666"] }, finds: PRINCIPAL },
    { name: "everyone of AWS", props: sharing({ AWS: "*" }), finds: PRINCIPAL },
  ],
  notJudged: [
    another,
    { name: "another role", props: { ...trusts({ AWS: ROOT }), name: "reader" }, because: "exempt" },
    { name: "a role named by Pulumi", props: trusts({ AWS: ROOT }), because: "exempt" },
    {
      name: "name not known yet",
      props: { ...trusts({ AWS: ROOT }), name: unknownString },
      because: "unknown",
      finds: "name",
    },
    {
      name: "account not known yet",
      props: {
        name: "CloudWatch-CrossAccountSharingRole",
        assumeRolePolicy: { Statement: [{ Effect: "Allow", Principal: { AWS: [unknownString] } }] },
      },
      because: "unknown",
      finds: "assumeRolePolicy.Statement[0].Principal.AWS[0]",
    },
  ],
});
