import { expect } from "chai";
import { dynamodbClient } from "../access-state/adapters";
import { suspendAccess } from "../access-suspend/adapters";
import { closeBucket } from "../bucket-close/adapters";
import { ec2Client, isolateInstance } from "../instance-isolate/adapters";
import { disableKey, kmsClient } from "../key-disable/adapters";
import { sfnClient, stepFunctions } from "../remediation-decision/adapters";
import { s3Client } from "../s3/adapters";
import { rotateSecret, secretsClient } from "../secret-rotate/adapters";
import { iamClient, REVOCATION, revocation, revokeSessions } from "../session-revoke/adapters";
import { withAws, type Answer, type Sent } from "../testing/aws-server";
import type { Remedy } from "./action";
import { dynamoClient, snsClient, tableItems, topicNotices } from "./adapters";
import type { Case } from "./case";

const of: Case = {
  execution: "execution-1",
  at: "2026-11-22T10:00:00.000Z",
  sign: "sign",
  action: "close-bucket",
  target: "target",
  subject: "arn:aws:s3:::target",
  dryRun: false,
  needsApproval: false,
  breach: false,
};
const NOW = new Date("2026-11-22T10:05:00.000Z");
const json = (body: object): Answer => ({ body: JSON.stringify(body) });
const form = ({ body }: Sent): Record<string, string> => Object.fromEntries(new URLSearchParams(body));

/** Looks, changes and puts back; what was sent for each, and what was found. */
async function lifeOf<Before extends object>(
  make: () => Remedy<Before>,
  answer: (sent: Sent) => Answer,
  target = "target",
): Promise<{ before: Before | undefined; sent: readonly Sent[] }> {
  const { result, sent } = await withAws(answer, async () => {
    const remedy = make();
    const before = await remedy.look({ ...of, target });
    if (before !== undefined) {
      await remedy.change({ ...of, target }, before, NOW);
      await remedy.restore?.({ ...of, target }, before);
    }
    return before;
  });
  return { before: result, sent };
}

describe("close-bucket", () => {
  const block = (value: boolean): string =>
    `<PublicAccessBlockConfiguration>${["BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets"].map((key) => `<${key}>${value}</${key}>`).join("")}</PublicAccessBlockConfiguration>`;
  const make = () => closeBucket(s3Client());

  it("sets all four, and puts back what was there", async () => {
    const { before, sent } = await lifeOf(make, ({ method }) => (method === "GET" ? { body: block(false) } : {}));
    expect(before?.settings?.BlockPublicAcls).to.equal(false);
    expect(sent.map(({ method }) => method)).to.deep.equal(["GET", "PUT", "PUT"]);
    expect(sent[1]?.body.match(/>true</g)).to.have.length(4);
    expect(sent[2]?.body.match(/>false</g)).to.have.length(4);
  });

  it("takes the settings away again where there were none", async () => {
    const { before, sent } = await lifeOf(make, ({ method }) =>
      method === "GET"
        ? { status: 404, body: "<Error><Code>NoSuchPublicAccessBlockConfiguration</Code></Error>" }
        : { status: method === "DELETE" ? 204 : 200 },
    );
    expect(before).to.deep.equal({});
    expect(sent.map(({ method }) => method)).to.deep.equal(["GET", "PUT", "DELETE"]);
  });

  it("has nothing to do at a closed bucket", async () => {
    expect((await lifeOf(make, () => ({ body: block(true) }))).before).to.equal(undefined);
  });
});

describe("isolate-instance", () => {
  const instance = (group: string): string =>
    `<DescribeInstancesResponse><reservationSet><item><instancesSet><item><instanceId>i-1</instanceId><networkInterfaceSet><item><networkInterfaceId>eni-1</networkInterfaceId><groupSet><item><groupId>${group}</groupId></item></groupSet></item></networkInterfaceSet></item></instancesSet></item></reservationSet></DescribeInstancesResponse>`;
  const make = () => isolateInstance(ec2Client(), "sg-isolation");
  const answer =
    (group: string) =>
    (sent: Sent): Answer => ({ body: form(sent)["Action"] === "DescribeInstances" ? instance(group) : "<r/>" });

  it("moves every interface into the group, and back", async () => {
    const { before, sent } = await lifeOf(make, answer("sg-web"));
    expect(before).to.deep.equal({ interfaces: [{ id: "eni-1", groups: ["sg-web"] }] });
    expect(sent.slice(1).map((one) => form(one)["SecurityGroupId.1"])).to.deep.equal(["sg-isolation", "sg-web"]);
  });

  it("has nothing to do where the instance is in the group alone", async () => {
    expect((await lifeOf(make, answer("sg-isolation"))).before).to.equal(undefined);
  });
});

