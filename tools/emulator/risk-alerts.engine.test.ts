import { expect } from "chai";
import { CALL_COMPLETED, RISK_RAISED, RISK_SOURCE } from "../../lambdas/risk-alert/contract";
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

/** In the order they come: twice the same, calls that reached somebody or not, a day later, a call that is told late. */
const EVENTS: readonly (readonly [said: string, event: object])[] = [
  ["alert", raised("e-1", UNREACHED, "2026-11-20T10:00:00Z")],
  ["quiet", raised("e-1", UNREACHED, "2026-11-20T10:00:00Z")],
  ["call", call(UNREACHED, "not-reached", "2026-11-20T11:00:00Z")],
  ["alert", raised("e-2", UNREACHED, "2026-11-20T12:00:00Z")],
  ["call", call(REACHED, "reached", "2026-11-20T10:00:00Z")],
  ["call", call(REACHED, "reached", "2026-11-19T10:00:00Z")],
  ["quiet", raised("e-3", REACHED, "2026-11-21T09:59:59Z")],
  ["alert", raised("e-4", REACHED, "2026-11-21T10:00:01Z")],
  ["quiet", raised("e-5", BELOW, "2026-11-21T10:00:00Z", 79.9)],
];

interface World {
  readonly said: readonly string[];
  /** What whoever hears of the alerts was sent. */
  readonly heard: readonly Readonly<Record<string, unknown>>[];
  readonly items: readonly Readonly<Record<string, unknown>>[];
}

async function run(emulator: Emulator): Promise<World> {
  const make = taken(emulator);
  const TableName = "outreach";
  await make("dynamodb", "create_table", {
    TableName,
    AttributeDefinitions: [{ AttributeName: "reference", AttributeType: "S" }],
    KeySchema: [{ AttributeName: "reference", KeyType: "HASH" }],
    BillingMode: "PAY_PER_REQUEST",
  });
  const { TopicArn } = await make("sns", "create_topic", { Name: "risk-alerts" });
  const { QueueUrl } = await make("sqs", "create_queue", { QueueName: "heard" });
  const Endpoint = "arn:aws:sqs:us-east-1:123456789012:heard";
  await make("sns", "subscribe", { TopicArn, Protocol: "sqs", Endpoint, Attributes: { RawMessageDelivery: "true" } });
  const environment = {
    AWS_ENDPOINT_URL: emulator.endpoint,
    RISK_THRESHOLD: "80",
    TABLE_NAME: TableName,
    TOPIC_ARN: TopicArn as string,
  };
  return withEnvironment(environment, async () => {
    const handler = loadedHandler("risk-alert");
    const said: string[] = [];
    for (const [, event] of EVENTS) said.push(((await handler(event)) as { kind: string }).kind);
    const { Items } = (await make("dynamodb", "scan", { TableName })) as { Items: World["items"] };
    return { said, heard: await messagesOf(make, QueueUrl as string), items: Items };
  });
}

async function messagesOf(make: Call, QueueUrl: string): Promise<World["heard"]> {
  const heard: Readonly<Record<string, unknown>>[] = [];
  for (;;) {
    const { Messages = [] } = (await make("sqs", "receive_message", { QueueUrl, MaxNumberOfMessages: 10 })) as {
      Messages?: { Body: string }[];
    };
    if (Messages.length === 0) return heard;
    heard.push(...Messages.map(({ Body }) => JSON.parse(Body) as Record<string, unknown>));
  }
}

describe("D7: risk alerts over an emulated AWS", function () {
  this.timeout(300_000);
  let world: World;
  before(async () => (world = await withEmulator(run)));

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
    const kept = new Map(world.items.map((item) => [(item["reference"] as { S: string }).S, item]));
    expect([...kept.keys()]).to.have.members([REACHED, UNREACHED]);
    expect(kept.get(REACHED)?.["reachedAt"]).to.deep.equal({ S: "2026-11-20T10:00:00.000Z" });
  });
});
