import { expect } from "chai";
import { RECEIVER_KINDS, type ReceiverKind } from "../../lambdas/alert-forward/contract";
import { callerOf } from "../../lambdas/testing/callers";
import { withEnvironment } from "../../lambdas/testing/aws-server";
import { RECEIVER_SECRETS, withReceivers, type Delivered, type Receivers } from "./alert-receivers";
import { withEmulator, type Emulator } from "./emulator";
import { loadedHandler } from "./loaded";
import { taken, type Call } from "./objects";
import { makeQueue, messagesOf, type Queue } from "./queues";

/** Stands for what must not leave: no real person. */
const CANARY = "Jane Roe 078-05-1120";
const ALARM = "phiguard-test-imaging-p1";
const alarm = (state: "ALARM" | "OK"): object => ({
  AlarmName: ALARM,
  AlarmDescription: "More than 5 % of runs fail & <nobody> looks.",
  AWSAccountId: "123456789012",
  NewStateValue: state,
  NewStateReason: CANARY,
  StateChangeTime: new Date().toISOString().replace("Z", "+0000"),
  Trigger: { Dimensions: [{ name: "Patient", value: CANARY }] },
});

/** Tries that Lambda makes of an event in all. */
const TRIES = 1 + (callerOf("alert-forward").retriers[0]?.waits.length ?? 0);
const DOWN = Array<number>(100).fill(500);

/** What became of a message: how often the function was called with it, and what each receiver got meanwhile. */
interface Sent {
  readonly calls: number;
  readonly errors: readonly string[];
  readonly delivered: readonly Delivered[];
}

interface World {
  readonly well: Sent;
  readonly over: Sent;
  readonly shaky: Sent;
  readonly down: Sent;
  /** Messages that were kept in the end, after `down`, and what became of them when they were taken up again. */
  readonly kept: readonly string[];
  readonly again: Sent;
}

async function run(emulator: Emulator): Promise<World> {
  const call = taken(emulator);
  for (const kind of RECEIVER_KINDS)
    await call("secretsmanager", "create_secret", { Name: kind, SecretString: JSON.stringify(RECEIVER_SECRETS[kind]) });
  const { TopicArn } = (await call("sns", "create_topic", { Name: "phiguard-test-alarms-p1" })) as { TopicArn: string };
  const told = await makeQueue(call, "told");
  const deadLetters = await makeQueue(call, "alert-forward-dlq");
  await call("sns", "subscribe", { TopicArn, Protocol: "sqs", Endpoint: told.arn });
  const environment = {
    AWS_ENDPOINT_URL: emulator.endpoint,
    NAME_PREFIX: "phiguard-test-",
    TOPICS: JSON.stringify({ [TopicArn]: "P1" }),
    RECEIVERS: JSON.stringify({ P1: RECEIVER_KINDS.map((kind) => ({ kind, secret: kind })) }),
  };
  return withReceivers((receivers) =>
    withEnvironment(environment, async () => {
      const send = async (message: object): Promise<Sent> => {
        await call("sns", "publish", { TopicArn, Message: JSON.stringify(message) });
        return forwarded(call, receivers, await eventOf(call, told), deadLetters);
      };
      const well = await send(alarm("ALARM"));
      const over = await send(alarm("OK"));
      receivers.fail("pagerduty", 429);
      receivers.fail("splunk", 500, 503);
      receivers.fail("datadog", 429, 408);
      const shaky = await send(alarm("ALARM"));
      receivers.fail("slack", ...DOWN);
      const down = await send(alarm("ALARM"));
      const kept = (await messagesOf(call, deadLetters)).map(({ body }) => body);
      receivers.fail("slack");
      const again = await forwarded(call, receivers, JSON.parse(kept[0] ?? "{}") as object, deadLetters);
      return { well, over, shaky, down, kept, again };
    }),
  );
}

/** What Lambda gets of SNS: the message in its envelope, which a queue that asks for it gets too. */
async function eventOf(call: Call, told: Queue): Promise<object> {
  const messages = await messagesOf(call, told);
  return { Records: messages.map(({ body }) => ({ Sns: JSON.parse(body) as object })) };
}

