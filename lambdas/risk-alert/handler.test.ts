import { expect } from "chai";
import type { AuditEvent } from "../../reports/model/audit-event";
import { withAws, type Sent } from "../testing/aws-server";
import { dynamoDbClient, dynamoDbMemories, snsAlerts, snsClient } from "./adapters";
import { ALERTS_DUE, CALL_COMPLETED, contract, RISK_RAISED, RISK_SOURCE, type Outreach } from "./contract";
import { alertOf, type Waiting } from "./core";
import { createHandler, RefusedEvent } from "./handler";
import type { Notice } from "./ports";
import { memoriesInMemory } from "./testing/memories";

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
const SWEEP = { "detail-type": ALERTS_DUE, source: RISK_SOURCE };

const QUIET: Partial<Outreach> = { quietHours: { from: "21:00", to: "07:00", overrideScore: 95 } };

function world(changes: Partial<Outreach> = {}) {
  const store = memoriesInMemory();
  const published: [Notice, Record<string, unknown>][] = [];
  const told: AuditEvent[] = [];
  let [now, isDown] = ["2026-11-22T10:00:00.000Z", false];
  const handle = createHandler({
    threshold: 80,
    topicArn: "arn:aws:sns:us-east-1:123456789012:phiguard-test-risk-alerts",
    escalationTopicArn: "arn:aws:sns:us-east-1:123456789012:phiguard-test-risk-escalations",
    outreach: { timeZone: "UTC", escalateAfterHours: 4, digestHour: 7, ...changes },
    memories: store.memories,
    alerts: {
      publish: async (notice, message) => {
        if (isDown) throw new Error("the topic is down");
        published.push([notice, JSON.parse(message)]);
      },
    },
    audit: { tell: async (event) => void told.push(event) },
    clock: () => new Date(now),
    log: { info: () => undefined },
  });
  return {
    ...store,
    handler: (event: unknown, remainingMs = 60_000) => handle(event, { getRemainingTimeInMillis: () => remainingMs }),
    told,
    at: (time: string) => void (now = time),
    topicIsDown: (is: boolean) => void (isDown = is),
    /** What was published of one kind. */
    of: (notice: Notice) => published.filter(([one]) => one === notice).map(([, message]) => message),
  };
}
const errorOf = (work: Promise<unknown>): Promise<Error | undefined> =>
  work.then(
    () => undefined,
    (thrown: Error) => thrown,
  );

describe("risk-alert", () => {
  it("tells of a patient by the reference alone", async () => {
    const { handler, of, told } = world();
    expect(await handler(raised())).to.deep.equal({ kind: "alert" });
    expect(of("alert").map((message) => Object.keys(message))).to.deep.equal([["what", "reference", "at"]]);
    expect(told[0]).to.include({ action: "risk.told", outcome: "success" });
  });

  it("tells once of an event that comes twice, however many others came between", async () => {
    const { handler, of } = world();
    await handler(raised());
    await handler(raised({ id: "e-2" }));
    expect(await handler(raised())).to.deep.equal({ kind: "quiet", reason: "already-told" });
    expect(of("alert")).to.have.length(2);
  });

  it("tells once of an event that comes ten times at once", async () => {
    const { handler, of } = world();
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => handler(raised())));
    expect(outcomes.filter(({ kind }) => kind === "alert")).to.have.length(1);
    expect(of("alert")).to.have.length(1);
  });

  it("tells again when it can't be sure that it has told, once the first run is over", async () => {
    const { handler, of, at, topicIsDown } = world();
    topicIsDown(true);
    expect((await errorOf(handler(raised())))?.message).to.equal("the topic is down");
    topicIsDown(false);
    expect(await handler(raised())).to.deep.equal({ kind: "quiet", reason: "already-told" });
    at(`2026-11-22T10:0${contract.timeoutSeconds / 60}:00.000Z`);
    expect(await handler(raised())).to.deep.equal({ kind: "alert" });
    expect(of("alert")).to.have.length(1);
  });

  it("tells by its schedule of what a run that ended too early has left", async () => {
    const { handler, of, at, topicIsDown } = world();
    topicIsDown(true);
    await errorOf(handler(raised()));
    topicIsDown(false);
    at("2026-11-22T10:05:00.000Z");
    expect(await handler(SWEEP)).to.include({ kind: "swept", alert: 1, escalated: 0 });
    expect(of("alert")).to.have.length(1);
  });

  const rows: [string, string, string, number][] = [
    ["reached the patient an hour ago", "reached", "2026-11-22T09:00:00Z", 0],
    ["reached the patient a second less than a day ago", "reached", "2026-11-21T10:00:01Z", 0],
    ["reached the patient a day ago", "reached", "2026-11-21T10:00:00Z", 1],
    ["did not reach the patient", "not-reached", "2026-11-22T09:00:00Z", 1],
  ];
  for (const [name, outcome, at, messages] of rows) {
    it(`${messages === 0 ? "is quiet" : "tells"} where a call ${name}`, async () => {
      const { handler, of, alerts } = world();
      await handler(call(outcome, at));
      await handler(raised());
      expect(of("alert")).to.have.length(messages);
      expect(alerts.size).to.equal(messages);
    });
  }

  it("is quiet below the threshold, and tells at it", async () => {
    const { handler, of } = world();
    expect(await handler(raised({}, { riskScore: 79.9 }))).to.deep.equal({ kind: "quiet", reason: "below-threshold" });
    await handler(raised({ id: "e-2" }, { riskScore: 80 }));
    expect(of("alert")).to.have.length(1);
  });

  const foreign: [string, unknown][] = [
    ["nothing", undefined],
    ["another source", raised({ source: "somebody" })],
    ["another's schedule", { ...SWEEP, source: "somebody" }],
    ["a reference that may be a patient's own number", raised({}, { reference: "123-45-6789" })],
    ["a score above 100", raised({}, { riskScore: 101 })],
    ["a call that ended otherwise", call("busy", "2026-11-22T09:00:00Z")],
  ];
  for (const [name, input] of foreign) {
    it(`refuses ${name}, without its content`, async () => {
      const { handler, of, alerts } = world();
      const error = await errorOf(handler(input));
      expect(error).to.be.instanceOf(RefusedEvent);
      expect(error?.message).to.not.contain("123-45");
      expect([of("alert").length, alerts.size]).to.deep.equal([0, 0]);
    });
  }
});

