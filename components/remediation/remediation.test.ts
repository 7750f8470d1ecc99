import { expect } from "chai";
import { ACTIONS } from "../../lambdas/finding-triage/contract";
import { mayDo, statementsIn } from "../testing/access";
import { ofType, only, plan, testSite, type Planned } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { TRIGGERS } from "./finding-patterns";
import { Remediation, type RemediationArgs } from "./remediation";
import { approverStatements, remediationStatements } from "./remediation-access";
import { FUNCTIONS, HELPERS, REMEDIES } from "./remediation-names";
import { RemediationRoles } from "./remediation-roles";

const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const site = testSite();
const remediation = (changes: Partial<RemediationArgs> = {}): Remediation =>
  new Remediation("remediation", {
    site,
    tags: {},
    recordTags: { BackupTier: "versioned" },
    roles: new RemediationRoles("remediation", { site, tags: {}, approvers: ["approver"] }),
    kmsKeyArn: "arn:key",
    actions: ACTIONS,
    dryRun: true,
    approvalHours: 24,
    email: "security@example.org",
    vpcId: "vpc-1",
    logRetentionDays: 365,
    alarmTopicArn: "arn:topic",
    ...changes,
  });
const environmentOf = (planned: readonly Planned[], name: string): Record<string, string> =>
  ofType(planned, "aws:lambda/function:Function").find(({ inputs }) => inputs.name === `phiguard-test-${name}`)?.inputs
    .environment.variables as Record<string, string>;

describe("Remediation", () => {
  it("has a function and a role of its own for each action", async () => {
    const planned = await plan(() => remediation());
    const functions = ofType(planned, "aws:lambda/function:Function").map(({ inputs }) => inputs.name);
    expect(functions).to.have.members(FUNCTIONS.map(({ name }) => `phiguard-test-${name}`));
    expect(new Set(functions).size).to.equal(functions.length);
  });

  it("is a dry run as long as nobody says otherwise", async () => {
    expect(environmentOf(await plan(() => remediation()), "finding-triage")["DRY_RUN"]).to.equal("true");
    expect(environmentOf(await plan(() => remediation({ dryRun: false })), "finding-triage")["DRY_RUN"]).to.equal(
      "false",
    );
  });

  it("isolates no instance where the stack has no network", async () => {
    const planned = await plan(() => remediation({ vpcId: undefined }));
    expect(environmentOf(planned, "finding-triage")["ACTIONS"]).to.not.contain("isolate-instance");
    expect(ofType(planned, "aws:ec2/securityGroup:SecurityGroup")).to.be.empty;
  });

  it("isolates in a group that lets nothing through", async () => {
    const { inputs } = only(await plan(() => remediation()), "aws:ec2/securityGroup:SecurityGroup");
    expect([inputs.ingress, inputs.egress]).to.deep.equal([[], []]);
  });

  it("starts the machine by five rules, with a dead-letter queue on each target", async () => {
    const planned = await plan(() => remediation());
    const targets = ofType(planned, "aws:cloudwatch/eventTarget:EventTarget");
    expect(targets).to.have.length(TRIGGERS.length);
    for (const { inputs } of targets) expect(inputs.deadLetterConfig.arn).to.be.a("string");
  });

  it("refuses to wait for ever", async () => {
    expect(await refusal(() => remediation({ approvalHours: 169 }))).to.contain("[1, 168]; got 169");
  });
});

