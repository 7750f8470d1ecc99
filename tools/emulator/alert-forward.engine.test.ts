import { expect } from "chai";
import { AlertForward, alertForwardRole } from "../../components/observability/alert-forward";
import { SeverityTopics } from "../../components/observability/severity-topics";
import { testSite } from "../../components/testing/plan";
import { batchOf, RECEIVER_KINDS, type ReceiverKind } from "../../lambdas/alert-forward/contract";
import { TRIES } from "../../lambdas/alert-forward/core";
import { callerOf } from "../../lambdas/testing/callers";
import { withEnvironment } from "../../lambdas/testing/aws-server";
import { RECEIVER_SECRETS, withReceivers, type Delivered, type Receivers } from "./alert-receivers";
import { deploy } from "./deploy";
import { withEmulator, type Emulator } from "./emulator";
import { loadedHandler } from "./loaded";
import { REGION, taken, type Call } from "./objects";
import { messagesOf } from "./queues";

/** Stands for what must not leave: no real person. */
const CANARY = "Jane Roe 078-05-1120";
const alarm = (name: string, state: "ALARM" | "OK" = "ALARM"): object => ({
  AlarmName: `phiguard-test-${name}`,
  AlarmDescription: "More than 5 % of runs fail & <nobody> looks.",
  AWSAccountId: "123456789012",
  NewStateValue: state,
  NewStateReason: CANARY,
  StateChangeTime: new Date().toISOString().replace("Z", "+0000"),
  Trigger: { Dimensions: [{ name: "Patient", value: CANARY }] },
});

/** More than a run gets of those that take one each. */
const BURST = Array.from({ length: 12 }, (_, at) => `burst-${String(at).padStart(2, "0")}`);
const PARTLY = ["part-a", "part-b", "part-c", "part-d"];
/** How often a queue gives a message before it is put aside. */
const GIVEN = 1 + (callerOf("alert-forward").retriers[0]?.waits.length ?? 0);
const DOWN = Array<number>(100).fill(500);

/** What the receivers got meanwhile, and how many messages each queue was left with. */
interface Sent {
  readonly delivered: readonly Delivered[];
  readonly waiting: Readonly<Record<ReceiverKind, number>>;
}

interface World {
  readonly refused: readonly object[];
  readonly burst: Sent;
  readonly over: Sent;
  readonly shaky: Sent;
  /** Receivers find fault with one message of several; then with none any more. */
  readonly partly: Sent;
  readonly whole: Sent;
  /** One receiver is down until its message is put aside. */
  readonly down: Sent;
  readonly kept: readonly string[];
  readonly again: Sent;
}

const queueName = (kind: ReceiverKind): string => `phiguard-test-alerts-${kind}`;

/** The forwarding as a stack has it, with a receiver of each kind behind P1. */
function forwarding(): void {
  const site = testSite();
  const [tags, kmsKeyArn] = [{ t: "internal" }, "arn:aws:kms:us-east-1:123456789012:key/k"];
  const none = { P1: [], P2: [], P3: [], P4: [] };
  const receivers = Object.fromEntries(RECEIVER_KINDS.map((kind) => [kind, kind]));
  const topics = new SeverityTopics("t", { site, tags, kmsKeyArn, emails: none });
  new AlertForward("f", {
    ...{ site, tags, receivers, kmsKeyArn, topicArns: topics.arns, routes: { ...none, P1: RECEIVER_KINDS } },
    ...{ role: alertForwardRole("f", { site, tags, receivers }, {}), logRetentionDays: 731, alarmTopicArn: "arn:own" },
  });
}

async function run(emulator: Emulator): Promise<World> {
  const call = taken(emulator);
  const outcomes = await deploy(emulator, forwarding, () => REGION);
  for (const kind of RECEIVER_KINDS)
    await call("secretsmanager", "put_secret_value", {
      SecretId: queueName(kind),
      SecretString: JSON.stringify(RECEIVER_SECRETS[kind]),
    });
  const { Environment } = (await call("lambda", "get_function_configuration", {
    FunctionName: "phiguard-test-alert-forward",
  })) as { Environment: { Variables: Record<string, string> } };
  const TopicArn = `arn:aws:sns:${REGION}:123456789012:phiguard-test-alarms-p1`;
  return withReceivers((receivers) =>
    withEnvironment({ ...Environment.Variables, AWS_ENDPOINT_URL: emulator.endpoint }, async () => {
      const publish = async (...messages: readonly object[]): Promise<void> => {
        for (const message of messages) await call("sns", "publish", { TopicArn, Message: JSON.stringify(message) });
      };
      const send = async (...messages: readonly object[]): Promise<Sent> => {
        await publish(...messages);
        return forwarded(call, receivers);
      };
      const burst = await send(...BURST.map((name) => alarm(name)));
      const over = await send(alarm("burst-00", "OK"));
      receivers.fail("pagerduty", 429);
      receivers.fail("splunk", 500, 503);
      receivers.fail("datadog", 429, 408);
      receivers.fail("datadog-logs", 429);
      receivers.fail("https", ...DOWN.slice(0, TRIES + 1));
      const shaky = await send(alarm("shaky"));
      for (const kind of ["splunk", "datadog-logs", "slack"] as const) receivers.refuse(kind, "part-b");
      const partly = await send(...PARTLY.map((name) => alarm(name)));
      for (const kind of RECEIVER_KINDS) receivers.refuse(kind);
      const whole = await forwarded(call, receivers);
      receivers.fail("slack", ...DOWN);
      await publish(alarm("down"));
      const rounds: Sent[] = [];
      for (let round = 0; round <= GIVEN; round += 1) rounds.push(await forwarded(call, receivers));
      const down = {
        delivered: rounds.flatMap(({ delivered }) => delivered),
        waiting: rounds.at(-1)?.waiting as Sent["waiting"],
      };
      const dead = await messagesOf(call, await queueOf(call, "phiguard-test-alert-forward-dead"));
      receivers.fail("slack");
      const { url: QueueUrl } = await queueOf(call, queueName("slack"));
      for (const { body: MessageBody } of dead) await call("sqs", "send_message", { QueueUrl, MessageBody });
      const again = await forwarded(call, receivers);
      const refused = outcomes.filter(({ came }) => came === "refused");
      return { refused, burst, over, shaky, partly, whole, down, kept: dead.map(({ body }) => body), again };
    }),
  );
}

