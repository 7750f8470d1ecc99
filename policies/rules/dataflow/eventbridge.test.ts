import { from, testRule, unknownString } from "../../testing/rule-tester";
import { phiFlowEventbridgeBusCmk, phiFlowEventbridgeTargetEncrypted } from "./eventbridge";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/k";
const BUS = "aws:cloudwatch/eventBus:EventBus";
const ARCHIVE = "aws:cloudwatch/eventArchive:EventArchive";
const RULE = "aws:cloudwatch/eventRule:EventRule";
const QUEUE = "aws:sqs/queue:Queue";
const another = { name: "another type", type: QUEUE, props: {}, because: "other-type" } as const;
const internal = { DataClassification: "internal" };
const phi = { DataClassification: "phi" };

testRule(phiFlowEventbridgeBusCmk, {
  valid: [
    { name: "bus with a key", type: BUS, props: { name: "visits", kmsKeyIdentifier: KEY } },
    { name: "archive with a key", type: ARCHIVE, props: { eventSourceArn: from("visits"), kmsKeyIdentifier: KEY } },
  ],
  invalid: [
    { name: "bus, left out", props: { name: "visits" }, finds: "kmsKeyIdentifier" },
    { name: "bus with AWS's key", props: { kmsKeyIdentifier: "alias/aws/events" }, finds: "kmsKeyIdentifier" },
    {
      name: "archive of a bus with patient data",
      type: ARCHIVE,
      props: { eventSourceArn: from("visits") },
      others: [{ type: BUS, name: "visits", props: { tags: phi } }],
      finds: "kmsKeyIdentifier",
    },
    {
      name: "archive of a bus by the ARN that AWS answered",
      type: ARCHIVE,
      props: { eventSourceArn: "arn:aws:events:us-east-1:111122223333:event-bus/visits-1a2b" },
      others: [
        {
          type: BUS,
          name: "visits",
          props: { tags: phi },
          outputs: { arn: "arn:aws:events:us-east-1:111122223333:event-bus/visits-1a2b" },
        },
      ],
      finds: "kmsKeyIdentifier",
    },
    {
      name: "archive of a bus of another stack",
      type: ARCHIVE,
      props: { eventSourceArn: "arn:aws:events:us-east-1:111122223333:event-bus/visits" },
      finds: "kmsKeyIdentifier",
    },
  ],
  notJudged: [
    another,
    { name: "bus without patient data", props: { tags: internal }, because: "exempt" },
    {
      name: "archive of a bus without patient data, by ARN",
      type: ARCHIVE,
      props: { eventSourceArn: "arn:aws:events:us-east-1:111122223333:event-bus/ops" },
      others: [{ type: BUS, name: "ops", props: { name: "ops", tags: internal } }],
      because: "exempt",
    },
    {
      name: "not known",
      props: { kmsKeyIdentifier: unknownString },
      because: "unknown",
      finds: "kmsKeyIdentifier",
    },
    {
      name: "archive of a bus that is not known",
      type: ARCHIVE,
      props: { eventSourceArn: unknownString, kmsKeyIdentifier: unknownString },
      because: "unknown",
      finds: "kmsKeyIdentifier",
    },
  ],
});

const onVisit = {
  type: RULE,
  name: "on-visit",
  props: { name: "on-visit", eventPattern: '{"source":["clinic.visits"]}' },
};
const rule = (props: object): { type: string; name: string; props: object } => ({ ...onVisit, props });
const work = { type: QUEUE, name: "work", props: { name: "work" } };
const toWork = { rule: "on-visit", arn: "arn:aws:sqs:us-east-1:111122223333:work" };
const guarded = { ...work, props: { name: "work", kmsMasterKeyId: KEY } };
const WAY = 'EventRule "on-visit" → EventTarget "subject" → Queue "work"';
const sink = (type: string, props: object): { type: string; name: string; props: object } => ({
  type,
  name: "sink",
  props,
});
const toSink = { rule: "on-visit", arn: from("sink") };
const STREAM = "aws:kinesis/stream:Stream";
const LOGS = "aws:cloudwatch/logGroup:LogGroup";
const TOPIC = "aws:sns/topic:Topic";
const FIREHOSE = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";
const intake = { type: "aws:s3/bucket:Bucket", name: "intake", props: { bucket: "intake", tags: phi } };
const notified = {
  type: "aws:s3/bucketNotification:BucketNotification",
  name: "events",
  props: { bucket: from("intake"), eventbridge: true },
};
const uploads = (bucket?: object): object => ({
  eventPattern: JSON.stringify({
    source: ["aws.s3"],
    "detail-type": ["Object Created"],
    ...(bucket === undefined ? {} : { detail: { bucket } }),
  }),
});
const OPERATIONS = [
  "access-analyzer acm autoscaling backup cloudwatch codebuild codedeploy codepipeline config ec2 ecr elasticache guardduty",
  "health iam inspector2 kms organizations rds secretsmanager securityhub signin sts tag trustedadvisor",
]
  .join(" ")
  .split(" ");