describe("revoke-session", () => {
  const make = () => revokeSessions(iamClient());
  const none: Answer = {
    status: 404,
    body: "<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code></Error></ErrorResponse>",
  };
  const answer =
    (policy: string | undefined) =>
    (sent: Sent): Answer => {
      if (form(sent)["Action"] !== "GetRolePolicy") return { body: "<r/>" };
      if (policy === undefined) return none;
      const document = encodeURIComponent(policy);
      return {
        body: `<GetRolePolicyResponse><GetRolePolicyResult><PolicyDocument>${document}</PolicyDocument></GetRolePolicyResult></GetRolePolicyResponse>`,
      };
    };

  it("refuses sessions from before, and lets them be again", async () => {
    const { before, sent } = await lifeOf(make, answer(undefined));
    expect(before).to.deep.equal({});
    const [, put, remove] = sent.map(form);
    expect(put).to.include({ Action: "PutRolePolicy", RoleName: "target", PolicyName: REVOCATION });
    expect(JSON.parse(put?.["PolicyDocument"] ?? "").Statement[0]).to.include({ Effect: "Deny", Action: "*" });
    expect(put?.["PolicyDocument"]).to.contain("2026-11-22T10:05:00.000Z");
    expect(remove).to.include({ Action: "DeleteRolePolicy" });
  });

  it("puts an earlier revocation back", async () => {
    const { sent } = await lifeOf(make, answer(revocation("2026-01-01T00:00:00.000Z")));
    expect(form(sent[2] as Sent)["PolicyDocument"]).to.contain("2026-01-01");
  });

  it("has nothing to do where sessions were ended since", async () => {
    expect((await lifeOf(make, answer(revocation("2026-11-22T10:01:00.000Z")))).before).to.equal(undefined);
  });
});

describe("suspend-access", () => {
  const make = (): Remedy<{ until?: string }> => {
    const { look, change, ...rest } = suspendAccess(dynamodbClient(), "access");
    const forHours = (given: Case): Case => ({ ...given, suspendHours: 24 });
    return {
      ...rest,
      look: (given) => look(forHours(given)),
      change: (given, before, now) => change(forHours(given), before, now),
    };
  };
  const stored =
    (until: string | undefined) =>
    ({ headers }: Sent): Answer =>
      json(
        headers["x-amz-target"]?.endsWith("GetItem") && until !== undefined ? { Item: { until: { S: until } } } : {},
      );

  it("writes a suspension that ends and goes away by itself, and takes it away again", async () => {
    const { before, sent } = await lifeOf(make, stored(undefined));
    expect(before).to.deep.equal({});
    const [, put, remove] = sent.map(({ body }) => JSON.parse(body));
    expect(put.Item).to.deep.equal({
      caller: { S: "target" },
      item: { S: "suspension" },
      until: { S: "2026-11-23T10:05:00.000Z" },
      expiresAt: { N: String(Date.parse("2026-11-23T10:05:00.000Z") / 1000) },
    });
    expect(remove.Key).to.deep.equal({ caller: { S: "target" }, item: { S: "suspension" } });
  });

  it("puts a shorter one that was there back", async () => {
    const { before, sent } = await lifeOf(make, stored("2026-11-22T12:00:00.000Z"));
    expect(before).to.deep.equal({ until: "2026-11-22T12:00:00.000Z" });
    expect(JSON.parse(sent[2]?.body ?? "").Item.until).to.deep.equal({ S: "2026-11-22T12:00:00.000Z" });
  });

  it("has nothing to do where the caller is suspended for as long", async () => {
    expect((await lifeOf(make, stored("2026-11-23T10:00:00.000Z"))).before).to.equal(undefined);
  });

  it("suspends nobody where the case does not say for how long", async () => {
    const change = () => suspendAccess(dynamodbClient(), "access").change({ ...of, target: "target" }, {}, NOW);
    const { result, sent } = await withAws(stored(undefined), () => change().catch((error: Error) => error.name));
    expect([result, sent.length]).to.deep.equal(["MalformedCase", 0]);
  });
});

