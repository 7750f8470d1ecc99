import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { plan, ofType, only, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { keyPolicy } from "../keys/key-policy";
import { alarm, type AlarmSpec } from "./alarm";
import { AlertForward, alertForwardRole, alertForwardUses } from "./alert-forward";
import { EventRoute } from "./event-route";
import { SEVERITIES, type Severity } from "./severity";
import { SeverityTopics, severityTopicUses } from "./severity-topics";
import { Watch, watchedName } from "./watch";

const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const alarmTopics = { P1: "arn:p1", P2: "arn:p2", P3: "arn:p3", P4: "arn:p4" };
const tags = { "phiguard:workload": "imaging" };
const spec: AlarmSpec = {
  role: "late",
  description: "Something is late.",
  namespace: "AWS/Kinesis",
  metricName: "Age",
  dimensions: {},
  statistic: "Maximum",
  comparison: "GreaterThanThreshold",
  threshold: 5,
  periodSeconds: 300,
  periods: 3,
  silence: "notBreaching",
};

async function tells(severity: Severity | undefined, topics: typeof alarmTopics | undefined): Promise<unknown> {
  const site = testSite({ alarmTopics: topics });
  const planned = await plan(() => alarm("a", { site, tags, topicArn: "arn:fallback" }, { ...spec, severity }, {}));
  return only(planned, "aws:cloudwatch/metricAlarm:MetricAlarm").inputs.alarmActions;
}

describe("severities", () => {
  it("send an alarm to their topic, P3 where none is named", async () => {
    for (const severity of SEVERITIES) {
      expect(await tells(severity, alarmTopics)).to.deep.equal([alarmTopics[severity]]);
    }
    expect(await tells(undefined, alarmTopics)).to.deep.equal(["arn:p3"]);
  });

  it("leave it to the topic that a component is given where the stack has no others", async () => {
    expect(await tells("P1", undefined)).to.deep.equal(["arn:fallback"]);
  });

  it("refuse an urgent alarm that rings after more than 15 minutes", async () => {
    const slow = { ...spec, severity: "P2", periods: 4 } as const;
    const message = await refusal(() => alarm("a", { site: testSite(), tags, topicArn: "arn:t" }, slow, {}));
    expect(message).to.contain("periodSeconds * periods must be a whole number in [10, 900]; got 1200");
  });

  it("send an event to theirs, too", async () => {
    const route = {
      role: "r",
      description: "d",
      pattern: {},
      topicArn: "arn:fallback",
      deadLetterArn: "arn:q",
      says: {},
    };
    const planned = await plan(
      () => new EventRoute("e", { ...route, site: testSite({ alarmTopics }), tags, severity: "P2" }),
    );
    expect(only(planned, "aws:cloudwatch/eventTarget:EventTarget").inputs.arn).to.equal("arn:p2");
  });
});

describe("Watch", () => {
  it("notes what is made, under its workload", async () => {
    const watch = new Watch();
    await plan(() =>
      alarm("a", { site: testSite({ watch }), tags, topicArn: "arn:t" }, { ...spec, severity: "P2" }, {}),
    );
    expect(watch.of("alarm")).to.deep.equal([{ kind: "alarm", role: "late", severity: "P2", workload: "imaging" }]);
    expect(watch.of("bucket")).to.be.empty;
  });

  const names: [Parameters<typeof watchedName>[1], string][] = [
    [{ kind: "function", role: "f" }, "phiguard-test-f"],
    [{ kind: "machine", role: "m" }, "phiguard-test-m"],
    [{ kind: "bucket", role: "b" }, "phiguard-test-b-123456789012-us-east-1"],
    [{ kind: "bucket", role: "b", name: "mine" }, "mine"],
    [{ kind: "service", role: "s", cluster: "c" }, "phiguard-test-s"],
    [{ kind: "audit", role: "root-usage" }, "root-usage"],
  ];
  for (const [thing, name] of names) {
    it(`knows the ${thing.kind} ${name}`, () => expect(watchedName(place, thing)).to.equal(name));
  }
});

describe("SeverityTopics", () => {
  it("are four, encrypted, with the addresses of each severity", async () => {
    const emails = { P1: ["soc@example.org"], P2: ["a@example.org", "b@example.org"], P3: [], P4: [] };
    const planned = await plan(() => new SeverityTopics("t", { site: testSite(), tags, kmsKeyArn: "arn:key", emails }));
    expect(
      ofType(planned, "aws:sns/topic:Topic").map(({ inputs }) => [inputs.name, inputs.kmsMasterKeyId]),
    ).to.deep.equal([1, 2, 3, 4].map((n) => [`phiguard-test-alarms-p${n}`, "arn:key"]));
    expect(
      ofType(planned, "aws:sns/topicSubscription:TopicSubscription").map(({ inputs }) => inputs.endpoint),
    ).to.deep.equal(["soc@example.org", "a@example.org", "b@example.org"]);
    const policies = ofType(planned, "aws:sns/topicPolicy:TopicPolicy").map(({ inputs }) => inputs.policy as string);
    expect(policies.map((policy) => policy.includes("budgets.amazonaws.com"))).to.deep.equal([
      false,
      false,
      true,
      false,
    ]);
    expect(policies[2]).to.contain('"arn:aws:budgets::123456789012:*"').and.contain("costalerts.amazonaws.com");
  });

  it("ask their key for each publisher of each topic", () => {
    const statements = keyPolicy(place, severityTopicUses(place)).slice(1);
    expect(statements).to.have.length(10);
    expect(new Set(statements.map(({ Sid }) => Sid)).size).to.equal(10);
    expect(statements[0]?.Condition).to.deep.equal({
      StringEquals: {
        "kms:EncryptionContext:aws:sns:topicArn": "arn:aws:sns:us-east-1:123456789012:phiguard-test-alarms-p1",
      },
    });
  });
});

describe("AlertForward", () => {
  const receivers = { pager: "splunk", chat: "slack" } as const;
  const topicArns = Object.fromEntries(
    SEVERITIES.map((severity) => [severity, pulumi.output(`arn:${severity}`)]),
  ) as Record<Severity, pulumi.Output<string>>;
  const build = (site = testSite()) =>
    plan(() => {
      const role = alertForwardRole("f", { site, tags, receivers }, {});
      new AlertForward("f", {
        site,
        tags,
        receivers,
        routes: { P1: ["pager", "chat"], P2: ["chat"], P3: [], P4: [] },
        topicArns,
        role,
        kmsKeyArn: "arn:key",
        logRetentionDays: 731,
        alarmTopicArn: "arn:own-failures",
      });
    });

  it("has an empty secret a receiver, which the function alone reads", async () => {
    const planned = await build();
    const secrets = ofType(planned, "aws:secretsmanager/secret:Secret").map(({ inputs }) => inputs);
    expect(secrets.map(({ name }) => name)).to.deep.equal(["phiguard-test-alerts-pager", "phiguard-test-alerts-chat"]);
    expect(secrets[0]).to.include({ kmsKeyId: "arn:key" });
    expect(ofType(planned, "aws:secretsmanager/secretVersion:SecretVersion")).to.be.empty;
    const [policy] = ofType(planned, "aws:iam/policy:Policy");
    const [read] = JSON.parse(policy?.inputs.policy as string).Statement as { Resource: unknown }[];
    expect(read?.Resource).to.deep.equal(
      ["pager", "chat"].map(
        (receiver) => `arn:aws:secretsmanager:us-east-1:123456789012:secret:phiguard-test-alerts-${receiver}-??????`,
      ),
    );
  });

  const arn = (queue: string): string => `arn:aws:sqs:us-east-1:123456789012:phiguard-test-${queue}`;

  it("has a queue a receiver behind the topics of its severities alone, and what that won't take is put aside", async () => {
    const planned = await build();
    const subscribed = ofType(planned, "aws:sns/topicSubscription:TopicSubscription").map(({ inputs }) => inputs);
    expect(subscribed.map(({ topic, protocol, endpoint }) => [topic, protocol, endpoint])).to.have.deep.members([
      ["arn:P1", "sqs", "arn:aws:test:us-east-1:123456789012:f-pager-queue"],
      ["arn:P1", "sqs", "arn:aws:test:us-east-1:123456789012:f-chat-queue"],
      ["arn:P2", "sqs", "arn:aws:test:us-east-1:123456789012:f-chat-queue"],
    ]);
    const dead = "arn:aws:test:us-east-1:123456789012:f-dead-queue";
    for (const { redrivePolicy } of subscribed)
      expect(JSON.parse(redrivePolicy as string)).to.deep.equal({ deadLetterTargetArn: dead });
    const queues = ofType(planned, "aws:sqs/queue:Queue").filter(({ inputs }) => inputs.redrivePolicy !== undefined);
    expect(queues.map(({ inputs }) => inputs.name)).to.deep.equal([
      "phiguard-test-alerts-pager",
      "phiguard-test-alerts-chat",
    ]);
    for (const { inputs } of queues) {
      expect(inputs).to.include({ kmsMasterKeyId: "arn:key", visibilityTimeoutSeconds: 120 });
      expect(JSON.parse(inputs.redrivePolicy as string)).to.deep.equal({
        deadLetterTargetArn: dead,
        maxReceiveCount: 10,
      });
    }
    const senders = ofType(planned, "aws:sqs/queuePolicy:QueuePolicy").flatMap(({ inputs }) =>
      (JSON.parse(inputs.policy as string) as { Statement: Record<string, unknown>[] }).Statement.filter(
        ({ Sid }) => Sid === "TopicsSend",
      ).map(({ Resource, Condition }) => [Resource, Condition]),
    );
    const by = (...topics: string[]): object => ({
      ArnEquals: {
        "aws:SourceArn": topics.map((topic) => `arn:aws:sns:us-east-1:123456789012:phiguard-test-alarms-${topic}`),
      },
    });
    expect(senders).to.have.deep.members([
      [arn("alerts-pager"), by("p1")],
      [arn("alerts-chat"), by("p1", "p2")],
      [arn("alert-forward-dead"), by("p1", "p2")],
    ]);
  });

  it("gives its live version each queue's messages in batches, a few at once, and knows whom they are for", async () => {
    const planned = await build();
    const { environment, reservedConcurrentExecutions } = only(planned, "aws:lambda/function:Function").inputs;
    const [pager, chat] = ["pager", "chat"].map((name) => `arn:aws:test:us-east-1:123456789012:f-${name}-queue`);
    expect(JSON.parse(environment.variables.RECEIVERS)).to.deep.equal({
      [pager as string]: { kind: "splunk", secret: "phiguard-test-alerts-pager" },
      [chat as string]: { kind: "slack", secret: "phiguard-test-alerts-chat" },
    });
    expect(JSON.parse(environment.variables.TOPICS)).to.deep.equal({
      ...{ "arn:P1": "P1", "arn:P2": "P2", "arn:P3": "P3", "arn:P4": "P4" },
    });
    const mappings = ofType(planned, "aws:lambda/eventSourceMapping:EventSourceMapping").map(({ inputs }) => inputs);
    expect(
      mappings.map((one) => [one.eventSourceArn, one.batchSize, one.maximumBatchingWindowInSeconds]),
    ).to.deep.equal([
      [pager, 100, 2],
      [chat, 10, 0],
    ]);
    let runs = 0;
    for (const { functionName, functionResponseTypes, scalingConfig } of mappings) {
      expect(functionName).to.match(/:function:phiguard-test-alert-forward:live$/);
      expect(functionResponseTypes).to.deep.equal(["ReportBatchItemFailures"]);
      runs += scalingConfig.maximumConcurrency as number;
    }
    expect(reservedConcurrentExecutions).to.equal(runs);
  });

  it("has the topics send to the queues under the key", () => {
    const sends = keyPolicy(place, alertForwardUses(place, receivers)).filter(
      ({ Principal }) => (Principal as { Service?: string }).Service === "sns.amazonaws.com",
    );
    expect(sends.map(({ Condition }) => Condition)).to.deep.equal(
      ["alerts-pager", "alerts-chat", "alert-forward-dead"].map((queue) => ({
        StringEquals: { "kms:EncryptionContext:aws:sqs:arn": arn(queue) },
      })),
    );
  });

  it("tells of its own failures by another way", async () => {
    const planned = await build();
    for (const { inputs } of ofType(planned, "aws:cloudwatch/metricAlarm:MetricAlarm")) {
      expect(inputs.alarmActions).to.deep.equal(["arn:own-failures"]);
    }
  });
});