async function queueOf(call: Call, QueueName: string): Promise<{ url: string; arn: string }> {
  const { QueueUrl } = (await call("sqs", "get_queue_url", { QueueName })) as { QueueUrl: string };
  return { url: QueueUrl, arn: `arn:aws:sqs:${REGION}:123456789012:${QueueName}` };
}

interface Received {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
}

/**
 * Gives each queue's messages to the function once, as Lambda does: as many at once as the queue's mapping asks for. Those that are handed back are
 * there again for the next time, those that the queue has given too often are put aside.
 */
async function forwarded(call: Call, receivers: Receivers): Promise<Sent> {
  const before = receivers.delivered.length;
  const handler = loadedHandler("alert-forward");
  const waiting: Partial<Record<ReceiverKind, number>> = {};
  for (const kind of RECEIVER_KINDS) {
    const { url: QueueUrl, arn: eventSourceARN } = await queueOf(call, queueName(kind));
    const all: Received[] = [];
    for (;;) {
      const { Messages = [] } = (await call("sqs", "receive_message", { QueueUrl, MaxNumberOfMessages: 10 })) as {
        Messages?: Received[];
      };
      if (Messages.length === 0) break;
      all.push(...Messages);
    }
    const handedBack: Received[] = [];
    const { messages } = batchOf(kind);
    for (let at = 0; at < all.length; at += messages) {
      const batch = all.slice(at, at + messages);
      const Records = batch.map(({ MessageId, Body }) => ({ messageId: MessageId, body: Body, eventSourceARN }));
      const { batchItemFailures } = (await handler({ Records })) as { batchItemFailures: { itemIdentifier: string }[] };
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      handedBack.push(...batch.filter(({ MessageId }) => failed.has(MessageId)));
      for (const { MessageId, ReceiptHandle } of batch)
        if (!failed.has(MessageId)) await call("sqs", "delete_message", { QueueUrl, ReceiptHandle });
    }
    for (const { ReceiptHandle } of handedBack)
      await call("sqs", "change_message_visibility", { QueueUrl, ReceiptHandle, VisibilityTimeout: 0 });
    waiting[kind] = handedBack.length;
  }
  return { delivered: receivers.delivered.slice(before), waiting: waiting as Sent["waiting"] };
}

const requests = ({ delivered }: Sent, of: ReceiverKind): Delivered[] => delivered.filter(({ kind }) => kind === of);
const statuses = (sent: Sent, of: ReceiverKind): number[] => requests(sent, of).map(({ status }) => status);
const events = (sent: Sent, of: ReceiverKind): Delivered["events"] => requests(sent, of).flatMap((one) => one.events);
/** Names of alarms in what a receiver took, in its order. */
const told = (sent: Sent, of: ReceiverKind): (string | undefined)[] =>
  requests(sent, of).flatMap(({ taken: kept }) =>
    kept.map((event) => /phiguard-test-([a-z]+-?[a-z0-9]*)/.exec(JSON.stringify(event))?.[1]),
  );
const TAKEN: Readonly<Record<ReceiverKind, number>> = {
  pagerduty: 202,
  slack: 200,
  datadog: 202,
  "datadog-logs": 202,
  splunk: 200,
  https: 201,
};
const isMany = (kind: ReceiverKind): boolean => kind === "splunk" || kind === "datadog-logs";

