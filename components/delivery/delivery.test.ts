import { expect } from "chai";
import { mayDo, type AccessRequest, type PolicyStatement } from "../testing/access";
import { ofType, only, plan, testSite, type Planned } from "../testing/plan";
import { CodeSigning } from "./code-signing";
import { byVerb } from "./deploy-boundary";
import { GithubRoles, type GithubRolesArgs } from "./github-roles";
import { githubTrust, type GithubRuns } from "./github-trust";
import { signedBundleKey } from "./signed-bundle";

const args: GithubRolesArgs = {
  site: testSite(),
  tags: { t: "v" },
  repository: "example-org/phiguard",
  branch: "main",
  replicaRegion: "us-west-2",
  provider: "make",
};
const place = { region: "us-east-1", accountId: "123456789012" };
const claim = (name: string): string => `token.actions.githubusercontent.com:${name}`;

describe("who may take a role of the pipeline", () => {
  const runs = { repository: "o/r", branch: "main" };
  const tokens: { name: string; runs: GithubRuns; claims: Record<string, string>; may: boolean }[] = [
    {
      name: "a pull request",
      runs: { ...runs, pullRequests: true },
      claims: { sub: "repo:o/r:pull_request" },
      may: true,
    },
    {
      name: "the branch",
      runs: { ...runs, pullRequests: true },
      claims: { sub: "repo:o/r:ref:refs/heads/main" },
      may: true,
    },
    {
      name: "another branch",
      runs: { ...runs, pullRequests: true },
      claims: { sub: "repo:o/r:ref:refs/heads/x" },
      may: false,
    },
    {
      name: "a pull request, for updates",
      runs: { ...runs, environment: "prod" },
      claims: { sub: "repo:o/r:pull_request" },
      may: false,
    },
    {
      name: "the environment",
      runs: { ...runs, environment: "prod" },
      claims: { sub: "repo:o/r:environment:prod" },
      may: true,
    },
    {
      name: "the environment on another branch",
      runs: { ...runs, environment: "prod" },
      claims: { sub: "repo:o/r:environment:prod", ref: "refs/heads/x" },
      may: false,
    },
    {
      name: "another environment",
      runs: { ...runs, environment: "prod" },
      claims: { sub: "repo:o/r:environment:dev" },
      may: false,
    },
    {
      name: "a fork",
      runs: { ...runs, pullRequests: true },
      claims: { sub: "repo:x/r:pull_request", repository: "x/r" },
      may: false,
    },
    {
      name: "a token for others",
      runs: { ...runs, pullRequests: true },
      claims: { sub: "repo:o/r:pull_request", aud: "x" },
      may: false,
    },
  ];
  for (const { name, runs: of, claims, may } of tokens) {
    it(`${may ? "lets in" : "keeps out"} ${name}`, () => {
      const token = { aud: "sts.amazonaws.com", repository: "o/r", ref: "refs/heads/main", ...claims };
      const context = Object.fromEntries(Object.entries(token).map(([key, value]) => [claim(key), value]));
      const { Resource: _none, ...statement } = githubTrust(place, of);
      expect(
        mayDo([{ ...statement, Resource: "*" }], { action: "sts:AssumeRoleWithWebIdentity", resource: "x", context }),
      ).to.equal(may);
    });
  }
});