describe("risk-alert in quiet hours", () => {
  const night = "2026-11-22T23:30:00.000Z";
  const held = async () => {
    const made = world(QUIET);
    made.at(night);
    expect(await made.handler(raised({ time: night }))).to.deep.equal({ kind: "held" });
    return made;
  };

  it("holds an alert, and sends it once they are over, once", async () => {
    const { handler, of, at } = await held();
    at("2026-11-23T06:59:00.000Z");
    await handler(SWEEP);
    expect(of("alert")).to.be.empty;
    at("2026-11-23T07:00:00.000Z");
    await Promise.all([handler(SWEEP), handler(SWEEP), handler(raised({ time: night }))]);
    await handler(SWEEP);
    expect(of("alert")).to.have.length(1);
  });

  it("sends at once from the score on that is not held", async () => {
    const { handler, of, at } = world(QUIET);
    at(night);
    await handler(raised({}, { riskScore: 95 }));
    expect(of("alert")).to.have.length(1);
  });

  it("drops an alert where a call reached the patient meanwhile", async () => {
    const { handler, of, at, alerts } = await held();
    await handler(call("reached", "2026-11-23T06:00:00Z"));
    at("2026-11-23T07:00:00.000Z");
    expect(await handler(SWEEP)).to.include({ alert: 0, reached: 1 });
    expect(of("alert")).to.be.empty;
    expect([...alerts.values()].map(({ ended, waits }) => [ended, waits])).to.deep.equal([["reached", undefined]]);
  });

  it("puts off an alert that could not be sent before they began", async () => {
    const { handler, of, at, topicIsDown } = world(QUIET);
    at("2026-11-22T20:59:00.000Z");
    topicIsDown(true);
    await errorOf(handler(raised()));
    topicIsDown(false);
    at("2026-11-22T21:05:00.000Z");
    expect(await handler(SWEEP)).to.include({ alert: 0, held: 1 });
    at("2026-11-23T07:00:00.000Z");
    expect(await handler(SWEEP)).to.include({ alert: 1 });
    expect(of("alert")).to.have.length(1);
  });
});

