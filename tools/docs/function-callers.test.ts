import { expect } from "chai";
import type { Planned } from "../../components/testing/plan";
import { callersOf } from "./function-callers";

const LIVE = "arn:aws:lambda:us-east-1:1:function:phiguard-prod-f:live";
const made = (type: string, inputs: Planned["inputs"], name = "n"): Planned => ({ type, name, provider: "", inputs });
const alarm = (name: string, dimensions: object): Planned =>
  made("aws:cloudwatch/metricAlarm:MetricAlarm", { name: `phiguard-prod-${name}`, dimensions });
const definition = JSON.stringify({
  States: {
    Do: {
      Type: "Task",
      Parameters: { FunctionName: LIVE },
      Retry: [{ ErrorEquals: ["E"], IntervalSeconds: 4, BackoffRate: 2, MaxAttempts: 3, MaxDelaySeconds: 10 }],
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Quarantine" }],
    },
  },
});
const queue = [
  made(
    "aws:sqs/queue:Queue",
    {
      name: "phiguard-prod-q",
      redrivePolicy: '{"maxReceiveCount":3,"deadLetterTargetArn":"arn:d"}',
      visibilityTimeoutSeconds: 60,
    },
    "w",
  ),
  made("aws:sqs/queue:Queue", { name: "phiguard-prod-dead" }, "d"),
  made("aws:lambda/eventSourceMapping:EventSourceMapping", { functionName: LIVE, eventSourceArn: "arn:w" }),
  alarm("dead-not-empty", { QueueName: "phiguard-prod-dead" }),
];

describe("callers of functions", () => {
  const rows: [string, Planned[], object][] = [
    [
      "nobody but people",
      [alarm("f-errors", { FunctionName: "phiguard-prod-f" }), alarm("f-slow", { FunctionName: "phiguard-prod-f" })],
      { kind: "client", retriers: [{ waits: [1] }], after: "the caller is told", alarms: ["f-errors"] },
    ],
    [
      "an event rule",
      [
        made("aws:cloudwatch/eventTarget:EventTarget", { arn: LIVE, rule: "phiguard-prod-r" }),
        alarm("f-dlq-not-empty", { QueueName: "phiguard-prod-f-dlq" }),
      ],
      { kind: "event", retriers: [{ waits: [60, 120] }], after: "f-dlq", alarms: ["f-dlq-not-empty"] },
    ],
    ["a queue", queue, { kind: "queue", retriers: [{ waits: [60, 60] }], after: "dead", alarms: ["dead-not-empty"] }],
    [
      "a state machine",
      [
        made("aws:sfn/stateMachine:StateMachine", { name: "phiguard-prod-m", definition }),
        alarm("m-failed", { StateMachineArn: "arn:aws:states:us-east-1:1:stateMachine:phiguard-prod-m" }),
        alarm("m-throttled", { StateMachineArn: "arn:aws:states:us-east-1:1:stateMachine:phiguard-prod-m" }),
      ],
      {
        kind: "machine",
        retriers: [{ errors: ["E"], waits: [2, 4, 5] }],
        after: "Quarantine",
        alarms: ["m-failed"],
      },
    ],
  ];
  for (const [what, planned, wanted] of rows)
    it(`reads ${what}`, () => {
      const f = made("aws:lambda/function:Function", { name: "phiguard-prod-f" });
      expect(callersOf([f, ...planned])["f"]).to.deep.include(wanted);
    });
});