describe("what the roles of the pipeline may do", () => {
  let planned: Planned[] = [];
  before(async () => (planned = await plan(() => new GithubRoles("g", args))));

  const document = (name: string): PolicyStatement[] =>
    (
      JSON.parse(
        ofType(planned, "aws:iam/policy:Policy").find(({ inputs }) => inputs.name === name)?.inputs.policy,
      ) as {
        Statement: PolicyStatement[];
      }
    ).Statement;
  /** By what is attached and by the boundary, both of which have to allow it. */
  const may = (role: string, request: AccessRequest): boolean => {
    const name = `phiguard-test-delivery-${role}`;
    const attached = ofType(planned, "aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .filter(({ inputs }) => inputs.role === name)
      .flatMap(({ inputs }) =>
        ofType(planned, "aws:iam/policy:Policy").filter((policy) =>
          String(inputs.policyArn).endsWith(`:${policy.name}`),
        ),
      );
    const granted = attached.flatMap(({ inputs }) => document(inputs.name as string));
    return mayDo(granted, request) && mayDo(document("phiguard-test-delivery-role-boundary"), request);
  };
  const own = { "aws:ResourceTag/phiguard:environment": "test", "aws:RequestTag/phiguard:environment": "test" };
  const arn = (service: string, rest: string): string => `arn:aws:${service}:us-east-1:123456789012:${rest}`;
  const role = (name: string): string => `arn:aws:iam::123456789012:role/${name}`;
  const bounded = (name: string): Record<string, string> => ({
    "iam:PermissionsBoundary": `arn:aws:iam::123456789012:policy/${name}`,
  });

  const rows: [role: string, may: boolean, action: string, resource: string, context?: Record<string, string>][] = [
    ["preview", true, "rds:DescribeDBInstances", arn("rds", "db:phiguard-test-x")],
    ["preview", true, "s3:GetBucketPolicy", "arn:aws:s3:::phiguard-test-fhir-input-1"],
    ["preview", true, "ec2:DescribeVpcs", "*"],
    ["preview", true, "s3:GetObject", "arn:aws:s3:::phiguard-test-state-123456789012-us-east-1/.pulumi/x.json"],
    ["preview", false, "s3:PutObject", "arn:aws:s3:::phiguard-test-state-123456789012-us-east-1/.pulumi/x.json"],
    ["preview", false, "s3:GetObject", "arn:aws:s3:::phiguard-test-fhir-input-123456789012-us-east-1/a"],
    ["preview", false, "dynamodb:GetItem", arn("dynamodb", "table/phiguard-test-consent")],
    ["preview", false, "dynamodb:Query", arn("dynamodb", "table/phiguard-test-consent")],
    ["preview", false, "secretsmanager:GetSecretValue", arn("secretsmanager", "secret:phiguard-test-database")],
    [
      "preview",
      false,
      "kms:Decrypt",
      arn("kms", "key/k"),
      { ...own, "aws:ResourceTag/phiguard:classification": "phi" },
    ],
    ["preview", false, "healthlake:ReadResource", arn("healthlake", "datastore/fhir/x")],
    ["preview", false, "logs:GetLogEvents", arn("logs", "log-group:/phiguard/test/x")],
    ["preview", false, "lambda:UpdateFunctionCode", arn("lambda", "function:phiguard-test-x")],
    ["preview", false, "lambda:InvokeFunction", arn("lambda", "function:phiguard-test-x")],
    ["up", true, "lambda:UpdateFunctionCode", arn("lambda", "function:phiguard-test-x")],
    ["up", false, "lambda:UpdateFunctionCode", arn("lambda", "function:phiguard-prod-x")],
    ["up", false, "lambda:UpdateCodeSigningConfig", arn("lambda", "code-signing-config:csc-1")],
    ["up", false, "lambda:DeleteFunctionCodeSigningConfig", arn("lambda", "function:phiguard-test-x")],
    ["up", false, "signer:StartSigningJob", arn("signer", "/signing-profiles/phiguard_test_functions")],
    ["up", true, "s3:PutBucketPolicy", "arn:aws:s3:::phiguard-test-fhir-input-1"],
    ["up", false, "s3:PutBucketPolicy", "arn:aws:s3:::claims"],
    ["up", false, "s3:GetObject", "arn:aws:s3:::phiguard-test-fhir-input-123456789012-us-east-1/a"],
    ["up", true, "s3:GetObject", "arn:aws:s3:::phiguard-test-releases-123456789012-us-east-1/signed/1/a.zip"],
    ["up", true, "s3:GetObject", "arn:aws:s3:::phiguard-test-releases-123456789012-us-west-2/signed/1/a.zip"],
    ["up", false, "s3:GetObject", "arn:aws:s3:::phiguard-test-releases-123456789012-us-east-2/signed/1/a.zip"],
    ["up", true, "kms:Decrypt", arn("kms", "key/k"), { ...own, "kms:ViaService": "s3.us-west-2.amazonaws.com" }],
    ["up", false, "kms:Decrypt", arn("kms", "key/k"), { ...own, "kms:ViaService": "s3.us-east-2.amazonaws.com" }],
    ["up", true, "s3:PutObject", "arn:aws:s3:::phiguard-test-state-123456789012-us-east-1/.pulumi/locks/x"],
    ["up", true, "kms:PutKeyPolicy", arn("kms", "key/k"), own],
    ["up", false, "kms:PutKeyPolicy", arn("kms", "key/k"), { "aws:ResourceTag/phiguard:environment": "prod" }],
    ["up", true, "ec2:CreateVpc", arn("ec2", "vpc/*"), own],
    ["up", false, "ec2:DeleteVpc", arn("ec2", "vpc/v"), { "aws:ResourceTag/phiguard:environment": "prod" }],
    ["up", true, "iam:CreateRole", role("phiguard-test-x"), bounded("phiguard-test-imaging-role-boundary")],
    ["up", false, "iam:CreateRole", role("phiguard-test-x")],
    ["up", false, "iam:CreateRole", role("phiguard-test-x"), bounded("AdministratorAccess")],
    ["up", false, "iam:CreateRole", role("admin"), bounded("phiguard-test-imaging-role-boundary")],
    ["up", false, "iam:DeleteRolePermissionsBoundary", role("phiguard-test-x")],
    [
      "up",
      false,
      "iam:AttachRolePolicy",
      role("phiguard-test-delivery-up"),
      bounded("phiguard-test-delivery-role-boundary"),
    ],
    ["up", false, "iam:UpdateAssumeRolePolicy", role("phiguard-test-delivery-release")],
    ["up", false, "iam:CreatePolicyVersion", "arn:aws:iam::123456789012:policy/phiguard-test-imaging-role-boundary"],
    ["up", false, "iam:CreatePolicy", "arn:aws:iam::123456789012:policy/phiguard-test-more-role-boundary"],
    ["up", false, "iam:CreatePolicyVersion", "arn:aws:iam::123456789012:policy/phiguard-test-delivery-denials"],
    ["up", true, "iam:CreatePolicyVersion", "arn:aws:iam::123456789012:policy/phiguard-test-imaging"],
    ["up", true, "iam:PassRole", role("phiguard-test-x"), { "iam:PassedToService": "lambda.amazonaws.com" }],
    ["up", false, "iam:PassRole", role("phiguard-test-x"), { "iam:PassedToService": "ec2.amazonaws.com" }],
    [
      "up",
      false,
      "iam:PassRole",
      role("phiguard-test-delivery-release"),
      { "iam:PassedToService": "lambda.amazonaws.com" },
    ],
    ["up", false, "iam:CreateUser", "arn:aws:iam::123456789012:user/x"],
    ["up", false, "cloudtrail:StopLogging", arn("cloudtrail", "trail/phiguard-test-audit")],
    [
      "up",
      false,
      "organizations:DetachPolicy",
      "arn:aws:organizations::123456789012:policy/o/service_control_policy/p",
    ],
    ["up", false, "guardduty:DeleteDetector", arn("guardduty", "detector/d")],
    ["up", false, "dynamodb:Scan", arn("dynamodb", "table/phiguard-test-consent")],
    ["release", true, "signer:StartSigningJob", arn("signer", "/signing-profiles/phiguard_test_functions")],
    [
      "release",
      true,
      "signer:StartSigningJob",
      "arn:aws:signer:us-west-2:123456789012:/signing-profiles/phiguard_test_functions",
    ],
    ["release", true, "ecr:PutImage", arn("ecr", "repository/phiguard-test-stream-consumer")],
    ["release", true, "s3:PutObject", "arn:aws:s3:::phiguard-test-releases-123456789012-us-east-1/unsigned/1/a.zip"],
    ["release", false, "lambda:UpdateFunctionCode", arn("lambda", "function:phiguard-test-x")],
    ["release", false, "signer:PutSigningProfile", arn("signer", "/signing-profiles/phiguard_test_functions")],
  ];
  for (const [who, expected, action, resource, context] of rows) {
    const where = context === undefined ? "" : ` ${JSON.stringify(context)}`;
    it(`${who} ${expected ? "may" : "may not"} ${action} on ${resource}${where}`, () => {
      expect(may(who, { action, resource, ...(context && { context }) })).to.equal(expected);
    });
  }

  it("has ten policies at most on a role, none above what IAM takes", () => {
    const attachments = ofType(planned, "aws:iam/rolePolicyAttachment:RolePolicyAttachment");
    for (const name of ["preview", "up", "release"]) {
      const own = attachments.filter(({ inputs }) => inputs.role === `phiguard-test-delivery-${name}`);
      expect(own.length, name).to.be.within(2, 10);
    }
    for (const { inputs } of ofType(planned, "aws:iam/policy:Policy")) {
      expect(String(inputs.policy).length, inputs.name).to.be.at.most(6144);
    }
  });

  it("makes GitHub's provider for AWS's audience alone, or takes the one that is there", async () => {
    expect(only(planned, "aws:iam/openIdConnectProvider:OpenIdConnectProvider").inputs).to.deep.include({
      url: "https://token.actions.githubusercontent.com",
      clientIdLists: ["sts.amazonaws.com"],
    });
    const without = await plan(() => new GithubRoles("g", { ...args, provider: "exists" }));
    expect(ofType(without, "aws:iam/openIdConnectProvider:OpenIdConnectProvider")).to.be.empty;
    expect(ofType(without, "aws:iam/role:Role")).to.have.length(3);
  });
});

describe("byVerb", () => {
  it("names few verbs in full and many by their letters", () => {
    expect(byVerb(["sqs:CreateQueue", "sqs:CreateX", "sqs:TagQueue", "apigateway:GET"])).to.deep.equal([
      "apigateway:GET*",
      "sqs:Create*",
      "sqs:Tag*",
    ]);
    expect(byVerb(["a:CreateX", "a:DeleteX", "a:DescribeX", "a:ListX", "a:PutX"])).to.deep.equal([
      "a:C*",
      "a:D*",
      "a:L*",
      "a:P*",
    ]);
  });
});

describe("CodeSigning", () => {
  it("refuses what was not signed with its profile", async () => {
    const planned = await plan(() => new CodeSigning("c", { site: testSite(), tags: { t: "v" } }));
    expect(only(planned, "aws:signer/signingProfile:SigningProfile").inputs).to.deep.include({
      name: "phiguard_test_functions",
      platformId: "AWSLambda-SHA384-ECDSA",
      signatureValidityPeriod: { type: "MONTHS", value: 135 },
    });
    expect(only(planned, "aws:lambda/codeSigningConfig:CodeSigningConfig").inputs).to.deep.include({
      policies: { untrustedArtifactOnDeployment: "Enforce" },
    });
  });

  it("has a bundle of each release under a key of its own", () => {
    expect(signedBundleKey("1.2.0", "dicom-validate")).to.equal("signed/1.2.0/dicom-validate.zip");
  });
});
