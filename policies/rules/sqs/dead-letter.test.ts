import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { sqsQueueDlqConfigured } from "./dead-letter";

const QUEUE = "aws:sqs/queue:Queue";
const ARN = "arn:aws:sqs:us-east-1:111122223333:claims-dead";
const deadLetters: OtherResource = { type: QUEUE, name: "dead" };
const redrivePolicy = JSON.stringify({ deadLetterTargetArn: ARN, maxReceiveCount: 5 });

function beside(queueUrl: unknown, policy: unknown): OtherResource {
  return { type: "aws:sqs/redrivePolicy:RedrivePolicy", name: "redrive", props: { queueUrl, redrivePolicy: policy } };
}

const SCHEDULE = "aws:scheduler/schedule:Schedule";
const INVOKE_CONFIG = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
const worker: OtherResource = { type: "aws:lambda/function:Function", name: "worker" };
const topic: OtherResource = { type: "aws:sns/topic:Topic", name: "topic" };
const caller: OtherResource = { type: "aws:iam/role:Role", name: "caller" };
const FUNCTION_ARN = "arn:aws:lambda:us-east-1:111122223333:function:worker";

function sender(type: string, props: object): OtherResource[] {
  return [{ type, name: "sender", props }];
}

testRule(sqsQueueDlqConfigured, {
  valid: [
    { name: "inline", props: { name: "claims", redrivePolicy } },
    { name: "inline, made in the same preview", props: { redrivePolicy: from("dead") }, others: [deadLetters] },
    { name: "beside it", props: { name: "claims" }, others: [deadLetters, beside(from("subject"), from("dead"))] },
  ],
  invalid: [
    { name: "left out", props: { name: "claims" }, finds: "RedrivePolicy" },
    {
      name: "no target",
      props: { redrivePolicy: JSON.stringify({ maxReceiveCount: 5 }) },
      finds: "redrivePolicy.deadLetterTargetArn",
    },
    {
      name: "beside it, no target",
      props: { name: "claims" },
      others: [beside(from("subject"), "{}")],
      finds: "RedrivePolicy.redrivePolicy.deadLetterTargetArn",
    },
    {
      name: "of another queue",
      props: { name: "claims" },
      others: [{ type: QUEUE, name: "other" }, beside(from("other"), redrivePolicy)],
      finds: "RedrivePolicy",
    },
    {
      name: "lets no queue send dead letters here",
      props: { redriveAllowPolicy: JSON.stringify({ redrivePermission: "denyAll" }) },
      finds: "RedrivePolicy",
    },
    {
      name: "another queue sends its dead letters elsewhere",
      props: { name: "claims" },
      outputs: { arn: "arn:aws:sqs:us-east-1:111122223333:claims" },
      others: sender(QUEUE, { redrivePolicy }),
      finds: "RedrivePolicy",
    },
    {
      name: "a schedule sends here what is to be done",
      props: { name: "claims" },
      outputs: { arn: ARN },
      others: sender(SCHEDULE, { target: { arn: ARN, roleArn: "arn:r" } }),
      finds: "RedrivePolicy",
    },
    {
      name: "a schedule sends here, its dead letters elsewhere",
      props: { name: "claims" },
      others: sender(SCHEDULE, { target: { arn: from("subject"), deadLetterConfig: { arn: ARN } } }),
      finds: "RedrivePolicy",
    },
    {
      name: "a schedule sends here and has no dead letters",
      props: { name: "claims" },
      others: sender(SCHEDULE, { target: { arn: from("subject") } }),
      finds: "RedrivePolicy",
    },
    {
      name: "what a function did well comes here",
      props: { name: "claims" },
      others: sender(INVOKE_CONFIG, { destinationConfig: { onSuccess: { destination: from("subject") } } }),
      finds: "RedrivePolicy",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    {
      name: "dead letters of a queue",
      props: {},
      others: sender(QUEUE, { redrivePolicy: from("subject") }),
      because: "exempt",
    },
    {
      name: "dead letters of a queue, by ARN",
      props: {},
      outputs: { arn: ARN },
      others: sender(QUEUE, { redrivePolicy }),
      because: "exempt",
    },
    {
      name: "dead letters of a redrive policy",
      props: {},
      others: [{ type: QUEUE, name: "other" }, beside(from("other"), from("subject"))],
      because: "exempt",
    },
    {
      name: "dead letters of a redrive policy, by ARN",
      props: {},
      outputs: { arn: ARN },
      others: [{ type: QUEUE, name: "other" }, beside(from("other"), redrivePolicy)],
      because: "exempt",
    },
    {
      name: "dead letters of a subscription",
      props: {},
      others: sender("aws:sns/topicSubscription:TopicSubscription", { redrivePolicy: from("subject") }),
      because: "exempt",
    },
    {
      name: "dead letters of a subscription, by ARN",
      props: {},
      outputs: { arn: ARN },
      others: sender("aws:sns/topicSubscription:TopicSubscription", { redrivePolicy }),
      because: "exempt",
    },
    {
      name: "dead letters of a function",
      props: {},
      others: sender("aws:lambda/function:Function", { deadLetterConfig: { targetArn: from("subject") } }),
      because: "exempt",
    },
    ...[
      { name: "", destinationConfig: { onFailure: { destination: from("subject") } } },
      {
        name: ", whose successes a topic takes",
        destinationConfig: { onFailure: { destination: from("subject") }, onSuccess: { destination: from("topic") } },
      },
    ].map(({ name, destinationConfig }) => ({
      name: `failures of a function${name}`,
      props: {},
      others: [topic, ...sender(INVOKE_CONFIG, { destinationConfig })],
      because: "exempt" as const,
    })),
    {
      name: "failures or successes of a function",
      props: {},
      others: sender(INVOKE_CONFIG, {
        destinationConfig: { onFailure: { destination: from("subject") }, onSuccess: { destination: unknownString } },
      }),
      because: "unknown",
      finds: "FunctionEventInvokeConfig.destinationConfig.onFailure.destination",
    },
    ...[
      { name: "", target: { arn: FUNCTION_ARN, roleArn: from("caller"), deadLetterConfig: { arn: from("subject") } } },
      { name: " of a function made here", target: { arn: from("worker"), deadLetterConfig: { arn: from("subject") } } },
    ].map(({ name, target }) => ({
      name: `dead letters of a schedule${name}`,
      props: {},
      others: [worker, caller, ...sender(SCHEDULE, { target })],
      because: "exempt" as const,
    })),
    {
      name: "dead letters of a schedule, by ARN",
      props: {},
      outputs: { arn: ARN },
      others: sender(SCHEDULE, { target: { arn: FUNCTION_ARN, deadLetterConfig: { arn: ARN } } }),
      because: "exempt",
    },
    ...[
      { name: "a schedule of two queues", target: { arn: from("dead"), deadLetterConfig: { arn: from("subject") } } },
      {
        name: "a schedule of who knows what",
        target: { arn: unknownString, roleArn: from("caller"), deadLetterConfig: { arn: from("subject") } },
      },
    ].map(({ name, target }) => ({
      name,
      props: { name: "claims" },
      others: [deadLetters, caller, ...sender(SCHEDULE, { target })],
      because: "unknown" as const,
      finds: "Schedule.target.deadLetterConfig.arn",
    })),
    {
      name: "failures of an event source",
      props: {},
      others: sender("aws:lambda/eventSourceMapping:EventSourceMapping", {
        destinationConfig: { onFailure: { destinationArn: from("subject") } },
      }),
      because: "exempt",
    },
    {
      name: "dead letters of an event rule, by ARN",
      props: {},
      outputs: { arn: ARN },
      others: sender("aws:cloudwatch/eventTarget:EventTarget", { deadLetterConfig: { arn: ARN } }),
      because: "exempt",
    },
    {
      name: "says which queues may send here",
      props: { redriveAllowPolicy: JSON.stringify({ redrivePermission: "byQueue", sourceQueueArns: [ARN] }) },
      because: "exempt",
    },
    {
      name: "says so beside it, of all queues",
      props: {},
      others: [
        {
          type: "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy",
          name: "allow",
          props: { queueUrl: from("subject"), redriveAllowPolicy: JSON.stringify({ redrivePermission: "allowAll" }) },
        },
      ],
      because: "exempt",
    },
    {
      name: "a redrive policy whose queue nobody knows",
      props: { name: "claims" },
      others: [beside(unknownString, redrivePolicy)],
      because: "unknown",
      finds: "RedrivePolicy.queueUrl",
    },
  ],
});
