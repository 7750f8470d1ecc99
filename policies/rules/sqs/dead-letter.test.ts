import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { sqsQueueDlqConfigured } from "./dead-letter";

const QUEUE = "aws:sqs/queue:Queue";
const ARN = "arn:aws:sqs:us-east-1:111122223333:claims-dead";
const deadLetters: OtherResource = { type: QUEUE, name: "dead" };
const redrivePolicy = JSON.stringify({ deadLetterTargetArn: ARN, maxReceiveCount: 5 });

function beside(queueUrl: unknown, policy: unknown): OtherResource {
  return { type: "aws:sqs/redrivePolicy:RedrivePolicy", name: "redrive", props: { queueUrl, redrivePolicy: policy } };
}

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
    {
      name: "failures of a function",
      props: {},
      others: sender("aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig", {
        destinationConfig: { onFailure: { destination: from("subject") } },
      }),
      because: "exempt",
    },
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