describe("escalations of risk-alert", () => {
  const told = async (changes: Partial<Outreach> = {}) => {
    const made = world(changes);
    await made.handler(raised());
    return made;
  };

  it("tell again where no call has reached the patient in the hours that are set, once", async () => {
    const { handler, of, at, told: audited } = await told();
    await handler(call("not-reached", "2026-11-22T11:00:00Z"));
    at("2026-11-22T13:59:59.000Z");
    await handler(SWEEP);
    expect(of("escalation")).to.be.empty;
    at("2026-11-22T14:00:00.000Z");
    await Promise.all([handler(SWEEP), handler(SWEEP)]);
    at("2026-11-23T14:00:00.000Z");
    await handler(SWEEP);
    expect(of("escalation")).to.deep.equal([
      {
        what: "Nobody has reached a patient whose risk is high.",
        reference: REFERENCE,
        toldAt: "2026-11-22T10:00:00.000Z",
      },
    ]);
    expect(audited.filter(({ action }) => action === "risk.escalated").map(({ subject }) => subject)).to.deep.equal([
      "arn:aws:sns:us-east-1:123456789012:phiguard-test-risk-escalations",
    ]);
  });

  it("are left out where a call has, and only a call after the alert counts", async () => {
    for (const [time, count] of [
      ["2026-11-22T13:00:00Z", 0],
      ["2026-11-21T09:00:00Z", 1],
    ] as const) {
      const { handler, of, at } = await told();
      await handler(call("reached", time));
      at("2026-11-22T14:00:00.000Z");
      await handler(SWEEP);
      expect(of("escalation"), time).to.have.length(count);
    }
  });

  it("wait for the end of quiet hours", async () => {
    const { handler, of, at } = await told({ ...QUIET, escalateAfterHours: 12 });
    at("2026-11-22T22:00:00.000Z");
    expect(await handler(SWEEP)).to.include({ escalated: 0, held: 1 });
    at("2026-11-23T07:00:00.000Z");
    await handler(SWEEP);
    expect(of("escalation")).to.have.length(1);
  });

  it("leave what a run has no time for to the next, and keep none back for one that fails", async () => {
    const { handler, of, at, topicIsDown } = await told();
    at("2026-11-22T14:00:00.000Z");
    expect(await handler(SWEEP, 10_000)).to.include({ escalated: 0 });
    topicIsDown(true);
    expect((await errorOf(handler(SWEEP)))?.message).to.equal("the topic is down");
    topicIsDown(false);
    at("2026-11-22T14:05:00.000Z");
    expect(await handler(SWEEP)).to.include({ escalated: 1 });
    expect(of("escalation")).to.have.length(1);
  });
});

describe("the digest of risk-alert", () => {
  it("sums up the day before, once, by counts and references", async () => {
    const { handler, of, at, told } = world();
    await handler(raised());
    at("2026-11-23T06:59:00.000Z");
    await handler(SWEEP);
    expect(of("digest").map(({ day }) => day)).to.deep.equal(["2026-11-21"]);
    at("2026-11-23T07:00:00.000Z");
    await Promise.all([handler(SWEEP), handler(SWEEP)]);
    await handler(SWEEP);
    expect(of("digest").slice(1)).to.deep.equal([
      {
        what: "Risk alerts of a day.",
        ...{ day: "2026-11-22", told: 1, reached: 0, escalated: 1, waiting: 0 },
        references: { escalated: [REFERENCE], waiting: [] },
      },
    ]);
    expect(told.filter(({ action }) => action === "risk.summed").at(-1)?.detail).to.deep.equal({
      ...{ told: 1, reached: 0, escalated: 1, waiting: 0 },
    });
  });

  it("is sent by a later run where the first could not, and says when it was begun", async () => {
    const { handler, of, at, told, topicIsDown } = world();
    topicIsDown(true);
    await errorOf(handler(SWEEP));
    topicIsDown(false);
    at("2026-11-22T10:00:30.000Z");
    expect(await handler(SWEEP)).to.include({ digest: "sent" });
    at("2026-11-22T10:05:00.000Z");
    expect(await handler(SWEEP)).to.include({ digest: "now" });
    expect(of("digest")).to.have.length(1);
    expect(told.map(({ at: when }) => when)).to.deep.equal(["2026-11-22T10:00:00.000Z"]);
  });
});

