import { from, testRule, unknownString } from "../../testing/rule-tester";
import { phiFlowSubscriptionFilterDestination } from "./subscription-filter";

const app = { type: "aws:cloudwatch/logGroup:LogGroup", name: "app", props: { name: "/clinic/app" } };
const STREAM = "aws:kinesis/stream:Stream";
const stream = (encryptionType?: string): { type: string; name: string; props: object } => ({
  type: STREAM,
  name: "logs",
  props: { name: "logs", encryptionType },
});
const firehose = (props: object): { type: string; name: string; props: object } => ({
  type: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
  name: "logs",
  props,
});
const destination = (targetArn: string): { type: string; name: string; props: object } => ({
  type: "aws:cloudwatch/logDestination:LogDestination",
  name: "archive",
  props: { name: "archive", targetArn },
});
const filter = { logGroup: "/clinic/app", filterPattern: "", destinationArn: from("logs") };
const toStream = { ...filter, destinationArn: "arn:aws:kinesis:us-east-1:111122223333:stream/logs" };
const toArchive = { ...filter, destinationArn: from("archive") };
const away = { ...filter, destinationArn: "arn:aws:logs:us-east-1:444455556666:destination:archive" };
const made = { ...app, outputs: { arn: "arn:aws:logs:us-east-1:111122223333:log-group:/clinic/app" } };
const internal = { DataClassification: "internal" };

testRule(phiFlowSubscriptionFilterDestination, {
  valid: [
    { name: "encrypted stream", props: toStream, others: [app, stream("KMS")] },
    {
      name: "encrypted delivery stream",
      props: filter,
      others: [app, firehose({ serverSideEncryption: { enabled: true } })],
    },
    { name: "function", props: filter, others: [app, { type: "aws:lambda/function:Function", name: "logs" }] },
    {
      name: "log destination before an encrypted stream",
      props: toArchive,
      others: [app, destination(from("logs")), stream("KMS")],
    },
    {
      name: "log destination by its ARN",
      props: { ...filter, destinationArn: "arn:aws:logs:us-east-1:111122223333:destination:archive" },
      others: [app, destination(from("logs")), stream("KMS")],
    },
    {
      name: "log archive in a trusted account",
      props: away,
      others: [app],
      settings: { trustedAccounts: ["444455556666"] },
    },
  ],
  invalid: [
    {
      name: "stream without encryption",
      props: toStream,
      others: [app, stream()],
      finds: 'LogGroup "app" → LogSubscriptionFilter "subject" → Stream "logs"',
    },
    {
      name: "delivery stream without encryption",
      props: { ...filter, logGroup: "elsewhere" },
      others: [firehose({})],
      finds: 'LogSubscriptionFilter "subject" → FirehoseDeliveryStream "logs"',
    },
    {
      name: "log destination before a stream without encryption",
      props: toArchive,
      others: [app, destination(from("logs")), stream("NONE")],
      finds: 'LogGroup "app" → LogSubscriptionFilter "subject" → LogDestination "archive"',
    },
    { name: "account not trusted", props: away, others: [app], finds: "destinationArn" },
    {
      name: "stream of an account that is neither",
      props: { ...filter, destinationArn: "arn:aws:kinesis:us-east-1:444455556666:stream/logs" },
      others: [made],
      finds: "destinationArn",
    },
    {
      name: "another account is trusted",
      props: away,
      others: [app],
      settings: { trustedAccounts: ["777788889999"] },
      finds: "destinationArn",
    },
  ],
  notJudged: [
    { name: "another type", type: STREAM, props: {}, because: "other-type" },
    {
      name: "log group without patient data",
      props: away,
      others: [{ ...app, props: { name: "/clinic/app", tags: internal } }],
      because: "exempt",
    },
    {
      name: "stream of another stack",
      props: { ...filter, destinationArn: "arn:aws:kinesis:us-east-1:111122223333:stream/shared" },
      others: [app, stream()],
      because: "exempt",
    },
    {
      name: "stream of another stack of this account",
      props: { ...filter, destinationArn: "arn:aws:kinesis:us-east-1:111122223333:stream/shared" },
      others: [made],
      because: "exempt",
    },
    {
      name: "log destination of this account, as AWS answered",
      props: { ...filter, destinationArn: "arn:aws:logs:us-east-1:111122223333:destination:archive" },
      others: [made],
      because: "exempt",
    },
    {
      name: "not known",
      props: { ...filter, destinationArn: unknownString },
      others: [app],
      because: "unknown",
      finds: "destinationArn",
    },
    {
      name: "stream behind the log destination not known",
      props: toArchive,
      others: [app, destination(unknownString)],
      because: "unknown",
      finds: "LogDestination.targetArn",
    },
  ],
});