testRule(phiFlowEventbridgeTargetEncrypted, {
  valid: [
    { name: "queue with a key", props: toWork, others: [onVisit, guarded] },
    {
      name: "stream",
      props: toSink,
      others: [onVisit, sink(STREAM, { encryptionType: "KMS", kmsKeyId: KEY })],
    },
    { name: "topic", props: toSink, others: [onVisit, sink(TOPIC, { kmsMasterKeyId: KEY })] },
    { name: "log group", props: toSink, others: [onVisit, sink(LOGS, { kmsKeyId: KEY })] },
    {
      name: "delivery stream, encrypted",
      props: toSink,
      others: [onVisit, sink(FIREHOSE, { serverSideEncryption: { enabled: true } })],
    },
    {
      name: "delivery stream that reads a stream is as safe as that",
      props: toSink,
      others: [onVisit, sink(FIREHOSE, { kinesisSourceConfiguration: { kinesisStreamArn: "arn:aws:kinesis:::s" } })],
    },
    {
      name: "delivery stream that reads Kafka",
      props: toSink,
      others: [onVisit, sink(FIREHOSE, { mskSourceConfiguration: { topicName: "t" } })],
    },
    {
      name: "function, dead letters with a key",
      props: { rule: "on-visit", arn: from("sink"), deadLetterConfig: { arn: from("work") } },
      others: [onVisit, sink("aws:lambda/function:Function", {}), guarded],
    },
  ],
  invalid: [
    { name: "queue with the key of SQS", props: toWork, others: [onVisit, work], finds: WAY },
    {
      name: "dead letters without a key",
      props: { rule: "on-visit", arn: from("sink"), deadLetterConfig: { arn: from("work") } },
      others: [onVisit, sink("aws:lambda/function:Function", {}), work],
      finds: WAY,
    },
    ...(
      [
        [STREAM, { encryptionType: "KMS" }],
        [STREAM, { encryptionType: "NONE", kmsKeyId: KEY }],
        [TOPIC, {}],
        [LOGS, {}],
        [FIREHOSE, {}],
      ] as const
    ).map(([type, props]) => ({
      name: `${type} with ${JSON.stringify(props)}`,
      props: toSink,
      others: [onVisit, sink(type, props)],
      finds: `EventRule "on-visit" → EventTarget "subject" → ${type.split(":").pop()} "sink"`,
    })),
    { name: "rule of another stack", props: toWork, others: [work], finds: 'EventTarget "subject" → Queue "work"' },
    {
      name: "from a declared bus",
      props: toWork,
      others: [
        rule({ name: "on-visit", eventBusName: from("visits") }),
        { type: BUS, name: "visits", props: { tags: phi } },
        work,
      ],
      finds: `EventBus "visits" → ${WAY}`,
    },
    {
      name: "S3 events of a declared bucket, by name",
      props: toWork,
      others: [rule({ name: "on-visit", ...uploads({ name: ["intake"] }) }), intake, notified, work],
      finds: `Bucket "intake" → ${WAY}`,
    },
    {
      name: "S3 events of a declared bucket, pattern not known yet",
      props: toWork,
      others: [rule({ name: "on-visit", eventPattern: from("intake") }), intake, notified, work],
      finds: `Bucket "intake" → ${WAY}`,
    },
    {
      name: "S3 events of whatever bucket",
      props: toWork,
      others: [rule({ name: "on-visit", ...uploads() }), intake, notified, work],
      finds: `Bucket "intake" → BucketNotification "events" → EventBus "default" → ${WAY}`,
    },
    {
      name: "S3 events of buckets by prefix",
      props: toWork,
      others: [rule({ name: "on-visit", ...uploads({ name: [{ prefix: "in" }] }) }), intake, notified, work],
      finds: `Bucket "intake" → BucketNotification "events" → EventBus "default" → ${WAY}`,
    },
    {
      name: "S3 events that no notification sends to the bus",
      props: toWork,
      others: [
        rule({ name: "on-visit", ...uploads() }),
        intake,
        { ...notified, props: { bucket: from("intake"), eventbridge: false } },
        work,
      ],
      finds: WAY.replace("EventRule", 'EventBus "default" → EventRule'),
    },
    {
      name: "one source of two tells of patients",
      props: toWork,
      others: [rule({ name: "on-visit", eventPattern: { source: ["aws.ec2", "aws.states"] } }), work],
      finds: WAY,
    },
    {
      name: "source by prefix",
      props: toWork,
      others: [rule({ name: "on-visit", eventPattern: { source: [{ prefix: "aws." }] } }), work],
      finds: WAY,
    },
    {
      name: "pattern without a source",
      props: toWork,
      others: [rule({ name: "on-visit", eventPattern: '{"detail-type":["Visit"]}' }), work],
      finds: WAY,
    },
    {
      name: "pattern that does not parse",
      props: toWork,
      others: [rule({ name: "on-visit", eventPattern: "{" }), work],
      finds: WAY,
    },
    {
      name: "neither pattern nor schedule",
      props: toWork,
      others: [rule({ name: "on-visit", eventPattern: "", scheduleExpression: "" }), work],
      finds: WAY,
    },
    {
      name: "schedule and pattern",
      props: toWork,
      others: [rule({ ...onVisit.props, scheduleExpression: "rate(1 day)" }), work],
      finds: WAY,
    },
    {
      name: "rule tagged as patient data",
      props: toWork,
      others: [
        rule({ ...onVisit.props, eventBusName: from("ops"), tags: phi }),
        { type: BUS, name: "ops", props: { tags: internal } },
        work,
      ],
      finds: `EventBus "ops" → ${WAY}`,
    },
    {
      name: "input taken from the event",
      props: { ...toWork, inputPath: "$.detail", input: "" },
      others: [onVisit, work],
      finds: WAY,
    },
  ],
  notJudged: [
    another,
    { name: "function", props: toSink, others: [onVisit, sink("aws:lambda/function:Function", {})], because: "exempt" },
    {
      name: "queue of another stack",
      props: { rule: "on-visit", arn: "arn:aws:sqs:us-east-1:111122223333:elsewhere" },
      others: [onVisit, work],
      because: "exempt",
    },
    {
      name: "by the clock",
      props: toWork,
      others: [rule({ name: "on-visit", scheduleExpression: "rate(1 day)" }), work],
      because: "exempt",
    },
    ...OPERATIONS.map((source) => ({
      name: `events of aws.${source}`,
      props: toWork,
      others: [rule({ name: "on-visit", eventPattern: JSON.stringify({ source: [`aws.${source}`] }) }), work],
      because: "exempt" as const,
    })),
    {
      name: "events about resources, pattern as an object",
      props: toWork,
      others: [rule({ name: "on-visit", eventPattern: { source: ["aws.ec2"] } }), work],
      because: "exempt",
    },
    {
      name: "fixed input",
      props: { ...toWork, input: '{"run":"nightly"}' },
      others: [onVisit, work],
      because: "exempt",
    },
    {
      name: "fixed input, of a declared bus",
      props: { ...toWork, input: '{"run":"nightly"}' },
      others: [
        rule({ name: "on-visit", eventBusName: from("visits") }),
        { type: BUS, name: "visits", props: { tags: phi } },
        work,
      ],
      because: "exempt",
    },
    {
      name: "bus without patient data, whatever the provider's default tags say",
      props: toWork,
      others: [
        rule({ name: "on-visit", eventBusName: from("ops") }),
        { type: BUS, name: "ops", props: { tags: internal } },
        work,
      ],
      defaultTags: phi,
      because: "exempt",
    },
    {
      name: "bucket without patient data",
      props: toWork,
      others: [
        rule({ name: "on-visit", ...uploads({ name: ["intake"] }) }),
        { ...intake, props: { bucket: "intake", tags: internal } },
        work,
      ],
      because: "exempt",
    },
    {
      name: "stack without patient data",
      props: toWork,
      others: [onVisit, work],
      defaultTags: internal,
      because: "exempt",
    },
    { name: "target not known", props: { rule: "on-visit", arn: unknownString }, because: "unknown", finds: "arn" },
    {
      name: "key not known",
      props: toWork,
      others: [onVisit, { ...work, props: { name: "work", kmsMasterKeyId: unknownString } }],
      because: "unknown",
      finds: "Queue.kmsMasterKeyId",
    },
    {
      name: "input not known",
      props: { ...toWork, input: unknownString, arn: unknownString },
      others: [onVisit],
      because: "unknown",
      finds: "arn",
    },
  ],
});