describe("what the remedies may do", () => {
  const all = remediationStatements(place);
  const bucket = "arn:aws:s3:::phiguard-test-web";
  const role = "arn:aws:iam::123456789012:role/phiguard-test-reader";
  const key = "arn:aws:kms:us-east-1:123456789012:key/k";
  const secret = "arn:aws:secretsmanager:us-east-1:123456789012:secret:phiguard-test-db-x";
  const database = (name: string): string => `arn:aws:rds:us-east-1:123456789012:db:${name}`;
  const table = (role: string): string => `arn:aws:dynamodb:us-east-1:123456789012:table/phiguard-test-${role}`;
  const rows: [string, string, string, boolean][] = [
    ["bucket-close", "s3:PutBucketPublicAccessBlock", bucket, true],
    ["bucket-close", "s3:PutBucketPublicAccessBlock", "arn:aws:s3:::another", false],
    ["bucket-close", "s3:GetObject", `${bucket}/a`, false],
    ["bucket-close", "iam:PutRolePolicy", role, false],
    ["session-revoke", "iam:PutRolePolicy", role, true],
    ["session-revoke", "iam:PutRolePolicy", "arn:aws:iam::123456789012:role/admin", false],
    ["session-revoke", "iam:AttachRolePolicy", role, false],
    ["access-suspend", "dynamodb:PutItem", table("access"), true],
    ["access-suspend", "dynamodb:PutItem", table("consents"), false],
    ["access-suspend", "dynamodb:Query", table("access"), false],
    ["secret-rotate", "secretsmanager:RotateSecret", secret, true],
    ["secret-rotate", "secretsmanager:GetSecretValue", secret, false],
    ["table-protect", "dynamodb:UpdateTable", table("access"), true],
    ["table-protect", "dynamodb:UpdateTable", "arn:aws:dynamodb:us-east-1:123456789012:table/another", false],
    ["table-protect", "dynamodb:DeleteTable", table("access"), false],
    ["table-protect", "dynamodb:GetItem", table("access"), false],
    ["disk-unshare", "ec2:DeleteSnapshot", "arn:aws:ec2:us-east-1::snapshot/snap-1", false],
    ["disk-unshare", "ec2:ModifyInstanceAttribute", "arn:aws:ec2:us-east-1:123456789012:instance/i-1", false],
    ["key-protect", "kms:ScheduleKeyDeletion", key, false],
    ["key-protect", "kms:DisableKey", key, false],
    ["database-protect", "rds:ModifyDBInstance", database("phiguard-test-records"), true],
    ["database-protect", "rds:ModifyDBInstance", database("another"), false],
    ["database-protect", "rds:DeleteDBInstance", database("phiguard-test-records"), false],
    ["bucket-version", "s3:PutBucketVersioning", bucket, true],
    ["bucket-version", "s3:PutBucketVersioning", "arn:aws:s3:::another", false],
    ["bucket-version", "s3:PutBucketPublicAccessBlock", bucket, false],
    ["network-close", "ec2:ModifyInstanceAttribute", "arn:aws:ec2:us-east-1:123456789012:instance/i-1", false],
    ["instance-isolate", "ec2:TerminateInstances", "arn:aws:ec2:us-east-1:123456789012:instance/i-1", false],
    ["finding-triage", "s3:PutBucketPublicAccessBlock", bucket, false],
    ["remediation-record", "states:SendTaskSuccess", "*", false],
    ["remediation-decision", "states:SendTaskSuccess", "*", true],
  ];
  for (const [name, action, resource, wanted] of rows) {
    it(`${name} ${wanted ? "may" : "may not"} ${action} ${resource.slice(-30)}`, () => {
      expect(mayDo(all[name] ?? [], { action, resource })).to.equal(wanted);
    });
  }

  it("a group, a subnet and an instance are changed only under a name of the stack's", () => {
    const changing = all["network-close"]?.filter(({ Action }) =>
      [Action].flat().some((one) => /^ec2:(?!Describe)/.test(one)),
    );
    expect(changing?.map(({ Condition }) => Condition)).to.deep.equal([
      { StringLike: { "aws:ResourceTag/Name": "phiguard-test-*" } },
    ]);
  });

  it("a snapshot and an image are taken from everybody or given back to everybody, and to nobody else", () => {
    const changing = all["disk-unshare"]?.filter(({ Action }) =>
      [Action].flat().some((one) => one.startsWith("ec2:Modify")),
    );
    const nobody = { Null: { "ec2:Add/userId": "true" } };
    expect(changing?.map(({ Condition }) => Condition)).to.deep.equal([
      { StringEquals: { "ec2:Remove/group": "all" }, ...nobody },
      { StringEquals: { "ec2:Add/group": "all" }, ...nobody },
    ]);
  });

  it("a key is disabled only under the stack's own alias", () => {
    const ask = (alias: string): boolean => {
      const grant = all["key-disable"]?.find(({ Sid }) => Sid === "DisableKeys");
      const condition = grant?.Condition?.["ForAnyValue:StringLike"]?.["kms:ResourceAliases"];
      return condition === alias && [grant?.Resource].flat().includes(key.replace(/k$/, "*"));
    };
    expect([ask("alias/phiguard-test-*"), ask("*")]).to.deep.equal([true, false]);
  });

  it("approvers decide and undo, and do not rotate", () => {
    const may = (name: string): boolean =>
      mayDo(approverStatements(place), {
        action: "lambda:InvokeFunction",
        resource: `arn:aws:lambda:us-east-1:123456789012:function:phiguard-test-${name}:live`,
      });
    expect([may(HELPERS.decide.name), may(REMEDIES["close-bucket"].name)]).to.deep.equal([true, true]);
    expect([may(REMEDIES["rotate-secret"].name), may(HELPERS.triage.name)]).to.deep.equal([false, false]);
  });

  it("approvers are the named roles of the account", async () => {
    const planned = await plan(() => new RemediationRoles("r", { site, tags: {}, approvers: ["approver"] }));
    const approver = ofType(planned, "aws:iam/role:Role").find(({ inputs }) =>
      String(inputs.name).endsWith("approver"),
    );
    expect(statementsIn(approver?.inputs.assumeRolePolicy as string)[0]?.Condition).to.deep.equal({
      ArnEquals: { "aws:PrincipalArn": ["arn:aws:iam::123456789012:role/approver"] },
    });
  });
});