describe("disable-key", () => {
  const make = () => disableKey(kmsClient());
  const state = (KeyState: string) => (): Answer => json({ KeyMetadata: { KeyId: "k", KeyState } });

  it("disables, and enables again", async () => {
    const { sent } = await lifeOf(make, state("Enabled"));
    expect(sent.map(({ headers }) => headers["x-amz-target"])).to.deep.equal([
      "TrentService.DescribeKey",
      "TrentService.DisableKey",
      "TrentService.EnableKey",
    ]);
  });

  it("has nothing to do at a key that is off", async () => {
    expect((await lifeOf(make, state("Disabled"))).before).to.equal(undefined);
  });
});

describe("rotate-secret", () => {
  const make = () => rotateSecret(secretsClient());
  const secret = (facts: object) => (): Answer =>
    json({ RotationEnabled: true, VersionIdsToStages: { v1: ["AWSCURRENT"] }, ...facts });

  it("rotates at once, by the same token each time", async () => {
    const { before, sent } = await lifeOf(make, secret({ LastRotatedDate: 1_700_000_000 }));
    expect(before).to.deep.equal({ version: "v1" });
    expect(JSON.parse(sent[1]?.body ?? "")).to.deep.include({ RotateImmediately: true, SecretId: "target" });
    expect(JSON.parse(sent[1]?.body ?? "").ClientRequestToken).to.match(/^[0-9a-f]{64}$/);
    expect(sent).to.have.length(2);
  });

  it("has nothing to do where it was rotated since", async () => {
    expect((await lifeOf(make, secret({ LastRotatedDate: NOW.getTime() / 1000 }))).before).to.equal(undefined);
  });

  it("says so where nobody told AWS how to rotate it", async () => {
    let name = "";
    await lifeOf(make, secret({ RotationEnabled: false })).catch((error: Error) => (name = error.name));
    expect(name).to.equal("NoRotation");
  });
});

describe("the remediation's table, topic and waiting states", () => {
  const items = () => tableItems(dynamoClient(), "table");

  it("keeps an item once", async () => {
    const keep = (): Promise<unknown> => items().keep("execution-1", "undo-close-bucket", { before: {} });
    const { result, sent } = await withAws(() => json({}), keep);
    expect(result).to.deep.equal({ before: {} });
    expect(JSON.parse(sent[0]?.body ?? "")).to.deep.include({
      ConditionExpression: "attribute_not_exists(id)",
      ReturnValuesOnConditionCheckFailure: "ALL_OLD",
    });
    const before = { id: { S: "execution-1" }, kind: { S: "k" }, content: { S: '{"before":{"x":1}}' } };
    const refusal = { __type: "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException", Item: before };
    const there = await withAws(() => ({ status: 400, body: JSON.stringify(refusal) }), keep);
    expect(there.result).to.deep.equal({ before: { x: 1 } });
  });

  it("keeps an item in place of another", async () => {
    const { sent } = await withAws(
      () => json({}),
      () => items().replace("execution-1", "approval", { token: "t" }),
    );
    expect(JSON.parse(sent[0]?.body ?? "")).to.not.have.property("ConditionExpression");
  });

  it("reads an item, or finds none", async () => {
    const item = { id: { S: "a" }, kind: { S: "b" }, content: { S: '{"x":1}' } };
    expect(
      (
        await withAws(
          () => json({ Item: item }),
          () => items().read("a", "b"),
        )
      ).result,
    ).to.deep.equal({ x: 1 });
    expect(
      (
        await withAws(
          () => json({}),
          () => items().read("a", "b"),
        )
      ).result,
    ).to.equal(undefined);
  });

  it("lists all pages", async () => {
    const item = (kind: string) => ({ id: { S: "a" }, kind: { S: kind }, content: { S: "{}" } });
    const { result } = await withAws(
      ({ body }) =>
        body.includes("ExclusiveStartKey")
          ? json({ Items: [item("2")] })
          : json({ Items: [item("1")], LastEvaluatedKey: { id: { S: "a" }, kind: { S: "1" } } }),
      () => items().list("a"),
    );
    expect(result.map(({ kind }) => kind)).to.deep.equal(["1", "2"]);
  });

  it("tells the topic", async () => {
    const { sent } = await withAws(
      () => ({ body: "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>" }),
      () => topicNotices(snsClient(), "arn:topic").send("Subject", "text"),
    );
    expect(form(sent[0] as Sent)).to.include({ TopicArn: "arn:topic", Subject: "Subject", Message: "text" });
  });

  it("answers a waiting state by its token", async () => {
    const { sent } = await withAws(
      () => json({}),
      () => stepFunctions(sfnClient()).answer("token", { approved: true }),
    );
    expect(JSON.parse(sent[0]?.body ?? "")).to.deep.equal({ taskToken: "token", output: '{"approved":true}' });
  });
});
