import { expect } from "chai";
import type { AuditEvent } from "../../reports/model/audit-event";
import { withAws } from "../testing/aws-server";
import { dynamoDbClient, dynamoDbMemories, snsAlerts, snsClient } from "./adapters";
import { CALL_COMPLETED, RISK_RAISED, RISK_SOURCE } from "./contract";
import { decide, type Memory } from "./core";
import { createHandler, RefusedEvent } from "./handler";

const REFERENCE = "0f".repeat(32);
const raised = (changes: object = {}, detail: object = {}): object => ({
  "detail-type": RISK_RAISED,
  source: RISK_SOURCE,
  id: "e-1",
  time: "2026-11-22T10:00:00Z",
  detail: { reference: REFERENCE, riskScore: 91, ...detail },
  ...changes,
});
const call = (outcome: string, at: string): object => ({
  "detail-type": CALL_COMPLETED,
  source: RISK_SOURCE,
  detail: { reference: REFERENCE, outcome, at },
});

function world() {
  const memory = new Map<string, Memory>();
  const published: string[] = [];
  const told: AuditEvent[] = [];
  const logged: unknown[] = [];
  const change = (reference: string, changes: Memory): void =>
    void memory.set(reference, { ...memory.get(reference), ...changes });
  const handler = createHandler({
    threshold: 80,
    topicArn: "arn:aws:sns:us-east-1:123456789012:phiguard-test-risk-alerts",
    memories: {
      of: async (reference) => memory.get(reference) ?? {},
      reached: async (reference, reachedAt) => change(reference, { reachedAt }),
      alerted: async (reference, alertedBy) => change(reference, { alertedBy }),
    },
    alerts: { publish: async (message) => void published.push(message) },
    audit: { tell: async (event) => void told.push(event) },
    log: { info: (...said) => logged.push(said) },
  });
  return { handler, published, told, logged };
}

describe("risk-alert", () => {
  it("tells of a patient by the reference alone", async () => {
    const { handler, published, told } = world();
    expect(await handler(raised())).to.deep.equal({ kind: "alert" });
    expect(published.map((message) => Object.keys(JSON.parse(message)))).to.deep.equal([["what", "reference", "at"]]);
    expect(told[0]).to.include({ action: "risk.told", outcome: "success" });
  });

  it("tells once of an event that comes twice, and again of the next", async () => {
    const { handler, published } = world();
    await handler(raised());
    await handler(raised());
    await handler(raised({ id: "e-2" }));
    expect(published).to.have.length(2);
  });

  it("tells again when it could not remember that it had told", async () => {
    const { handler, published } = world();
    await handler(raised());
    expect(
      decide({ id: "e-1", reference: REFERENCE, riskScore: 91, at: "2026-11-22T10:00:00Z" }, {}, 80).kind,
    ).to.equal("alert");
    expect(published).to.have.length(1);
  });

  const rows: [string, string, string, number][] = [
    ["reached the patient an hour ago", "reached", "2026-11-22T09:00:00Z", 0],
    ["reached the patient a second less than a day ago", "reached", "2026-11-21T10:00:01Z", 0],
    ["reached the patient a day ago", "reached", "2026-11-21T10:00:00Z", 1],
    ["did not reach the patient", "not-reached", "2026-11-22T09:00:00Z", 1],
  ];
  for (const [name, outcome, at, messages] of rows) {
    it(`${messages === 0 ? "is quiet" : "tells"} where a call ${name}`, async () => {
      const { handler, published } = world();
      await handler(call(outcome, at));
      await handler(raised());
      expect(published).to.have.length(messages);
    });
  }

  it("is quiet below the threshold, and tells at it", async () => {
    const { handler, published } = world();
    expect(await handler(raised({}, { riskScore: 79.9 }))).to.deep.equal({ kind: "quiet", reason: "below-threshold" });
    await handler(raised({ id: "e-2" }, { riskScore: 80 }));
    expect(published).to.have.length(1);
  });

  const foreign: [string, unknown][] = [
    ["nothing", undefined],
    ["another source", raised({ source: "somebody" })],
    ["a reference that may be a patient's own number", raised({}, { reference: "123-45-6789" })],
    ["a score above 100", raised({}, { riskScore: 101 })],
    ["a call that ended otherwise", call("busy", "2026-11-22T09:00:00Z")],
  ];
  for (const [name, input] of foreign) {
    it(`refuses ${name}, without its content`, async () => {
      const { handler, published } = world();
      const error = await handler(input).then(
        () => undefined,
        (thrown: Error) => thrown,
      );
      expect(error).to.be.instanceOf(RefusedEvent);
      expect(error?.message).to.not.contain("123-45");
      expect(published).to.be.empty;
    });
  }
});

describe("adapters of risk-alert", () => {
  it("keep the later of two calls, and let items go after a month", async () => {
    const { sent } = await withAws(
      () => ({ headers: { "content-type": "application/x-amz-json-1.0" }, body: "{}" }),
      () => dynamoDbMemories(dynamoDbClient(), "t", () => 0).reached(REFERENCE, "2026-11-22T10:00:00.000Z"),
    );
    const { ConditionExpression, ExpressionAttributeValues, Key } = JSON.parse(sent[0]?.body ?? "");
    expect(Key).to.deep.equal({ reference: { S: REFERENCE } });
    expect(ConditionExpression).to.contain("#field < :value");
    expect(ExpressionAttributeValues[":expires"]).to.deep.equal({ N: String(30 * 86_400) });
  });

  it("take it that a later call is known, and nothing else, for granted", async () => {
    const failing = (type: string): Promise<unknown> =>
      withAws(
        () => ({
          status: 400,
          headers: { "content-type": "application/x-amz-json-1.0" },
          body: JSON.stringify({ __type: `com.amazonaws.dynamodb.v20120810#${type}` }),
        }),
        () => dynamoDbMemories(dynamoDbClient(), "t", () => 0).reached(REFERENCE, "2026-11-22T10:00:00.000Z"),
      ).catch((error: Error) => error.name);
    expect(await failing("ConditionalCheckFailedException")).to.not.be.a("string");
    expect(await failing("ResourceNotFoundException")).to.equal("ResourceNotFoundException");
  });

  it("read what is remembered", async () => {
    const { result } = await withAws(
      () => ({
        headers: { "content-type": "application/x-amz-json-1.0" },
        body: JSON.stringify({ Item: { reachedAt: { S: "a" }, alertedBy: { S: "b" } } }),
      }),
      () => dynamoDbMemories(dynamoDbClient(), "t", () => 0).of(REFERENCE),
    );
    expect(result).to.deep.equal({ reachedAt: "a", alertedBy: "b" });
  });

  it("publish to the topic", async () => {
    const { sent } = await withAws(
      () => ({
        headers: { "content-type": "text/xml" },
        body: "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>",
      }),
      () => snsAlerts(snsClient(), "arn:topic").publish("m"),
    );
    expect(sent[0]?.body).to.contain("Action=Publish").and.to.contain("Message=m");
  });
});
