import { expect } from "chai";
import { withAws, type Answer } from "../testing/aws-server";
import { httpPost } from "./adapters";
import { batchOf, RECEIVER_KINDS, type ReceiverKind } from "./contract";
import { LONGEST_REQUEST_MS, noticeOf, pauseMs } from "./core";
import { createHandler } from "./handler";
import { batchesFor, deliveryTo, takenBefore, type Delivery } from "./receivers";

const TOPIC = "arn:aws:sns:us-east-1:123456789012:phiguard-test-alarms-p1";
/** Stands for what must not leave: no real person. */
const CANARY = "Jane Roe 078-05-1120";
const alarm = {
  AlarmName: "phiguard-test-imaging-p1",
  AlarmDescription: "More than 5 % of runs fail.",
  AWSAccountId: "123456789012",
  NewStateValue: "ALARM",
  NewStateReason: CANARY,
  StateChangeTime: "2026-11-22T10:00:00.000+0000",
  Trigger: { Dimensions: [{ name: "Patient", value: CANARY }] },
};
const body = (message: unknown, TopicArn = TOPIC, MessageId = "m-1"): string =>
  JSON.stringify({
    Type: "Notification",
    MessageId,
    TopicArn,
    Timestamp: "2026-11-22T10:00:01.000Z",
    Message: typeof message === "string" ? message : JSON.stringify(message),
  });
const queueOf = (kind: ReceiverKind): string => `arn:aws:sqs:us-east-1:123456789012:phiguard-test-alerts-${kind}`;
const record = (kind: ReceiverKind, text: string, messageId = "1") => ({
  messageId,
  body: text,
  eventSourceARN: queueOf(kind),
});
/** Alarms of a burst, a minute apart, each in a message of its own with its number for an id. */
const burst = (kind: ReceiverKind, count: number) => ({
  Records: Array.from({ length: count }, (_, at) => {
    const StateChangeTime = new Date(Date.parse("2026-11-22T10:00:00Z") + at * 60_000).toISOString();
    const message = {
      ...alarm,
      AlarmName: `phiguard-test-${at}`,
      StateChangeTime: StateChangeTime.replace("Z", "+0000"),
    };
    return record(kind, body(message, TOPIC, `m-${at}`), String(at));
  }),
});
const topics = { [TOPIC]: "P1" } as const;
const notice = (message: unknown) => noticeOf(body(message), topics, "phiguard-test-");
const told = (message: unknown) => notice(message) as NonNullable<ReturnType<typeof notice>>;

const HEC_TOKEN = "12345678-1234-4234-8234-123456789012";
const SECRETS: Record<ReceiverKind, string> = {
  pagerduty: JSON.stringify({ routingKey: "R".repeat(32) }),
  slack: JSON.stringify({ url: "https://hooks.example.org/services/secret-path" }),
  datadog: JSON.stringify({ apiKey: "d".repeat(32), site: "datadoghq.eu" }),
  "datadog-logs": JSON.stringify({ apiKey: "d".repeat(32), site: "datadoghq.eu" }),
  splunk: JSON.stringify({ url: "https://siem.example.org:8088/any", token: HEC_TOKEN, index: "security" }),
  https: JSON.stringify({ url: "https://tickets.example.org/in", token: "secret-token" }),
};

/** Runs the handler against a local server in place of the receivers; pauses are noted, not waited for. */
async function run(answer: (body: string) => Answer, event: unknown, { remainingMs = 60_000, secrets = SECRETS } = {}) {
  const pauses: number[] = [];
  const logged: string[] = [];
  const note = (message: string, facts: object): void => void logged.push(message + JSON.stringify(facts));
  const { result, sent } = await withAws(
    (call) => answer(call.body),
    async () => {
      const local = process.env.AWS_ENDPOINT_URL ?? "";
      const post = httpPost(1000);
      const handler = createHandler(
        {
          secrets: { read: async (name) => secrets[name as ReceiverKind] },
          post: {
            send: (delivery: Delivery) => post.send({ ...delivery, url: local + new URL(delivery.url).pathname }),
          },
          clock: { wait: async (ms) => void pauses.push(ms), random: () => 0.5 },
          log: { info: note, warn: note },
        },
        {
          namePrefix: "phiguard-test-",
          topics,
          receivers: Object.fromEntries(RECEIVER_KINDS.map((kind) => [queueOf(kind), { kind, secret: kind }])),
        },
      );
      return handler(event, { getRemainingTimeInMillis: () => remainingMs }).then(
        ({ batchItemFailures }) => ({ back: batchItemFailures.map((one) => one.itemIdentifier), error: undefined }),
        (error: Error) => ({ back: undefined, error: error.message }),
      );
    },
  );
  return { ...result, sent, pauses, logged: logged.join("\n") };
}