/** Calls the function as Lambda does: some tries, and what fails in all of them is kept. */
async function forwarded(call: Call, receivers: Receivers, event: object, deadLetters: Queue): Promise<Sent> {
  const before = receivers.delivered.length;
  const errors: string[] = [];
  const handler = loadedHandler("alert-forward");
  while (errors.length < TRIES) {
    const failed = await handler(event).then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (failed === undefined) break;
    errors.push(failed);
  }
  if (errors.length === TRIES)
    await call("sqs", "send_message", { QueueUrl: deadLetters.url, MessageBody: JSON.stringify(event) });
  const calls = Math.min(errors.length + 1, TRIES);
  return { calls, errors, delivered: receivers.delivered.slice(before) };
}

const statuses = ({ delivered }: Sent, of: ReceiverKind): number[] =>
  delivered.filter(({ kind }) => kind === of).map(({ status }) => status);
const bodies = ({ delivered }: Sent, of: ReceiverKind): Delivered["body"][] =>
  delivered.filter(({ kind }) => kind === of).map(({ body }) => body);
const TAKEN: Readonly<Record<ReceiverKind, number>> = {
  pagerduty: 202,
  slack: 200,
  datadog: 202,
  splunk: 200,
  https: 201,
};

describe("P15: alarms forwarded over an emulated AWS", function () {
  this.timeout(600_000);
  let world: World;
  before(async () => (world = await withEmulator(run)));

  for (const kind of RECEIVER_KINDS) {
    it(`${kind}: takes an alarm and its end, each once, by the vendor's own rules`, () => {
      for (const sent of [world.well, world.over]) {
        expect(sent).to.include({ calls: 1 });
        expect(statuses(sent, kind)).to.deep.equal([TAKEN[kind]]);
      }
    });
  }

  it("resolves the page that it opened", () => {
    const [[opened], [closed]] = [bodies(world.well, "pagerduty"), bodies(world.over, "pagerduty")];
    expect([opened?.["event_action"], closed?.["event_action"]]).to.deep.equal(["trigger", "resolve"]);
    expect(closed?.["dedup_key"]).to.equal(opened?.["dedup_key"]).and.equal(ALARM);
  });

  it("tries again where a receiver has too much to do or fails, and calls none twice that took it", () => {
    expect(world.shaky.calls).to.equal(1);
    expect(statuses(world.shaky, "pagerduty")).to.deep.equal([429, 202]);
    expect(statuses(world.shaky, "splunk")).to.deep.equal([500, 503, 200]);
    expect(statuses(world.shaky, "datadog")).to.deep.equal([429, 408, 202]);
    expect(statuses(world.shaky, "slack")).to.deep.equal([200]);
    expect(statuses(world.shaky, "https")).to.deep.equal([201]);
  });

  it("tells the others where one is down, under one id however often, and keeps the event", () => {
    expect(world.down.calls).to.equal(TRIES);
    expect(statuses(world.down, "slack")).to.deep.equal(Array<number>(4 * TRIES).fill(500));
    const keys = world.down.delivered.flatMap(({ kind, headers }) =>
      kind === "https" ? headers["idempotency-key"] : [],
    );
    expect(keys).to.have.length(TRIES);
    expect(new Set(keys).size).to.equal(1);
    expect(world.kept).to.have.length(1);
    for (const error of world.down.errors) expect(error).to.equal("the slack receiver answered 500 after 4 tries");
  });

  it("tells what was kept once the receiver is there again", () => {
    expect(world.again.calls).to.equal(1);
    expect(statuses(world.again, "slack")).to.deep.equal([200]);
    expect(bodies(world.again, "slack")).to.deep.equal(bodies(world.down, "slack").slice(0, 1));
  });

  it("sends nothing of an alarm's reason and dimensions", () => {
    const { well, over, shaky, down, again } = world;
    const said = JSON.stringify([well, over, shaky, down, again]);
    expect(said).to.contain(ALARM);
    for (const part of CANARY.split(" ")) expect(said).to.not.contain(part);
  });
});
