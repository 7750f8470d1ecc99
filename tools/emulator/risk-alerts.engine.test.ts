import { expect } from "chai";
import {
  ALERTS_DUE,
  CALL_COMPLETED,
  DAY_INDEX,
  DUE_INDEX,
  RISK_RAISED,
  RISK_SOURCE,
} from "../../lambdas/risk-alert/contract";
import { dynamoDbClient, dynamoDbMemories, snsAlerts, snsClient } from "../../lambdas/risk-alert/adapters";
import { createHandler } from "../../lambdas/risk-alert/handler";
import { withEnvironment } from "../../lambdas/testing/aws-server";
import { withEmulator, type Emulator } from "./emulator";
import { loadedHandler } from "./loaded";
import { taken, type Call } from "./objects";

const [REACHED, UNREACHED, BELOW] = ["0a".repeat(32), "0b".repeat(32), "0c".repeat(32)] as const;
const raised = (id: string, reference: string, time: string, riskScore = 91): object => ({
  "detail-type": RISK_RAISED,
  source: RISK_SOURCE,
  id,
  time,
  detail: { reference, riskScore },
});
const call = (reference: string, outcome: string, at: string): object => ({
  "detail-type": CALL_COMPLETED,
  source: RISK_SOURCE,
  detail: { reference, outcome, at },
});
const SWEEP = { "detail-type": ALERTS_DUE, source: RISK_SOURCE };

/** In the order they come: twice the same, calls that reached somebody or not, a day later, a call that is told late. */
const EVENTS: readonly (readonly [said: string, event: object])[] = [
  ["alert", raised("e-1", UNREACHED, "2026-11-20T10:00:00Z")],
  ["quiet", raised("e-1", UNREACHED, "2026-11-20T10:00:00Z")],
  ["call", call(UNREACHED, "not-reached", "2026-11-20T11:00:00Z")],
  ["alert", raised("e-2", UNREACHED, "2026-11-20T12:00:00Z")],
  ["quiet", raised("e-1", UNREACHED, "2026-11-20T10:00:00Z")],
  ["call", call(REACHED, "reached", "2026-11-20T10:00:00Z")],
  ["call", call(REACHED, "reached", "2026-11-19T10:00:00Z")],
  ["quiet", raised("e-3", REACHED, "2026-11-21T09:59:59Z")],
  ["alert", raised("e-4", REACHED, "2026-11-21T10:00:01Z")],
  ["quiet", raised("e-5", BELOW, "2026-11-21T10:00:00Z", 79.9)],
];

type Message = Readonly<Record<string, unknown>>;
type Item = Readonly<Record<string, { readonly S?: string }>>;

interface World {
  readonly said: readonly string[];
  /** What whoever hears of the alerts was sent. */
  readonly heard: readonly Message[];
  readonly items: readonly Item[];
}

/** A table as the component makes it, and two topics, each with a queue that hears of it. */
async function outside(emulator: Emulator) {
  const make = taken(emulator);
  const TableName = "outreach";
  const attributes = ["reference", ...[DUE_INDEX, DAY_INDEX].flatMap(({ partition, sort }) => [partition, sort])];
  await make("dynamodb", "create_table", {
    TableName,
    AttributeDefinitions: attributes.map((AttributeName) => ({ AttributeName, AttributeType: "S" })),
    KeySchema: [{ AttributeName: "reference", KeyType: "HASH" }],
    GlobalSecondaryIndexes: [DUE_INDEX, DAY_INDEX].map(({ name, partition, sort }) => ({
      IndexName: name,
      KeySchema: [
        { AttributeName: partition, KeyType: "HASH" },
        { AttributeName: sort, KeyType: "RANGE" },
      ],
      Projection: { ProjectionType: "ALL" },
    })),
    BillingMode: "PAY_PER_REQUEST",
  });
  const topic = async (name: string): Promise<{ arn: string; heard: () => Promise<readonly Message[]> }> => {
    const { TopicArn } = await make("sns", "create_topic", { Name: name });
    const { QueueUrl } = await make("sqs", "create_queue", { QueueName: name });
    const Endpoint = `arn:aws:sqs:us-east-1:123456789012:${name}`;
    await make("sns", "subscribe", { TopicArn, Protocol: "sqs", Endpoint, Attributes: { RawMessageDelivery: "true" } });
    return { arn: TopicArn as string, heard: () => messagesOf(make, QueueUrl as string) };
  };
  const items = async (): Promise<readonly Item[]> =>
    ((await make("dynamodb", "scan", { TableName })) as { Items: readonly Item[] }).Items;
  return { TableName, items, alerts: await topic("risk-alerts"), escalations: await topic("risk-escalations") };
}