describe("adapters of risk-alert", () => {
  const json = { "content-type": "application/x-amz-json-1.0" };
  const memories = () => dynamoDbMemories(dynamoDbClient(), "t", () => 0);
  const waiting: Waiting = {
    ...alertOf({ id: "e-1", reference: REFERENCE, riskScore: 91, at: "2026-11-22T10:00:00.000Z" }),
    ...{ waits: "telling", due: "2026-11-22T10:01:00.000Z" },
  };
  const answering = (status: number, body: object) => () => ({ status, headers: json, body: JSON.stringify(body) });
  const failing = (type: string, more: object = {}) =>
    answering(400, { __type: `com.amazonaws.dynamodb.v20120810#${type}`, ...more });
  const bodyOf = ([first]: readonly Sent[]) => JSON.parse(first?.body ?? "");

  it("keep the later of two calls, and let items go after a month", async () => {
    const { sent } = await withAws(answering(200, {}), () => memories().reached(REFERENCE, "2026-11-22T10:00:00.000Z"));
    const { ConditionExpression, ExpressionAttributeValues, Key } = bodyOf(sent);
    expect(Key).to.deep.equal({ reference: { S: REFERENCE } });
    expect(ConditionExpression).to.contain("reachedAt < :at");
    expect(ExpressionAttributeValues[":expires"]).to.deep.equal({ N: String(30 * 86_400) });
  });

  it("take it that a later call is known, and nothing else, for granted", async () => {
    const outcome = (type: string): Promise<unknown> =>
      withAws(failing(type), () => memories().reached(REFERENCE, "2026-11-22T10:00:00.000Z")).catch(
        (error: Error) => error.name,
      );
    expect(await outcome("ConditionalCheckFailedException")).to.not.be.a("string");
    expect(await outcome("ResourceNotFoundException")).to.equal("ResourceNotFoundException");
  });

  it("keep an alert and look at the patient's calls in one step, and tell what was in its way", async () => {
    const since = "2026-11-21T10:00:00.000Z";
    const { result, sent } = await withAws(answering(200, {}), () => memories().keep(waiting, since));
    expect(result).to.equal("kept");
    const [{ Put }, { ConditionCheck }] = bodyOf(sent).TransactItems;
    expect(Put.Item).to.deep.include({ reference: { S: `alert/${waiting.id}` }, patient: { S: REFERENCE } });
    expect(ConditionCheck.Key).to.deep.equal({ reference: { S: REFERENCE } });
    expect(ConditionCheck.ExpressionAttributeValues).to.deep.equal({ ":since": { S: since } });
    const refused = async (...codes: string[]): Promise<unknown> => {
      const CancellationReasons = codes.map((Code) => ({ Code }));
      const answer = failing("TransactionCanceledException", { CancellationReasons });
      return (
        await withAws(answer, () =>
          memories()
            .keep(waiting, since)
            .catch((error: Error) => error.name),
        )
      ).result;
    };
    expect(await refused("ConditionalCheckFailed", "None")).to.equal("known");
    expect(await refused("None", "ConditionalCheckFailed")).to.equal("reached");
    expect(await refused("ConditionalCheckFailed", "ConditionalCheckFailed")).to.equal("known");
    expect(await refused("TransactionConflict", "None")).to.equal("TransactionCanceledException");
  });

  it("read what they kept", async () => {
    const Item = {
      ...{ reference: { S: `alert/${waiting.id}` }, patient: { S: REFERENCE }, riskScore: { N: "91" } },
      ...{ raisedAt: { S: waiting.raisedAt }, waits: { S: waiting.waits }, due: { S: waiting.due } },
    };
    const { result } = await withAws(answering(200, { Item }), () => memories().known(waiting.id));
    expect(result).to.deep.equal(waiting);
  });

  it("ask again for what DynamoDB did not read at once", async () => {
    let asked = 0;
    const { result } = await withAws(
      ({ body }) => {
        asked += 1;
        const { Keys } = JSON.parse(body).RequestItems.t as { Keys: object[] };
        const item = { ...Keys[0], reachedAt: { S: "2026-11-22T10:00:00.000Z" } };
        const UnprocessedKeys = asked === 1 ? { t: { Keys: Keys.slice(1) } } : {};
        const items = asked === 1 ? [item] : [];
        return { headers: json, body: JSON.stringify({ Responses: { t: items }, UnprocessedKeys }) };
      },
      () => memories().reachedAt([REFERENCE, "0e".repeat(32)]),
    );
    expect(asked).to.equal(2);
    expect([...result]).to.deep.equal([[REFERENCE, "2026-11-22T10:00:00.000Z"]]);
  });

  it("publish to the notice's topic, and say which kind it is", async () => {
    const { sent } = await withAws(
      () => ({
        headers: { "content-type": "text/xml" },
        body: "<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>",
      }),
      () => snsAlerts(snsClient(), { alert: "arn:a", escalation: "arn:e", digest: "arn:a" }).publish("escalation", "m"),
    );
    const asked = new URLSearchParams(sent[0]?.body);
    expect([asked.get("TopicArn"), asked.get("Message")]).to.deep.equal(["arn:e", "m"]);
    expect(asked.get("MessageAttributes.entry.1.Value.StringValue")).to.equal("escalation");
  });
});
