import type * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { ofType, only, plan, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { DeadLetterQueue } from "./dead-letter-queue";
import { LogGroup, type LogGroupArgs } from "./log-group";
import { alarmsPublish, databaseEventsPublish, rulesPublish, trailPublishes } from "./publishers";
import { Topic } from "./topic";

const site = testSite();
const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const common = { site, tags: { t: "v" }, kmsKeyArn: "arn:key" };
const group: LogGroupArgs = { ...common, role: "jobs", retentionDays: 731, masksIdentifiers: true };
const PROTECTION = "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy";

interface Statement {
  Sid: string;
  Effect: string;
  Condition?: unknown;
}
const statementsOf = (text: string): Statement[] => (JSON.parse(text) as { Statement: Statement[] }).Statement;

describe("LogGroup", () => {
  it("is encrypted, kept as long as asked, and masks identifiers", async () => {
    const planned = await plan(() => new LogGroup("g", { ...group, namePrefix: "/aws/events" }));
    const name = "/aws/events/phiguard/test/jobs";
    expect(only(planned, "aws:cloudwatch/logGroup:LogGroup").inputs).to.deep.equal({
      name,
      kmsKeyId: "arn:key",
      retentionInDays: 731,
      tags: { t: "v" },
    });
    const { logGroupName, policyDocument } = only(planned, PROTECTION).inputs;
    expect(logGroupName).to.equal(name);
    const [audit, mask] = JSON.parse(policyDocument).Statement;
    expect(audit.Operation).to.have.property("Audit");
    expect(mask.Operation).to.deep.equal({ Deidentify: { MaskConfig: {} } });
    // CloudWatch Logs refuses a policy whose two statements differ in what they look for.
    expect(audit.DataIdentifier).to.deep.equal(mask.DataIdentifier);
    expect(audit.DataIdentifier).to.include("arn:aws:dataprotection::aws:data-identifier/Ssn-US");
  });

  for (const deletionProtection of [true, false]) {
    it(`is ${deletionProtection ? "" : "not "}protected like the site's other records`, async () => {
      const seen: unknown[] = [];
      const transformations: pulumi.ResourceTransformation[] = [
        ({ type, opts }) => {
          if (type === "aws:cloudwatch/logGroup:LogGroup") seen.push(opts.protect);
          return undefined;
        },
      ];
      const args = { ...group, site: testSite({ deletionProtection }) };
      await plan(() => new LogGroup("g", args, { transformations }));
      expect(seen).to.deep.equal([deletionProtection]);
    });
  }

  it("takes the name that a service has for it", async () => {
    const planned = await plan(() => new LogGroup("g", { ...group, groupName: "/aws/rds/instance/db/postgresql" }));
    expect(only(planned, "aws:cloudwatch/logGroup:LogGroup").inputs.name).to.equal("/aws/rds/instance/db/postgresql");
  });

  it("has no masking where none is asked for", async () => {
    const planned = await plan(() => new LogGroup("g", { ...group, masksIdentifiers: false }));
    expect(ofType(planned, PROTECTION)).to.be.empty;
  });

  for (const retentionDays of [0, 364, 366, 180]) {
    it(`refuses to keep logs for ${retentionDays} days`, async () => {
      const message = await refusal(() => new LogGroup("g", { ...group, retentionDays }));
      expect(message).to.contain(`LogGroup "g": retentionDays must be one of 365, 400`);
    });
  }
});

describe("Topic", () => {
  it("is encrypted, takes messages by TLS from its publishers, and mails them", async () => {
    const planned = await plan(
      () =>
        new Topic("t", {
          ...common,
          role: "alarms",
          publishers: (at, arn) => [alarmsPublish(at, arn)],
          emails: ["a@example.org"],
        }),
    );
    expect(only(planned, "aws:sns/topic:Topic").inputs).to.include({
      kmsMasterKeyId: "arn:key",
      name: "phiguard-test-alarms",
    });
    const statements = statementsOf(only(planned, "aws:sns/topicPolicy:TopicPolicy").inputs.policy);
    expect(statements.map(({ Sid, Effect }) => [Sid, Effect])).to.deep.equal([
      ["AlarmsPublish", "Allow"],
      ["DenyPlainTransport", "Deny"],
    ]);
    expect(only(planned, "aws:sns/topicSubscription:TopicSubscription").inputs).to.include({
      protocol: "email",
      endpoint: "a@example.org",
    });
  });

  const rows: [string, Statement, object | undefined][] = [
    [
      "this project's alarms",
      alarmsPublish(place, "arn:t"),
      {
        StringEquals: { "aws:SourceAccount": "123456789012" },
        ArnLike: { "aws:SourceArn": "arn:aws:cloudwatch:us-east-1:123456789012:alarm:phiguard-test-*" },
      },
    ],
    [
      "one trail",
      trailPublishes(place, "arn:t", "audit"),
      { StringEquals: { "aws:SourceArn": "arn:aws:cloudtrail:us-east-1:123456789012:trail/audit" } },
    ],
    [
      "RDS, for this project's databases and subscriptions",
      databaseEventsPublish(place, "arn:t"),
      {
        StringEquals: { "aws:SourceAccount": "123456789012" },
        ArnLike: {
          "aws:SourceArn": ["db", "es"].map((kind) => `arn:aws:rds:us-east-1:123456789012:${kind}:phiguard-test-*`),
        },
      },
    ],
    ["EventBridge, which sends no source", rulesPublish("arn:t"), undefined],
  ];
  for (const [name, statement, condition] of rows) {
    it(`admits ${name}`, () => expect(statement.Condition).to.deep.equal(condition));
  }
});

describe("DeadLetterQueue", () => {
  it("is encrypted, takes events of its rules alone, keeps them for 14 days, and raises an alarm", async () => {
    const planned = await plan(
      () => new DeadLetterQueue("q", { ...common, role: "dlq", ruleNames: ["one", "two"], alarmTopicArn: "arn:topic" }),
    );
    expect(only(planned, "aws:sqs/queue:Queue").inputs).to.include({
      kmsMasterKeyId: "arn:key",
      messageRetentionSeconds: 1_209_600,
    });
    const statements = statementsOf(only(planned, "aws:sqs/queuePolicy:QueuePolicy").inputs.policy);
    expect(statements.map(({ Condition }) => Condition)).to.deep.equal([
      {
        ArnEquals: {
          "aws:SourceArn": ["one", "two"].map((rule) => `arn:aws:events:us-east-1:123456789012:rule/${rule}`),
        },
      },
      { Bool: { "aws:SecureTransport": "false" } },
    ]);
    expect(only(planned, "aws:cloudwatch/metricAlarm:MetricAlarm").inputs).to.deep.include({
      alarmActions: ["arn:topic"],
      dimensions: { QueueName: "phiguard-test-dlq" },
      threshold: 1,
    });
  });
});