async function run(emulator: Emulator): Promise<World> {
  const { TableName, items, alerts, escalations } = await outside(emulator);
  const environment = {
    AWS_ENDPOINT_URL: emulator.endpoint,
    RISK_THRESHOLD: "80",
    OUTREACH: JSON.stringify({ timeZone: "America/Chicago", escalateAfterHours: 24, digestHour: 7 }),
    ESCALATION_TOPIC_ARN: escalations.arn,
    TABLE_NAME: TableName,
    TOPIC_ARN: alerts.arn,
  };
  return withEnvironment(environment, async () => {
    const handler = loadedHandler("risk-alert");
    const said: string[] = [];
    for (const [, event] of EVENTS) said.push(((await handler(event)) as { kind: string }).kind);
    return { said, heard: await alerts.heard(), items: await items() };
  });
}

/** Nights and days of one function over the emulated table and topics, by a clock of the test's own. */
async function runNights(emulator: Emulator) {
  const { TableName, items, alerts, escalations } = await outside(emulator);
  return withEnvironment({ AWS_ENDPOINT_URL: emulator.endpoint }, async () => {
    let now = "";
    const handle = createHandler({
      ...{ threshold: 80, topicArn: alerts.arn, escalationTopicArn: escalations.arn },
      outreach: {
        ...{ timeZone: "America/Chicago", escalateAfterHours: 4, digestHour: 7 },
        quietHours: { from: "21:00", to: "07:00", overrideScore: 95 },
      },
      memories: dynamoDbMemories(dynamoDbClient(), TableName, () => Date.parse(now)),
      alerts: snsAlerts(snsClient(), { alert: alerts.arn, escalation: escalations.arn, digest: alerts.arn }),
      audit: { tell: async () => undefined },
      clock: () => new Date(now),
      log: { info: () => undefined },
    });
    const at = async (time: string, ...events: object[]): Promise<void> => {
      now = time;
      for (const event of events) await handle(event, { getRemainingTimeInMillis: () => 60_000 });
    };
    // 21:00 in Chicago is 03:00 UTC. One is held, a worse one is not; by the morning a call has reached a third.
    await at(
      "2026-11-22T03:30:00.000Z",
      raised("n-1", UNREACHED, "2026-11-22T03:30:00Z"),
      raised("n-2", BELOW, "2026-11-22T03:30:00Z", 95),
      raised("n-3", REACHED, "2026-11-22T03:30:00Z"),
      call(REACHED, "reached", "2026-11-22T04:00:00Z"),
      SWEEP,
    );
    const inTheNight = await alerts.heard();
    await at("2026-11-22T13:00:00.000Z", SWEEP, SWEEP);
    const inTheMorning = await alerts.heard();
    await at("2026-11-22T17:00:00.000Z", SWEEP, SWEEP);
    await at("2026-11-23T13:00:00.000Z", SWEEP, SWEEP);
    return {
      inTheNight,
      inTheMorning,
      nextDay: await alerts.heard(),
      escalated: await escalations.heard(),
      items: await items(),
    };
  });
}

/**
 * Two workers that have read the same: what the second may do. One after the other, as the emulator puts back the whole table where a
 * transaction is refused, whoever else writes meanwhile.
 */
async function runTwice(emulator: Emulator) {
  const { TableName } = await outside(emulator);
  return withEnvironment({ AWS_ENDPOINT_URL: emulator.endpoint }, async () => {
    const memories = dynamoDbMemories(dynamoDbClient(), TableName, () => 0);
    const since = "2026-11-21T10:00:00.000Z";
    const alert = {
      ...{ id: "a".repeat(64), reference: UNREACHED, riskScore: 91, raisedAt: "2026-11-22T10:00:00.000Z" },
      ...{ waits: "telling" as const, due: "2026-11-22T10:01:00.000Z" },
    };
    const [later, latest] = ["2026-11-22T10:02:00.000Z", "2026-11-22T10:03:00.000Z"];
    return {
      kept: [await memories.keep(alert, since), await memories.keep(alert, since)],
      claims: [await memories.claim(alert, later, since), await memories.claim(alert, latest, since)],
      // A call comes between what was read and the next claim.
      reached: await memories
        .reached(UNREACHED, "2026-11-22T10:02:30.000Z")
        .then(() => memories.claim({ ...alert, due: later }, latest, since)),
      digests: [
        await memories.claimDigest("2026-11-21", since, later),
        await memories.claimDigest("2026-11-21", since, later),
        await memories.claimDigest("2026-11-21", later, latest),
      ],
    };
  });
}

