import { expect } from "chai";
import { dataAccessStatements } from "../clinical/data-access-policy";
import { replicationStatements } from "../storage/replication-policy";
import { only, plan, testSite } from "../testing/plan";
import type { Statement } from "./policy-document";
import { boundaryStatements, RoleBoundary } from "./role-boundary";

const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const statements = boundaryStatements(place, ["my-input"]);

/** Whether one statement holds the action for the resource. Conditions are not looked at. */
function within(action: string, resource: string): boolean {
  return statements.some(
    ({ Action, Resource }) =>
      [Action].flat().includes(action) &&
      [Resource].flat().some((pattern) => {
        const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
        return new RegExp(`^${parts.join(".*")}$`).test(resource.replace(/\*/g, "x"));
      }),
  );
}

function beyond(grants: readonly Statement[]): string[] {
  return grants.flatMap(({ Action, Resource }) =>
    [Action]
      .flat()
      .flatMap((action) => [Resource].flat().flatMap((arn) => (within(action, arn) ? [] : [`${action} ${arn}`]))),
  );
}

describe("RoleBoundary", () => {
  it("leaves room for what the stack's roles are granted", () => {
    const [input, output] = ["arn:aws:s3:::my-input", "arn:aws:s3:::phiguard-test-fhir-output-123456789012-us-east-1"];
    const replica = "arn:aws:s3:::phiguard-test-fhir-input-123456789012-us-west-2";
    expect(beyond(dataAccessStatements(input, output))).to.deep.equal([]);
    expect(beyond(replicationStatements([{ source: output, replica }]))).to.deep.equal([]);
  });

  const outside: [string, string][] = [
    ["s3:GetObject", "arn:aws:s3:::claims/a"],
    ["s3:GetObject", "arn:aws:s3:::phiguard-prod-fhir-input/a"],
    ["s3:DeleteObject", "arn:aws:s3:::my-input/a"],
    ["logs:PutLogEvents", "arn:aws:logs:us-east-1:123456789012:log-group:/claims/test/a:log-stream:b"],
    ["logs:PutLogEvents", "arn:aws:logs:us-east-1:111122223333:log-group:/phiguard/test/a:log-stream:b"],
    ["iam:DeleteRolePermissionsBoundary", "arn:aws:iam::123456789012:role/phiguard-test-audit"],
    ["kms:ScheduleKeyDeletion", "arn:aws:kms:us-east-1:123456789012:key/k"],
  ];
  for (const [action, resource] of outside) {
    it(`keeps roles from ${action} on ${resource}`, () => expect(within(action, resource)).to.equal(false));
  }

  it("lets roles use keys by the stack's aliases alone", () => {
    const keys = statements.filter(({ Sid }) => Sid === "Keys");
    expect(keys.map(({ Condition }) => Condition)).to.deep.equal([
      { "ForAnyValue:StringLike": { "kms:ResourceAliases": "alias/phiguard-test-*" } },
    ]);
  });

  it("says once what differs in its actions alone, and keeps conditions apart", async () => {
    const allow = (Sid: string, Action: string | string[], Condition?: Statement["Condition"]): Statement => ({
      Sid,
      Effect: "Allow",
      Action,
      Resource: "arn:aws:sqs:us-east-1:123456789012:q",
      ...(Condition !== undefined && { Condition }),
    });
    const bound = { StringEquals: { "aws:SourceAccount": "123456789012" } };
    const given = [
      allow("Send", "sqs:SendMessage"),
      allow("Read", ["sqs:ReceiveMessage", "sqs:DeleteMessage"]),
      allow("Bound", "sqs:PurgeQueue", bound),
    ];
    const planned = await plan(
      () => new RoleBoundary("b", { site: testSite(), tags: {}, role: "fhir", statements: () => given }),
    );
    const { policy } = only(planned, "aws:iam/policy:Policy").inputs;
    expect((JSON.parse(policy) as { Statement: Statement[] }).Statement.slice(-2)).to.deep.equal([
      {
        Sid: "Send",
        Effect: "Allow",
        Action: ["sqs:DeleteMessage", "sqs:ReceiveMessage", "sqs:SendMessage"],
        Resource: given[0]?.Resource,
      },
      given[2],
    ]);
  });

  it("is a policy that its ARN names before it is made", async () => {
    let arn: string | undefined;
    const planned = await plan(() => {
      new RoleBoundary("b", { site: testSite(), tags: { t: "v" }, role: "claims" }).namedArn.apply(
        (value) => (arn = value),
      );
    });
    const { inputs } = only(planned, "aws:iam/policy:Policy");
    expect(inputs).to.deep.include({ name: "phiguard-test-claims-role-boundary", tags: { t: "v" } });
    expect(JSON.parse(inputs.policy).Statement).to.have.length(statements.length);
    expect(arn).to.equal("arn:aws:iam::123456789012:policy/phiguard-test-claims-role-boundary");
  });
});
