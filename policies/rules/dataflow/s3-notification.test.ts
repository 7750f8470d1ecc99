import { from, testRule, unknownString } from "../../testing/rule-tester";
import { phiFlowS3NotificationEncryptedSink } from "./s3-notification";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/k";
const BUCKET = "aws:s3/bucket:Bucket";
const QUEUE = "aws:sqs/queue:Queue";
const TOPIC = "aws:sns/topic:Topic";
const FUNCTION = "aws:lambda/function:Function";

const intake = { type: BUCKET, name: "intake", props: { bucket: "intake", tags: { DataClassification: "phi" } } };
const work = { type: QUEUE, name: "work", props: { name: "work", kmsMasterKeyId: KEY } };
const workArn = "arn:aws:sqs:us-east-1:111122223333:work";
const events = ["s3:ObjectCreated:*"];
const WAY = 'Bucket "intake" → BucketNotification "subject" → Queue "work"';

function notification(...queueArns: readonly string[]): object {
  return { bucket: "intake", queues: queueArns.map((queueArn) => ({ queueArn, events })) };
}

testRule(phiFlowS3NotificationEncryptedSink, {
  valid: [
    { name: "queue with a key of its own", props: notification(workArn), others: [intake, work] },
    {
      name: "by reference, key made in the same preview",
      props: { bucket: from("intake"), queues: [{ queueArn: from("work"), events }] },
      others: [
        intake,
        { type: QUEUE, name: "work", props: { kmsMasterKeyId: from("key") } },
        { type: "aws:kms/key:Key", name: "key" },
      ],
    },
    {
      name: "topic and function with keys",
      props: {
        bucket: "intake",
        topics: [{ topicArn: from("told"), events }],
        lambdaFunctions: [{ lambdaFunctionArn: from("read"), events }],
      },
      others: [
        intake,
        { type: TOPIC, name: "told", props: { kmsMasterKeyId: KEY } },
        { type: FUNCTION, name: "read", props: { kmsKeyArn: KEY } },
      ],
    },
  ],
  invalid: [
    {
      name: "queue with the key of SQS",
      props: notification(workArn),
      others: [intake, { ...work, props: { name: "work" } }],
      finds: WAY,
    },
    {
      name: "AWS's own KMS key",
      props: { bucket: from("intake"), queues: [{ queueArn: from("work"), events }] },
      others: [intake, { ...work, props: { kmsMasterKeyId: "alias/aws/sqs" } }],
      finds: WAY,
    },
    {
      name: "topic",
      props: { bucket: "intake", topics: [{ topicArn: from("told"), events }] },
      others: [intake, { type: TOPIC, name: "told" }],
      finds: 'Bucket "intake" → BucketNotification "subject" → Topic "told"',
    },
    {
      name: "function behind an alias",
      props: { bucket: "intake", lambdaFunctions: [{ lambdaFunctionArn: from("live"), events }] },
      others: [
        intake,
        { type: "aws:lambda/alias:Alias", name: "live", props: { functionName: from("read") } },
        { type: FUNCTION, name: "read" },
      ],
      finds: 'Bucket "intake" → BucketNotification "subject" → Function "read"',
    },
    {
      name: "second of two queues",
      props: { bucket: "intake", queues: [{ queueArn: from("work") }, { queueArn: from("late") }] },
      others: [intake, work, { type: QUEUE, name: "late" }],
      finds: 'Bucket "intake" → BucketNotification "subject" → Queue "late"',
    },
    {
      name: "bucket without a classification",
      props: notification(workArn),
      others: [
        { ...intake, props: { bucket: "intake" } },
        { ...work, props: { name: "work" } },
      ],
      finds: WAY,
    },
    {
      name: "bucket of another stack",
      props: { bucket: "elsewhere", queues: [{ queueArn: from("work") }] },
      others: [{ ...work, props: { name: "work" } }],
      finds: 'BucketNotification "subject" → Queue "work"',
    },
    {
      name: "tag on the queue does not take patient data out",
      props: notification(workArn),
      others: [intake, { ...work, props: { name: "work", tags: { DataClassification: "internal" } } }],
      finds: WAY,
    },
    {
      name: "queue of a component, a breach beside a target not known",
      props: {
        bucket: from("intake"),
        queues: [{ queueArn: from("worker") }],
        topics: [{ topicArn: unknownString }],
      },
      others: [intake, { type: "clinic:jobs:Worker", name: "worker" }, { type: QUEUE, name: "work", parent: "worker" }],
      finds: WAY,
    },
  ],
  notJudged: [
    { name: "another type", type: BUCKET, props: {}, because: "other-type" },
    {
      name: "bucket without patient data",
      props: notification(workArn),
      others: [
        { ...intake, props: { bucket: "intake", tags: { DataClassification: "public" } } },
        { ...work, props: { name: "work" } },
      ],
      because: "exempt",
    },
    {
      name: "EventBridge alone",
      props: { bucket: "intake", eventbridge: true },
      others: [intake],
      because: "exempt",
    },
    {
      name: "queue of another stack, by ARN",
      props: notification("arn:aws:sqs:us-east-1:111122223333:elsewhere"),
      others: [intake, { ...work, props: { name: "work" } }],
      because: "exempt",
    },
    {
      name: "queue of the same name in another region",
      props: notification("arn:aws:sqs:eu-west-1:111122223333:work"),
      others: [intake, { ...work, props: { name: "work" } }],
      because: "exempt",
    },
    {
      name: "queue of another stack, by stack reference",
      props: { bucket: "intake", queues: [{ queueArn: from("shared") }] },
      others: [intake, { type: "pulumi:pulumi:StackReference", name: "shared" }],
      because: "exempt",
    },
    {
      name: "target not known",
      props: { bucket: "intake", queues: [{ queueArn: unknownString, events }] },
      others: [intake, work],
      because: "unknown",
      finds: "queues",
    },
    {
      name: "target of another stack or of something else",
      props: { bucket: "intake", queues: [{ queueArn: from("shared", "setting") }] },
      others: [
        intake,
        { type: "pulumi:pulumi:StackReference", name: "shared" },
        { type: "aws:ssm/parameter:Parameter", name: "setting" },
      ],
      because: "unknown",
      finds: "queues",
    },
    {
      name: "name of the queue not known",
      props: { bucket: "intake", queues: [{ queueArn: from("work") }] },
      others: [intake, { ...work, props: { name: unknownString, kmsMasterKeyId: unknownString } }],
      because: "unknown",
      finds: "Queue.kmsMasterKeyId",
    },
    {
      name: "key not known",
      props: notification(workArn),
      others: [intake, { ...work, props: { name: "work", kmsMasterKeyId: unknownString } }],
      because: "unknown",
      finds: "Queue.kmsMasterKeyId",
    },
    {
      name: "classification not known",
      props: notification(workArn),
      others: [
        { ...intake, props: { bucket: "intake", tags: { DataClassification: unknownString } } },
        { ...work, props: { name: "work" } },
      ],
      because: "unknown",
      finds: "tags",
    },
  ],
});
