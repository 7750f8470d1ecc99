import { from, testRule, unknownString } from "../../testing/rule-tester";
import { phiFlowSnsSubscriptionEndpoint } from "./sns-subscription";

const TOPIC = "aws:sns/topic:Topic";
const QUEUE = "aws:sqs/queue:Queue";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const phi = { DataClassification: "phi" };
const internal = { DataClassification: "internal" };
const results = { type: TOPIC, name: "results", props: { name: "results", tags: phi } };
const untagged = { type: TOPIC, name: "results", props: {} };
const topic = "arn:aws:sns:us-east-1:111122223333:results";
const mail = { topic: from("results"), protocol: "email", endpoint: "team@clinic.example" };
const MAILED = 'Topic "results" → TopicSubscription "subject" → email';
const toQueue = { topic, protocol: "sqs", endpoint: from("work") };
const feeder = (type: string, property: string): { type: string; name: string; props: object } => ({
  type,
  name: "feeder",
  props: { [property]: from("results") },
});
const onFinding = {
  type: "aws:cloudwatch/eventRule:EventRule",
  name: "on-finding",
  props: { eventPattern: '{"source":["aws.guardduty"]}' },
};
const told = { type: TARGET, name: "told", props: { rule: from("on-finding"), arn: from("results") } };

testRule(phiFlowSnsSubscriptionEndpoint, {
  valid: [
    {
      name: "HTTPS",
      props: { topic, protocol: "https", endpoint: "https://api.clinic.example/results" },
      others: [results],
    },
    {
      name: "function",
      props: { topic, protocol: "lambda", endpoint: from("read") },
      others: [results, { type: "aws:lambda/function:Function", name: "read" }],
    },
    { name: "queue, encrypted by default", props: toQueue, others: [results, { type: QUEUE, name: "work" }] },
    {
      name: "queue of another stack",
      props: { ...toQueue, endpoint: "arn:aws:sqs:us-east-1:111122223333:other" },
      others: [results],
    },
    { name: "protocol left out", props: { topic, endpoint: "x" }, others: [results] },
  ],
  invalid: [
    {
      name: "email",
      props: { topic, protocol: "email", endpoint: "team@clinic.example" },
      others: [results],
      finds: MAILED,
    },
    ...["email-json", "sms", "http"].map((protocol) => ({
      name: protocol,
      props: { ...mail, protocol },
      others: [results],
      finds: `Topic "results" → TopicSubscription "subject" → ${protocol}`,
    })),
    {
      name: "topic by the ARN that AWS answered",
      props: { ...mail, topic: `${topic}-1a2b` },
      others: [{ ...untagged, outputs: { arn: `${topic}-1a2b` } }],
      finds: MAILED,
    },
    { name: "topic without a classification", props: mail, others: [untagged], finds: MAILED },
    { name: "topic of another stack", props: { ...mail, topic }, finds: 'TopicSubscription "subject" → email' },
    {
      name: "queue without encryption",
      props: toQueue,
      others: [results, { type: QUEUE, name: "work", props: { sqsManagedSseEnabled: false } }],
      finds: 'Topic "results" → TopicSubscription "subject" → Queue "work"',
    },
    {
      name: "delivery stream without encryption",
      props: { ...toQueue, protocol: "firehose" },
      others: [results, { type: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", name: "work" }],
      finds: 'Topic "results" → TopicSubscription "subject" → FirehoseDeliveryStream "work"',
    },
    {
      name: "tag on the topic does not take out what a bucket sends it",
      props: mail,
      others: [
        { ...untagged, props: { tags: internal } },
        { type: "aws:s3/bucket:Bucket", name: "intake", props: { tags: phi } },
        {
          type: "aws:s3/bucketNotification:BucketNotification",
          name: "events",
          props: { bucket: from("intake"), topics: [{ topicArn: from("results") }] },
        },
      ],
      finds: `Bucket "intake" → BucketNotification "events" → ${MAILED}`,
    },
    {
      name: "alarms and a bucket",
      props: mail,
      others: [
        untagged,
        feeder("aws:cloudwatch/metricAlarm:MetricAlarm", "alarmActions"),
        { type: "aws:s3/bucket:Bucket", name: "intake" },
        {
          type: "aws:s3/bucketNotification:BucketNotification",
          name: "events",
          props: { bucket: from("intake"), topics: [{ topicArn: from("results") }] },
        },
      ],
      finds: MAILED,
    },
    {
      name: "alarms do not change what the tag says",
      props: mail,
      others: [results, feeder("aws:cloudwatch/metricAlarm:MetricAlarm", "alarmActions")],
      finds: MAILED,
    },
  ],
  notJudged: [
    { name: "another type", type: TOPIC, props: {}, because: "other-type" },
    { name: "no patient data", props: mail, others: [{ ...untagged, props: { tags: internal } }], because: "exempt" },
    { name: "stack without patient data", props: mail, others: [untagged], defaultTags: internal, because: "exempt" },
    ...(
      [
        ["aws:cloudwatch/metricAlarm:MetricAlarm", "alarmActions"],
        ["aws:cloudwatch/metricAlarm:MetricAlarm", "okActions"],
        ["aws:cloudwatch/metricAlarm:MetricAlarm", "insufficientDataActions"],
        ["aws:cloudwatch/compositeAlarm:CompositeAlarm", "alarmActions"],
        ["aws:budgets/budget:Budget", "notifications"],
        ["aws:backup/vaultNotifications:VaultNotifications", "snsTopicArn"],
        ["aws:rds/eventSubscription:EventSubscription", "snsTopic"],
        ["aws:scheduler/schedule:Schedule", "target"],
      ] as const
    ).map(([type, property]) => ({
      name: `fed by ${property} of ${type}`,
      props: mail,
      others: [untagged, feeder(type, property)],
      because: "exempt" as const,
    })),
    { name: "fed by events about resources", props: mail, others: [untagged, onFinding, told], because: "exempt" },
    {
      name: "protocol not known",
      props: { ...mail, protocol: unknownString },
      others: [results],
      because: "unknown",
      finds: "protocol",
    },
    {
      name: "queue not known",
      props: { ...toQueue, endpoint: unknownString },
      others: [results],
      because: "unknown",
      finds: "endpoint",
    },
    {
      name: "topic's tags not known",
      props: mail,
      others: [{ ...untagged, props: { tags: unknownString } }],
      because: "unknown",
      finds: "tags",
    },
  ],
});