describe("P15: alarms forwarded over an emulated AWS", function () {
  this.timeout(600_000);
  let world: World;
  before(async () => (world = await withEmulator(run)));

  it("is made as a stack has it", () => expect(world.refused).to.deep.equal([]));

  for (const kind of RECEIVER_KINDS) {
    it(`${kind}: takes a burst of alarms, each once, by the vendor's own rules, in ${isMany(kind) ? "one request" : "a request each"}`, () => {
      expect(told(world.burst, kind)).to.have.members(BURST).and.to.have.length(BURST.length);
      const all = isMany(kind) ? 1 : BURST.length;
      expect(statuses(world.burst, kind)).to.deep.equal(Array<number>(all).fill(TAKEN[kind]));
      expect(statuses(world.over, kind)).to.deep.equal([TAKEN[kind]]);
      expect([world.burst.waiting[kind], world.over.waiting[kind]]).to.deep.equal([0, 0]);
    });
  }

  it("resolves the page that it opened", () => {
    const opened = events(world.burst, "pagerduty").find((event) => event["dedup_key"] === "phiguard-test-burst-00");
    const [closed] = events(world.over, "pagerduty");
    expect([opened?.["event_action"], closed?.["event_action"]]).to.deep.equal(["trigger", "resolve"]);
    expect(closed?.["dedup_key"]).to.equal(opened?.["dedup_key"]);
  });

  it("tries again where a receiver has too much to do or fails, and calls none twice that took it", () => {
    expect(statuses(world.shaky, "pagerduty")).to.deep.equal([429, 202]);
    expect(statuses(world.shaky, "splunk")).to.deep.equal([500, 503, 200]);
    expect(statuses(world.shaky, "datadog")).to.deep.equal([429, 408, 202]);
    expect(statuses(world.shaky, "datadog-logs")).to.deep.equal([429, 202]);
    expect(statuses(world.shaky, "slack")).to.deep.equal([200]);
    expect(statuses(world.shaky, "https")).to.deep.equal(Array<number>(TRIES).fill(500));
    expect(world.shaky.waiting).to.deep.equal({ ...NOBODY, https: 1 });
  });

  it("tells what was handed back under the same id, however often", () => {
    expect(statuses(world.partly, "https").slice(0, 2)).to.deep.equal([500, TAKEN.https]);
    const keys = [...requests(world.shaky, "https"), ...requests(world.partly, "https").slice(0, 2)].map(
      ({ headers }) => headers["idempotency-key"],
    );
    expect(keys).to.have.length(TRIES + 2);
    expect(new Set(keys).size).to.equal(1);
  });

  it("hands back alone what a receiver does not take, and tells none of the rest twice", () => {
    const rest = PARTLY.filter((name) => name !== "part-b");
    for (const kind of ["splunk", "datadog-logs", "slack"] as const) {
      expect(told(world.partly, kind), kind).to.deep.equal(rest);
      expect(told(world.whole, kind), kind).to.deep.equal(["part-b"]);
      expect(statuses(world.whole, kind), kind).to.deep.equal([TAKEN[kind]]);
    }
    // One request of all; of the rest, what Splunk had not kept, each by itself.
    expect(requests(world.partly, "splunk").map((one) => one.events.length)).to.deep.equal([4, 1, 1, 1]);
    expect(requests(world.partly, "datadog-logs").map((one) => one.events.length)).to.deep.equal([4, 1, 1, 1, 1]);
    expect(requests(world.partly, "slack")).to.have.length(PARTLY.length);
    for (const kind of ["pagerduty", "datadog"] as const) {
      expect(told(world.partly, kind), kind).to.deep.equal(PARTLY);
      expect(requests(world.whole, kind), kind).to.be.empty;
    }
    expect(world.partly.waiting).to.deep.equal({ ...NOBODY, splunk: 1, "datadog-logs": 1, slack: 1 });
    expect(world.whole.waiting).to.deep.equal(NOBODY);
  });

  it("tells the others once where one is down, and puts its message aside in the end", () => {
    expect(statuses(world.down, "slack")).to.deep.equal(Array<number>(GIVEN * TRIES).fill(500));
    for (const kind of RECEIVER_KINDS) if (kind !== "slack") expect(told(world.down, kind)).to.deep.equal(["down"]);
    expect(world.kept).to.have.length(1);
    expect(world.down.waiting).to.deep.equal(NOBODY);
  });

  it("tells what was put aside once the receiver is there again", () => {
    expect(told(world.again, "slack")).to.deep.equal(["down"]);
    expect(events(world.again, "slack")).to.deep.equal(events(world.down, "slack").slice(0, 1));
    for (const kind of RECEIVER_KINDS) if (kind !== "slack") expect(requests(world.again, kind)).to.be.empty;
  });

  it("sends nothing of an alarm's reason and dimensions", () => {
    const { burst, over, shaky, partly, whole, down, again } = world;
    const said = JSON.stringify([burst, over, shaky, partly, whole, down, again]);
    expect(said).to.contain("phiguard-test-down");
    for (const part of CANARY.split(" ")) expect(said).to.not.contain(part);
  });
});

const NOBODY: Sent["waiting"] = { pagerduty: 0, slack: 0, datadog: 0, "datadog-logs": 0, splunk: 0, https: 0 };
