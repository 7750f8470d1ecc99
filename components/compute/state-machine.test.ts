import { expect } from "chai";
import type { Statement } from "../access/policy-document";
import { ofType, only, plan, testSite } from "../testing/plan";
import type { Definition } from "./asl";
import { callFunction } from "./asl-task";
import { tellAudit } from "./audit-task";
import type { FunctionContract } from "./function-contract";
import { StateMachine } from "./state-machine";
import { liveArn, stateMachineRole } from "./state-machine-role";

const site = testSite();
const tags = { t: "v" };
const contract: FunctionContract = {
  name: "counter",
  description: "Counts.",
  timeoutSeconds: 60,
  memoryMb: 256,
  environment: [],
  actions: [],
};
const functionArn = "arn:aws:lambda:us-east-1:123456789012:function:phiguard-test-counter:live";
const count = callFunction({
  functionArn,
  timeoutSeconds: 60,
  comment: "Counts.",
  after: { End: true },
  onFailure: "Failed",
});

const AUDIT = { partition: "aws", workload: "streaming", comment: "Tells." } as const;

describe("callFunction", () => {
  it("waits a little longer than the function, tries again with growing, spread pauses, and catches the rest", () => {
    expect(count).to.deep.include({
      Resource: "arn:aws:states:::lambda:invoke",
      Parameters: { FunctionName: functionArn, "Payload.$": "$" },
      TimeoutSeconds: 90,
      Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Failed" }],
    });
    expect(count.Retry).to.have.length(1);
    expect(count.Retry?.[0]).to.include({ BackoffRate: 2, MaxAttempts: 24, JitterStrategy: "FULL" });
  });

  it("goes on for five minutes and more, wherever in their bounds the pauses fall, but once in 20,000 times", () => {
    for (const [retrier] of [count.Retry ?? [], tellAudit({ ...AUDIT, after: { End: true } }).Retry ?? []]) {
      const { IntervalSeconds = 0, BackoffRate = 0, MaxAttempts = 0, MaxDelaySeconds = 0 } = retrier ?? {};
      const bounds = Array.from({ length: MaxAttempts }, (_, at) =>
        Math.min(MaxDelaySeconds, IntervalSeconds * BackoffRate ** at),
      );
      const sum = (list: readonly number[]): number => list.reduce((total, one) => total + one, 0);
      // Pauses between nothing and their bounds, all alike: their sum is as good as normal.
      const [mean, deviation] = [sum(bounds) / 2, Math.sqrt(sum(bounds.map((bound) => bound ** 2 / 12)))];
      expect((mean - 300) / deviation).to.be.at.least(3.9);
    }
  });

  it("tries again what the network does wrong, whether or not it has a name", () => {
    const [retrier] = count.Retry ?? [];
    expect(retrier?.ErrorEquals).to.include.members(["Error", "TimeoutError", "ServiceUnavailable"]);
  });

  it("tries nothing again that a second try would not mend", () => {
    const again = count.Retry?.flatMap(({ ErrorEquals }) => ErrorEquals);
    expect(again).to.not.include.members(["States.ALL"]);
    expect(again).to.not.include("States.TaskFailed");
    expect(again).to.not.include("Lambda.Unknown");
  });

  it("waits its turn where a queue of executions may wait, and has then no fewer tries for the rest", () => {
    const waiting = callFunction({
      functionArn,
      timeoutSeconds: 60,
      comment: "",
      after: { End: true },
      waitsItsTurn: true,
    });
    const [turn, ...rest] = waiting.Retry ?? [];
    expect(turn?.ErrorEquals).to.include("Lambda.TooManyRequestsException");
    expect(turn?.MaxAttempts).to.equal(40);
    expect(rest).to.deep.equal(count.Retry);
  });

  it("names the partition of its function", () => {
    const task = callFunction({
      functionArn: "arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:f:live",
      timeoutSeconds: 1,
      comment: "",
      after: { End: true },
    });
    expect(task.Resource).to.equal("arn:aws-us-gov:states:::lambda:invoke");
    expect(task).to.not.have.property("Catch");
  });
});

describe("StateMachine", () => {
  const definition: Definition = {
    Comment: "Counts.",
    StartAt: "Count",
    TimeoutSeconds: 600,
    States: { Count: count },
  };
  const make = (): StateMachine =>
    new StateMachine("m", {
      site,
      tags,
      role: "counting",
      runsAs: stateMachineRole("m", { site, tags, role: "counting", functions: [contract] }, {}),
      definition: () => definition,
      kmsKeyArn: "arn:key",
      logRetentionDays: 731,
      alarmTopicArn: "arn:topic",
      after: [],
    });

  it("has a key for what it keeps, logs every event without its data, and traces", async () => {
    const planned = await plan(make);
    const { inputs } = only(planned, "aws:sfn/stateMachine:StateMachine");
    expect(inputs).to.deep.include({
      name: "phiguard-test-counting",
      type: "STANDARD",
      tracingConfiguration: { enabled: true },
      encryptionConfiguration: {
        type: "CUSTOMER_MANAGED_KMS_KEY",
        kmsKeyId: "arn:key",
        kmsDataKeyReusePeriodSeconds: 300,
      },
    });
    expect(inputs.loggingConfiguration).to.deep.equal({
      level: "ALL",
      includeExecutionData: false,
      logDestination: "arn:aws:logs:us-east-1:123456789012:log-group:/aws/vendedlogs/states/phiguard/test/counting:*",
    });
    expect(JSON.parse(inputs.definition)).to.deep.equal(definition);
  });

  it("tells of executions that fail, time out, are stopped or slowed down", async () => {
    const alarms = ofType(await plan(make), "aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => inputs);
    expect(alarms.map(({ metricName }) => metricName)).to.deep.equal([
      "ExecutionsFailed",
      "ExecutionsTimedOut",
      "ExecutionsAborted",
      "ExecutionThrottled",
    ]);
    for (const { dimensions } of alarms) {
      expect(dimensions.StateMachineArn).to.equal(
        "arn:aws:states:us-east-1:123456789012:stateMachine:phiguard-test-counting",
      );
    }
  });

  it("calls its functions by their alias alone, as a role for this machine alone", async () => {
    const planned = await plan(make);
    const statements: Statement[] = JSON.parse(only(planned, "aws:iam/policy:Policy").inputs.policy).Statement;
    expect(statements[0]).to.deep.include({ Action: "lambda:InvokeFunction", Resource: [functionArn] });
    const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
    expect(liveArn(place, contract)).to.equal(functionArn);
    const [trust] = JSON.parse(only(planned, "aws:iam/role:Role").inputs.assumeRolePolicy).Statement;
    expect(trust.Condition.ArnLike["aws:SourceArn"]).to.equal(
      "arn:aws:states:us-east-1:123456789012:stateMachine:phiguard-test-counting",
    );
  });
});
