import { expect } from "chai";
import { withAws, type Answer } from "../testing/aws-server";
import { httpPost } from "./adapters";
import type { Receiver } from "./contract";
import { noticeOf, pauseMs } from "./core";
import { createHandler } from "./handler";
import { deliveryTo, type Delivery } from "./receivers";

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
const record = (message: unknown, TopicArn = TOPIC) => ({
  Sns: {
    MessageId: "m-1",
    TopicArn,
    Timestamp: "2026-11-22T10:00:01.000Z",
    Message: typeof message === "string" ? message : JSON.stringify(message),
  },
});
const topics = { [TOPIC]: "P1" } as const;
const notice = (message: unknown) => noticeOf(record(message), topics, "phiguard-test-");
const told = (message: unknown) => notice(message) as NonNullable<ReturnType<typeof notice>>;

const HEC_TOKEN = "12345678-1234-4234-8234-123456789012";
const SECRETS: Record<string, string> = {
  pager: JSON.stringify({ routingKey: "R".repeat(32) }),
  chat: JSON.stringify({ url: "https://hooks.example.org/services/secret-path" }),
  metrics: JSON.stringify({ apiKey: "d".repeat(32), site: "datadoghq.eu" }),
  siem: JSON.stringify({ url: "https://siem.example.org:8088/any", token: HEC_TOKEN, index: "security" }),
  tickets: JSON.stringify({ url: "https://tickets.example.org/in", token: "secret-token" }),
};
const receivers: Receiver[] = [
  { kind: "pagerduty", secret: "pager" },
  { kind: "slack", secret: "chat" },
  { kind: "https", secret: "tickets" },
];

/** Runs the handler against a local server in place of the receivers; pauses are noted, not waited for. */
async function run(answer: () => Answer, event: unknown, to = receivers) {
  const pauses: number[] = [];
  const logged: string[] = [];
  const note = (message: string, facts: object): void => void logged.push(message + JSON.stringify(facts));
  const { result, sent } = await withAws(answer, async () => {
    const local = process.env.AWS_ENDPOINT_URL ?? "";
    const post = httpPost(1000);
    const handler = createHandler(
      {
        secrets: { read: async (name) => SECRETS[name] ?? "" },
        post: { send: (delivery: Delivery) => post.send({ ...delivery, url: local + new URL(delivery.url).pathname }) },
        clock: { wait: async (ms) => void pauses.push(ms), random: () => 0.5 },
        log: { info: note, warn: note },
      },
      { namePrefix: "phiguard-test-", topics, receivers: { P1: to } },
    );
    return handler(event).then(
      (done) => ({ done, error: undefined }),
      (error: Error) => ({ done: undefined, error: error.message }),
    );
  });
  return { ...result, sent, pauses, logged: logged.join("\n") };
}

