import { from, testRule, unknownString } from "../../testing/rule-tester";
import { phiFlowDlqEncrypted } from "./dead-letter";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/k";
const QUEUE = "aws:sqs/queue:Queue";
const FUNCTION = "aws:lambda/function:Function";
const SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const phi = { DataClassification: "phi" };
const internal = { DataClassification: "internal" };
const deadArn = "arn:aws:sqs:us-east-1:111122223333:dead";
const redrivePolicy = JSON.stringify({ deadLetterTargetArn: deadArn, maxReceiveCount: 3 });
const dead = (props: object): { type: string; name: string; props: object } => ({
  type: QUEUE,
  name: "dead",
  props: { name: "dead", ...props },
});
const guarded = dead({ kmsMasterKeyId: KEY });
const open = dead({ sqsManagedSseEnabled: false });
const FAILED = 'Queue "subject" → Queue "dead"';
const results = (props: object): { type: string; name: string; props: object } => ({
  type: "aws:sns/topic:Topic",
  name: "results",
  props,
});
const subscribed = { topic: from("results"), protocol: "lambda", endpoint: "x", redrivePolicy };
const bus = (props: object): { type: string; name: string; props: object }[] => [
  { type: "aws:cloudwatch/eventBus:EventBus", name: "visits", props },
  {
    type: "aws:cloudwatch/eventRule:EventRule",
    name: "on-visit",
    props: { eventBusName: from("visits"), eventPattern: "{}" },
  },
];
const onVisit = { rule: from("on-visit"), arn: "x", deadLetterConfig: { arn: from("dead") } };
const separate = (queueUrl: string): { type: string; name: string; props: object } => ({
  type: "aws:sqs/redrivePolicy:RedrivePolicy",
  name: "redrive",
  props: { queueUrl, redrivePolicy: from("dead") },
});

testRule(phiFlowDlqEncrypted, {
  valid: [
    { name: "the same key", props: { kmsMasterKeyId: KEY, redrivePolicy }, others: [guarded] },
    { name: "both with the key of SQS", props: { redrivePolicy: from("dead") }, others: [dead({})] },
    {
      name: "source with AWS's KMS key",
      props: { kmsMasterKeyId: "alias/aws/sqs", redrivePolicy },
      others: [dead({})],
    },
    { name: "better than its source", props: { redrivePolicy }, others: [guarded] },
    { name: "redrive policy of its own", props: { kmsMasterKeyId: KEY }, others: [guarded, separate(from("subject"))] },
    { name: "function", type: FUNCTION, props: { deadLetterConfig: { targetArn: deadArn } }, others: [dead({})] },
    {
      name: "subscription of a topic with a key",
      type: SUBSCRIPTION,
      props: subscribed,
      others: [guarded, results({ kmsMasterKeyId: KEY })],
    },
    {
      name: "subscription of a topic with AWS's key",
      type: SUBSCRIPTION,
      props: subscribed,
      others: [dead({}), results({ kmsMasterKeyId: "alias/aws/sns" })],
    },
    {
      name: "event target of a bus with a key",
      type: TARGET,
      props: onVisit,
      others: [guarded, ...bus({ kmsKeyIdentifier: KEY })],
    },
    {
      name: "event target of the default bus",
      type: TARGET,
      props: onVisit,
      others: [
        dead({}),
        {
          type: "aws:cloudwatch/eventRule:EventRule",
          name: "on-visit",
          props: { eventPattern: '{"source":["aws.s3"]}' },
        },
      ],
    },
    { name: "event target of a bus without a key", type: TARGET, props: onVisit, others: [dead({}), ...bus({})] },
  ],
  invalid: [
    {
      name: "source with a key, dead letters without",
      props: { kmsMasterKeyId: KEY, redrivePolicy },
      others: [dead({})],
      finds: FAILED,
    },
    { name: "dead letters not encrypted", props: { redrivePolicy }, others: [open], finds: FAILED },
    { name: "neither encrypted", props: { sqsManagedSseEnabled: false, redrivePolicy }, others: [open], finds: FAILED },
    {
      name: "key from the same preview",
      props: { kmsMasterKeyId: from("key"), redrivePolicy: from("dead") },
      others: [dead({}), { type: "aws:kms/key:Key", name: "key" }],
      finds: FAILED,
    },
    {
      name: "redrive policy of its own",
      props: { kmsMasterKeyId: KEY },
      others: [dead({}), separate(from("subject"))],
      finds: 'Queue "subject" → RedrivePolicy "redrive" → Queue "dead"',
    },
    {
      name: "function with a key",
      type: FUNCTION,
      props: { kmsKeyArn: KEY, deadLetterConfig: { targetArn: deadArn } },
      others: [dead({})],
      finds: 'Function "subject" → Queue "dead"',
    },
    {
      name: "function, topic without encryption",
      type: FUNCTION,
      props: { deadLetterConfig: { targetArn: from("results") } },
      others: [results({})],
      finds: 'Function "subject" → Topic "results"',
    },
    {
      name: "subscription of a topic with a key",
      type: SUBSCRIPTION,
      props: subscribed,
      others: [dead({}), results({ kmsMasterKeyId: KEY })],
      finds: 'Topic "results" → TopicSubscription "subject" → Queue "dead"',
    },
    {
      name: "event target of a bus with a key",
      type: TARGET,
      props: onVisit,
      others: [dead({}), ...bus({ kmsKeyIdentifier: KEY })],
      finds: 'EventBus "visits" → EventRule "on-visit" → EventTarget "subject" → Queue "dead"',
    },
    {
      name: "dead letters tagged as something else",
      props: { tags: phi, redrivePolicy },
      others: [dead({ sqsManagedSseEnabled: false, tags: internal })],
      finds: FAILED,
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:sns/topic:Topic", props: {}, because: "other-type" },
    { name: "none", props: {}, others: [open], because: "exempt" },
    { name: "redrive policy of another queue", props: {}, others: [open, separate(from("dead"))], because: "exempt" },
    { name: "no patient data", props: { redrivePolicy, tags: internal }, others: [open], because: "exempt" },
    {
      name: "queue of another stack",
      props: { redrivePolicy: redrivePolicy.replace(":dead", ":elsewhere") },
      others: [open],
      because: "exempt",
    },
    { name: "not known", props: { redrivePolicy: unknownString }, because: "unknown", finds: "redrivePolicy" },
    {
      name: "redrive policy of whom is not known",
      props: { redrivePolicy: unknownString },
      others: [open, separate(unknownString)],
      because: "unknown",
      finds: "redrivePolicy",
    },
    {
      name: "the source's key not known",
      props: { kmsMasterKeyId: unknownString, redrivePolicy },
      others: [dead({})],
      because: "unknown",
      finds: "Queue.kmsMasterKeyId",
    },
  ],
});