async function messagesOf(make: Call, QueueUrl: string): Promise<readonly Message[]> {
  const heard: Message[] = [];
  for (;;) {
    const { Messages = [] } = (await make("sqs", "receive_message", { QueueUrl, MaxNumberOfMessages: 10 })) as {
      Messages?: { Body: string }[];
    };
    if (Messages.length === 0) return heard;
    heard.push(...Messages.map(({ Body }) => JSON.parse(Body) as Message));
  }
}

describe("D7: risk alerts over an emulated AWS", function () {
  this.timeout(300_000);
  let world: World;
  let nights: Awaited<ReturnType<typeof runNights>>;
  let twice: Awaited<ReturnType<typeof runTwice>>;
  before(async () => {
    world = await withEmulator(run);
    nights = await withEmulator(runNights);
    twice = await withEmulator(runTwice);
  });

  it("tells once of an event, is quiet for a day after somebody was reached, and tells below no threshold", () => {
    expect(world.said).to.deep.equal(EVENTS.map(([said]) => said));
  });

  it("sends each alert to whoever hears of them, by reference and time alone", () => {
    expect(world.heard.map(({ reference, at }) => [reference, at])).to.have.deep.members([
      [UNREACHED, "2026-11-20T10:00:00.000Z"],
      [UNREACHED, "2026-11-20T12:00:00.000Z"],
      [REACHED, "2026-11-21T10:00:01.000Z"],
    ]);
    for (const message of world.heard) expect(message).to.have.all.keys("what", "reference", "at");
  });

  it("keeps the later of two calls, and nothing of who was never told of", () => {
    const [calls, alerts] = [false, true].map((isAlert) =>
      world.items.filter((item) => (item["patient"] !== undefined) === isAlert),
    );
    expect(calls?.map((item) => [item["reference"]?.S, item["reachedAt"]?.S])).to.deep.equal([
      [REACHED, "2026-11-20T10:00:00.000Z"],
    ]);
    expect(alerts?.map((item) => item["patient"]?.S)).to.have.members([UNREACHED, UNREACHED, REACHED]);
    expect(alerts?.map((item) => item["waits"]?.S)).to.deep.equal(["answer", "answer", "answer"]);
  });

  it("holds alerts in the night but the worst, and sends each in the morning, once, unless a call came first", () => {
    const alertsIn = (messages: readonly Message[]): unknown[] =>
      messages.filter(({ at }) => at !== undefined).map(({ reference }) => reference);
    expect(alertsIn(nights.inTheNight)).to.deep.equal([BELOW]);
    expect(alertsIn(nights.inTheMorning)).to.deep.equal([UNREACHED]);
    expect(alertsIn(nights.nextDay)).to.be.empty;
  });

  it("tells the other topic once of each patient whom nobody has reached", () => {
    expect(nights.escalated.map(({ reference, toldAt }) => [reference, toldAt])).to.have.deep.members([
      [BELOW, "2026-11-22T03:30:00.000Z"],
      [UNREACHED, "2026-11-22T13:00:00.000Z"],
    ]);
    expect(nights.items.filter((item) => item["waits"] !== undefined)).to.be.empty;
  });

  it("sums up each day once, in the morning after it, by counts and references", () => {
    const digests = [nights.inTheNight, nights.inTheMorning, nights.nextDay].map((messages) =>
      messages.filter(({ day }) => day !== undefined),
    );
    // By Chicago's clock the night's alert was told on the 21st.
    expect(digests.map((of) => of.map(({ day, told, escalated }) => [day, told, escalated]))).to.deep.equal([
      [["2026-11-20", 0, 0]],
      [["2026-11-21", 1, 1]],
      [["2026-11-22", 1, 1]],
    ]);
    expect(digests[2]?.[0]?.["references"]).to.deep.equal({ escalated: [UNREACHED], waiting: [] });
  });

  it("lets one of two that have read the same keep, claim and sum up, and nobody after a call", () => {
    expect(twice).to.deep.equal({
      kept: ["kept", "known"],
      claims: ["claimed", "taken"],
      reached: "reached",
      digests: ["2026-11-21T10:00:00.000Z", undefined, "2026-11-21T10:00:00.000Z"],
    });
  });
});