describe("alert-forward", () => {
  it("tells a pager, a chat and a ticket system, and none of them what the message carries", async () => {
    const { done, sent, logged } = await run(() => ({ status: 202 }), { Records: [record(alarm)] });
    expect(done).to.deep.equal({ told: 3 });
    const bodies = Object.fromEntries(sent.map(({ path, body }) => [path, JSON.parse(body) as object]));
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
    const toTickets = sent.find(({ path }) => path === "/in");
    expect(toTickets?.headers)
      .to.include({ authorization: "Bearer secret-token" })
      .and.to.have.property("idempotency-key");
    const all = JSON.stringify(sent) + logged;
    for (const part of CANARY.split(" ")) expect(all).to.not.contain(part);
    expect(logged).to.not.match(/secret-|RRRR/);
  });

  it("tells Datadog of an event that is joined with the others of its alarm", () => {
    const { url, headers, body } = deliveryTo("datadog", SECRETS.metrics ?? "", told(alarm));
    expect(url).to.equal("https://api.datadoghq.eu/api/v1/events");
    expect(headers).to.include({ "dd-api-key": "d".repeat(32) });
    expect(JSON.parse(body)).to.deep.equal({
      title: "P1 ALARM phiguard-test-imaging-p1",
      text: "More than 5 % of runs fail.",
      date_happened: 1795341600,
      alert_type: "error",
      priority: "normal",
      aggregation_key: "phiguard-test-imaging-p1",
      source_type_name: "phiguard",
      tags: ["severity:p1", "region:us-east-1"],
    });
    const over = deliveryTo("datadog", SECRETS.metrics ?? "", told({ ...alarm, NewStateValue: "OK" }));
    expect(JSON.parse(over.body)).to.include({ alert_type: "success", aggregation_key: "phiguard-test-imaging-p1" });
    const long = deliveryTo(
      "datadog",
      SECRETS.metrics ?? "",
      told({ ...alarm, AlarmName: `phiguard-test-${"x".repeat(200)}` }),
    );
    expect((JSON.parse(long.body) as { aggregation_key: string }).aggregation_key).to.have.length(100);
  });

  it("gives Splunk's collector the event in its envelope, at the collector's own path", () => {
    const { url, headers, body } = deliveryTo("splunk", SECRETS.siem ?? "", told(alarm));
    expect(url).to.equal("https://siem.example.org:8088/services/collector/event");
    expect(headers).to.include({ authorization: `Splunk ${HEC_TOKEN}` });
    const { event, ...envelope } = JSON.parse(body) as { event: object };
    expect(envelope).to.deep.equal({
      time: 1795341600,
      source: "phiguard",
      sourcetype: "phiguard:alarm",
      index: "security",
    });
    expect(event).to.deep.equal(told(alarm));
  });

  it("resolves a page when the alarm is over", () => {
    const { body } = deliveryTo("pagerduty", SECRETS.pager ?? "", told({ ...alarm, NewStateValue: "OK" }));
    expect(JSON.parse(body)).to.deep.equal({
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

  it("tries again with pauses that grow, and then fails so that the event is kept", async () => {
    const { error, sent, pauses } = await run(
      () => ({ status: 503 }),
      { Records: [record(alarm)] },
      receivers.slice(0, 1),
    );
    expect(error).to.equal("the pagerduty receiver answered 503 after 4 tries");
    expect(sent).to.have.length(4);
    expect(pauses).to.deep.equal([500, 1000, 2000]);
  });

  it("goes on once a receiver answers again", async () => {
    const answers = [429, 500, 200];
    const { done } = await run(() => ({ status: answers.shift() }), { Records: [record(alarm)] }, receivers.slice(2));
    expect(done).to.deep.equal({ told: 1 });
  });

  it("does not try again what is refused, nor follow where it is sent", async () => {
    for (const status of [400, 302]) {
      const { error, sent } = await run(() => ({ status }), { Records: [record(alarm)] }, receivers.slice(1, 2));
      expect(error).to.equal(`the slack receiver answered ${status} after 1 tries`);
      expect(sent).to.have.length(1);
    }
  });

  it("tells the others where one fails", async () => {
    const to: Receiver[] = [{ kind: "slack", secret: "none" }, ...receivers.slice(2)];
    const { error, sent } = await run(() => ({}), { Records: [record(alarm)] }, to);
    expect(error).to.contain("the secret of the slack receiver is not as it must be");
    expect(sent).to.have.length(1);
  });

  it("does without receivers, and refuses what is no event and unknown topics", async () => {
    expect((await run(() => ({}), { Records: [record(alarm)] }, [])).done).to.deep.equal({ told: 0 });
    expect((await run(() => ({}), { detail: CANARY })).error)
      .to.be.a("string")
      .and.not.contain("Jane");
    expect((await run(() => ({}), { Records: [record(alarm, "arn:other")] })).error).to.contain("no severity");
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
      expect(() => deliveryTo(kind, secret, told(alarm)))
        .to.throw(/the secret of/)
        .and.not.match(/secret-token|short|passwd/);
    });
  }

  it("pauses 8 s at the most", () => {
    expect([2, 3, 4, 9].map((n) => pauseMs(n, 0.999999))).to.deep.equal([999, 1999, 3999, 7999]);
    expect(pauseMs(4, 0)).to.equal(0);
  });

  it("takes no answer for a failure", async () => {
    expect(await httpPost(200).send({ url: "http://127.0.0.1:1/", headers: {}, body: "" })).to.equal(undefined);
  });
});