const one = (kind: ReceiverKind, message: object = alarm): Delivery => deliveryTo(kind, SECRETS[kind], [told(message)]);
const numbers = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, at) => String(from + at));
/** Numbers of the alarms of a burst that a body names, in its order. */
const named = (text: string): string[] => [...text.matchAll(/"name":"phiguard-test-(\d+)"/g)].map(([, at]) => at ?? "");

describe("alert-forward", () => {
  it("tells a pager, a chat and a ticket system, and none of them what the message carries", async () => {
    const all: string[] = [];
    const bodies: Record<string, object> = {};
    for (const kind of ["pagerduty", "slack", "https"] as const) {
      const { back, sent, logged } = await run(() => ({ status: 202 }), { Records: [record(kind, body(alarm))] });
      expect([back, sent.length]).to.deep.equal([[], 1]);
      all.push(JSON.stringify(sent), logged);
      for (const { path, body: text } of sent) bodies[path] = JSON.parse(text) as object;
      if (kind === "https")
        expect(sent[0]?.headers)
          .to.include({ authorization: "Bearer secret-token" })
          .and.to.have.property("idempotency-key");
      expect(logged).to.not.match(/secret-|RRRR/);
    }
    expect(bodies["/v2/enqueue"]).to.deep.equal({
      routing_key: "R".repeat(32),
      event_action: "trigger",
      dedup_key: "phiguard-test-imaging-p1",
      payload: {
        summary: "P1 phiguard-test-imaging-p1: More than 5 % of runs fail.",
        source: "aws us-east-1",
        severity: "critical",
        timestamp: "2026-11-22T10:00:00.000Z",
        component: "phiguard-test-imaging-p1",
      },
    });
    expect(bodies["/services/secret-path"]).to.have.property("text").that.contains("*P1 ALARM*");
    expect(bodies["/in"]).to.have.all.keys("severity", "name", "state", "at", "region", "what", "id");
    for (const part of CANARY.split(" ")) expect(all.join("")).to.not.contain(part);
  });

  it("tells Datadog of an event that is joined with the others of its alarm", () => {
    const { url, headers, body: text } = one("datadog");
    expect(url).to.equal("https://api.datadoghq.eu/api/v1/events");
    expect(headers).to.include({ "dd-api-key": "d".repeat(32) });
    expect(JSON.parse(text)).to.deep.equal({
      title: "P1 ALARM phiguard-test-imaging-p1",
      text: "More than 5 % of runs fail.",
      date_happened: 1795341600,
      alert_type: "error",
      priority: "normal",
      aggregation_key: "phiguard-test-imaging-p1",
      source_type_name: "phiguard",
      tags: ["severity:p1", "region:us-east-1"],
    });
    const over = one("datadog", { ...alarm, NewStateValue: "OK" });
    expect(JSON.parse(over.body)).to.include({ alert_type: "success", aggregation_key: "phiguard-test-imaging-p1" });
    const long = one("datadog", { ...alarm, AlarmName: `phiguard-test-${"x".repeat(200)}` });
    expect((JSON.parse(long.body) as { aggregation_key: string }).aggregation_key).to.have.length(100);
  });

  it("gives Splunk's collector the event in its envelope, at the collector's own path", () => {
    const { url, headers, body: text } = one("splunk");
    expect(url).to.equal("https://siem.example.org:8088/services/collector/event");
    expect(headers).to.include({ authorization: `Splunk ${HEC_TOKEN}` });
    const { event, ...envelope } = JSON.parse(text) as { event: object };
    expect(envelope).to.deep.equal({
      time: 1795341600,
      source: "phiguard",
      sourcetype: "phiguard:alarm",
      index: "security",
    });
    expect(event).to.deep.equal(told(alarm));
  });

  it("resolves a page when the alarm is over", () => {
    const { body: text } = one("pagerduty", { ...alarm, NewStateValue: "OK" });
    expect(JSON.parse(text)).to.deep.equal({
      routing_key: "R".repeat(32),
      event_action: "resolve",
      dedup_key: "phiguard-test-imaging-p1",
    });
  });

  const bare: [string, unknown][] = [
    ["a text", CANARY],
    ["an event's message", { what: "x", patient: CANARY }],
    ["an alarm of another stack", { ...alarm, AlarmName: "other-alarm" }],
    ["an alarm whose name is no name", { ...alarm, AlarmName: `phiguard-test-${CANARY}` }],
    ["a state that is none", { ...alarm, NewStateValue: CANARY }],
  ];
  for (const [name, message] of bare) {
    it(`tells of ${name} without a word of it`, () => {
      const text = JSON.stringify(notice(message));
      expect(text).to.contain('"name":"notice"');
      for (const part of CANARY.split(" ")) expect(text).to.not.contain(part);
    });
  }

  it("tells Datadog's logs of many alarms in one list, each with its name, state and time", () => {
    const {
      url,
      headers,
      body: text,
    } = deliveryTo("datadog-logs", SECRETS["datadog-logs"], [told(alarm), told({ ...alarm, NewStateValue: "OK" })]);
    expect(url).to.equal("https://http-intake.logs.datadoghq.eu/api/v2/logs");
    expect(headers).to.include({ "dd-api-key": "d".repeat(32) });
    const [first, second] = JSON.parse(text) as [{ alarm: { id: string } }, object];
    expect(first).to.deep.equal({
      ddsource: "phiguard",
      service: "phiguard",
      ddtags: "severity:p1,region:us-east-1",
      message: "P1 ALARM phiguard-test-imaging-p1: More than 5 % of runs fail.",
      status: "critical",
      timestamp: "2026-11-22T10:00:00.000Z",
      alarm: {
        name: "phiguard-test-imaging-p1",
        state: "ALARM",
        severity: "P1",
        region: "us-east-1",
        id: first.alarm.id,
      },
    });
    expect(second).to.include({ status: "ok" });
  });

  for (const kind of ["splunk", "datadog-logs"] as const)
    it(`${kind}: gets all messages of a run in one request, the oldest first`, async () => {
      const { Records } = burst(kind, batchOf(kind).messages);
      const { back, sent, logged } = await run(() => ({}), { Records: [...Records].reverse() });
      expect([back, sent.length]).to.deep.equal([[], 1]);
      expect(named(sent[0]?.body ?? "")).to.deep.equal(numbers(0, batchOf(kind).messages));
      expect(logged.split("\n")).to.have.length(1);
    });

  for (const kind of ["pagerduty", "slack", "datadog", "https"] as const)
    it(`${kind}: gets a request a message, the oldest first`, async () => {
      const { back, sent } = await run(() => ({}), {
        Records: [...burst(kind, batchOf(kind).messages).Records].reverse(),
      });
      expect([back, sent.length]).to.deep.equal([[], batchOf(kind).messages]);
      expect(sent.map(({ body: text }) => /phiguard-test-(\d+)/.exec(text)?.[1])).to.deep.equal(
        numbers(0, batchOf(kind).messages),
      );
    });

  const many = (count: number): { notice: ReturnType<typeof told> }[] =>
    Array.from({ length: count }, () => ({ notice: told({ ...alarm, AlarmDescription: "語".repeat(300) }) }));
  for (const [kind, most, bytes] of [
    ["splunk", 1000, 1_000_000],
    ["datadog-logs", 1000, 5_000_000],
  ] as const)
    it(`${kind}: sends ${most} at the most and ${bytes} bytes at the most, and leaves none out`, () => {
      const batches = batchesFor(kind, SECRETS[kind], many(2500));
      expect(batches.flat()).to.have.length(2500);
      expect(batches.length).to.be.greaterThan(1);
      for (const batch of batches) {
        expect(batch.length).to.be.at.most(most);
        const notices = batch.map((single) => single.notice) as [ReturnType<typeof told>];
        expect(Buffer.byteLength(deliveryTo(kind, SECRETS[kind], notices).body)).to.be.at.most(bytes);
      }
      // One more would not have gone in.
      const [first, second] = batches as [(typeof batches)[0], (typeof batches)[0]];
      const more = [...first, ...second.slice(0, 1)].map((single) => single.notice) as [ReturnType<typeof told>];
      const isFull = first.length === most || Buffer.byteLength(deliveryTo(kind, SECRETS[kind], more).body) > bytes;
      expect(isFull).to.equal(true);
      // A thousand of the longest are more than Splunk takes, and less than Datadog does.
      expect(first.length < most).to.equal(kind === "splunk");
    });

  it("tries again with pauses that grow, and then hands the messages back", async () => {
    const { back, sent, pauses } = await run(() => ({ status: 503 }), burst("splunk", 3));
    expect(back).to.deep.equal(["0", "1", "2"]);
    expect(sent).to.have.length(4);
    expect(pauses).to.deep.equal([500, 1000, 2000]);
  });

  it("asks no more of a receiver that is out, and hands the rest back untried", async () => {
    const answers = [200, 200];
    const { back, sent } = await run(() => ({ status: answers.shift() ?? 500 }), burst("slack", 6));
    expect(back).to.deep.equal(["2", "3", "4", "5"]);
    expect(sent).to.have.length(2 + 4);
  });

  const asked: [string, string, number[], string[]][] = [
    ["as long as it is asked to", "3", [3000], []],
    ["no shorter than without", "0", [500], []],
    ["by itself, where the header is a date", "Sun, 22 Nov 2026 10:00:00 GMT", [500], []],
    ["8 s at the most, and else leaves it to the queue", "9", [], ["0"]],
  ];
  for (const [how, after, waited, given] of asked)
    it(`waits ${how} before it tries again`, async () => {
      const answers: Answer[] = [{ status: 429, headers: { "retry-after": after } }];
      const { back, pauses, sent } = await run(() => answers.shift() ?? {}, burst("slack", 1));
      expect([back, pauses, sent.length]).to.deep.equal([given, waited, 1 + waited.length]);
    });

  it("goes on once a receiver answers again", async () => {
    const answers = [429, 500, 200];
    const { back, sent } = await run(() => ({ status: answers.shift() }), burst("https", 1));
    expect([back, sent.length]).to.deep.equal([[], 3]);
  });

  it("begins nothing that the run has no time for", async () => {
    const { back, sent } = await run(() => ({}), burst("pagerduty", 3), { remainingMs: LONGEST_REQUEST_MS });
    expect([back, sent.length]).to.deep.equal([["0", "1", "2"], 0]);
  });

  it("does not try again what is refused, nor follow where it is sent", async () => {
    for (const [status, requests] of [
      [400, 2],
      [302, 1],
      [403, 1],
    ] as const) {
      const { back, sent } = await run(() => ({ status }), burst("slack", 2));
      expect(back).to.deep.equal(["0", "1"]);
      expect(sent).to.have.length(requests);
    }
  });

  it("datadog-logs: one alarm that it does not take keeps none of its batch back", async () => {
    const { back, sent } = await run(
      (text) => ({ status: named(text).includes("2") ? 400 : 202 }),
      burst("datadog-logs", 5),
    );
    expect(back).to.deep.equal(["2"]);
    expect(sent.map(({ body: text }) => named(text))).to.deep.equal([numbers(0, 5), ["0"], ["1"], ["2"], ["3"], ["4"]]);
  });

  it("splunk: gets none twice that it took before the one that it does not take", async () => {
    const answer = (text: string): Answer => {
      const at = named(text).indexOf("2");
      return at < 0
        ? {}
        : { status: 400, body: JSON.stringify({ text: "Invalid data format", code: 6, "invalid-event-number": at }) };
    };
    const { back, sent } = await run(answer, burst("splunk", 5));
    expect(back).to.deep.equal(["2"]);
    expect(sent.map(({ body: text }) => named(text))).to.deep.equal([numbers(0, 5), ["2"], ["3"], ["4"]]);
  });

  it("splunk: goes on where it stopped when it was busy", async () => {
    const answers: Answer[] = [
      { status: 503, body: JSON.stringify({ text: "Server is busy", code: 9, "invalid-event-number": 4 }) },
    ];
    const { back, sent } = await run(() => answers.shift() ?? {}, burst("splunk", 5));
    expect(back).to.deep.equal([]);
    expect(sent.map(({ body: text }) => named(text))).to.deep.equal([numbers(0, 5), ["3", "4"]]);
  });

  const said: [string, string, number][] = [
    ["no JSON", "<html>", 0],
    ["a number alone", '{"invalid-event-number":2}', 0],
    ["the first is wrong", '{"code":6,"invalid-event-number":0}', 0],
    ["the first has a wrong index", '{"code":7,"invalid-event-number":1}', 0],
    ["more than were sent", '{"code":6,"invalid-event-number":9}', 2],
    ["less than none", '{"code":7,"invalid-event-number":-3}', 0],
  ];
  for (const [what, text, taken] of said)
    it(`splunk: of three, ${taken} were taken where it says: ${what}`, () => {
      expect(takenBefore("splunk", text, 3)).to.equal(taken);
      expect(takenBefore("datadog-logs", text, 3)).to.equal(0);
    });

  it("hands back what came from no topic that has a severity, and tells of the others", async () => {
    const Records = [
      record("https", body(alarm, "arn:other"), "other"),
      record("https", `{${CANARY}`, "no JSON"),
      record("https", body(alarm), "good"),
    ];
    const { back, sent, logged } = await run(() => ({}), { Records });
    expect(back).to.deep.equal(["other", "no JSON"]);
    expect(sent).to.have.length(1);
    expect(logged).to.not.contain("Jane");
  });

  it("refuses queues without a receiver, and what is no event", async () => {
    const stray = { ...record("https", body(alarm)), eventSourceARN: "arn:other" };
    expect((await run(() => ({}), { Records: [stray] })).error).to.contain("no receiver");
    expect((await run(() => ({}), { Records: [record("https", body(alarm)), stray] })).error).to.contain("no receiver");
    expect((await run(() => ({}), { detail: CANARY })).error)
      .to.be.a("string")
      .and.not.contain("Jane");
  });

  it("fails as a whole where the secret is not as it must be", async () => {
    const secrets = { ...SECRETS, slack: "secret-token" };
    const { error, sent } = await run(() => ({}), burst("slack", 2), { secrets });
    expect(error).to.contain("the secret of the slack receiver is not as it must be").and.not.contain("secret-token");
    expect(sent).to.have.length(0);
  });

  const wrong: [Parameters<typeof deliveryTo>[0], string][] = [
    ["slack", '{"url":"http://hooks.example.org/"}'],
    ["https", '{"url":"file:///etc/passwd"}'],
    ["pagerduty", '{"routingKey":"short"}'],
    ["datadog", '{"apiKey":"short","site":"datadoghq.com"}'],
    ["datadog", `{"apiKey":"${"d".repeat(32)}","site":"passwd.example.org"}`],
    ["splunk", '{"url":"https://siem.example.org/","token":"short"}'],
    ["https", "no JSON secret-token"],
  ];
  for (const [kind, secret] of wrong) {
    it(`refuses the ${kind} secret ${secret} without repeating it`, () => {
      expect(() => deliveryTo(kind, secret, [told(alarm)]))
        .to.throw(/the secret of/)
        .and.not.match(/secret-token|short|passwd/);
    });
  }

  it("pauses 8 s at the most", () => {
    expect([2, 3, 4, 9].map((n) => pauseMs(n, 0.999999))).to.deep.equal([999, 1999, 3999, 7999]);
    expect(pauseMs(4, 0)).to.equal(0);
  });

  it("takes no answer for a failure", async () => {
    const answered = await httpPost(200).send({ url: "http://127.0.0.1:1/", headers: {}, body: "" });
    expect(answered).to.deep.equal({ status: undefined, text: "" });
  });
});
