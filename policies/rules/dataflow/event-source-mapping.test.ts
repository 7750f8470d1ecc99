import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { phiFlowEventSourceMappingEncrypted } from "./event-source-mapping";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/k";
const STREAM = "aws:kinesis/stream:Stream";
const internal = { DataClassification: "internal" };
const source = (type: string, props: object): { type: string; name: string; props: object } => ({
  type,
  name: "visits",
  props,
});
const mapping = { functionName: "read", eventSourceArn: from("visits") };
const encrypted = source(STREAM, { encryptionType: "KMS" });
const filterCriteria = { filters: [{ pattern: '{"clinic":["north"]}' }] };
const failing = { ...mapping, destinationConfig: { onFailure: { destinationArn: from("failed") } } };
const failed = (type: string, props: object): { type: string; name: string; props: object } => ({
  type,
  name: "failed",
  props,
});
const streamArn = "arn:aws:kinesis:us-east-1:111122223333:stream/visits";

testRule(phiFlowEventSourceMappingEncrypted, {
  valid: [
    {
      name: "encrypted stream",
      props: { functionName: "read", eventSourceArn: streamArn },
      others: [source(STREAM, { name: "visits", encryptionType: "KMS" })],
    },
    { name: "queue, encrypted by default", props: mapping, others: [source("aws:sqs/queue:Queue", {})] },
    {
      name: "queue with a key alone",
      props: mapping,
      others: [source("aws:sqs/queue:Queue", { sqsManagedSseEnabled: false, kmsMasterKeyId: KEY })],
    },
    {
      name: "changes of a table",
      props: {
        functionName: "read",
        eventSourceArn: "arn:aws:dynamodb:us-east-1:111122223333:table/visits/stream/2024-01-01T00:00:00.000",
      },
      others: [source("aws:dynamodb/table:Table", { name: "visits" })],
    },
    {
      name: "document store",
      props: mapping,
      others: [source("aws:docdb/cluster:Cluster", { storageEncrypted: true })],
    },
    { name: "broker", props: mapping, others: [source("aws:mq/broker:Broker", {})] },
    { name: "filters with a key", props: { ...mapping, filterCriteria, kmsKeyArn: KEY }, others: [encrypted] },
    { name: "no filters", props: { ...mapping, filterCriteria: { filters: [] } }, others: [encrypted] },
    {
      name: "failed records to an encrypted queue",
      props: failing,
      others: [encrypted, failed("aws:sqs/queue:Queue", {})],
    },
  ],
  invalid: [
    {
      name: "stream without encryption",
      props: { functionName: "read", eventSourceArn: streamArn },
      others: [source(STREAM, { name: "visits" })],
      finds: 'Stream "visits" → EventSourceMapping "subject"',
    },
    {
      name: "stream by the ARN that AWS answered",
      props: { functionName: "read", eventSourceArn: streamArn },
      others: [{ ...source(STREAM, {}), outputs: { arn: streamArn } }],
      finds: 'Stream "visits" → EventSourceMapping "subject"',
    },
    {
      name: "stream behind a consumer",
      props: { functionName: "read", eventSourceArn: from("consumer") },
      others: [
        source(STREAM, {}),
        { type: "aws:kinesis/streamConsumer:StreamConsumer", name: "consumer", props: { streamArn: from("visits") } },
      ],
      finds: 'Stream "visits" → EventSourceMapping "subject"',
    },
    ...(
      [
        ["aws:sqs/queue:Queue", { sqsManagedSseEnabled: false }],
        ["aws:msk/cluster:Cluster", { encryptionInfo: { encryptionInTransit: { clientBroker: "PLAINTEXT" } } }],
        ["aws:docdb/cluster:Cluster", {}],
      ] as const
    ).map(([type, props]) => ({
      name: `${type} without encryption`,
      props: mapping,
      others: [source(type, props)],
      finds: `${type.split(":").pop()} "visits" → EventSourceMapping "subject"`,
    })),
    ...(
      [
        ["aws:sqs/queue:Queue", { sqsManagedSseEnabled: false }],
        ["aws:sns/topic:Topic", {}],
        ["aws:s3/bucket:Bucket", {}],
      ] as const
    ).map(([type, props]) => ({
      name: `failed records to ${type} without encryption`,
      props: failing,
      others: [encrypted, failed(type, props)],
      finds: `Stream "visits" → EventSourceMapping "subject" → ${type.split(":").pop()} "failed"`,
    })),
    { name: "filters without a key", props: { ...mapping, filterCriteria }, others: [encrypted], finds: "kmsKeyArn" },
    {
      name: "filters without a key, source of another stack",
      props: { functionName: "read", eventSourceArn: streamArn, filterCriteria },
      finds: "kmsKeyArn",
    },
    {
      name: "failed records, source of another stack",
      props: { ...failing, eventSourceArn: streamArn },
      others: [failed("aws:sns/topic:Topic", {})],
      finds: 'EventSourceMapping "subject" → Topic "failed"',
    },
  ],
  notJudged: [
    { name: "another type", type: STREAM, props: {}, because: "other-type" },
    {
      name: "no patient data",
      props: { ...mapping, filterCriteria },
      others: [source(STREAM, { tags: internal })],
      because: "exempt",
    },
    {
      name: "source of another stack",
      props: { functionName: "read", eventSourceArn: streamArn },
      others: [source(STREAM, { name: "other" })],
      because: "exempt",
    },
    { name: "Kafka outside AWS", props: { functionName: "read", selfManagedEventSource: {} }, because: "exempt" },
    {
      name: "source not known",
      props: { ...mapping, eventSourceArn: unknownString },
      because: "unknown",
      finds: "eventSourceArn",
    },
    {
      name: "filters not known",
      props: { ...mapping, filterCriteria: unknownValue },
      others: [encrypted],
      because: "unknown",
      finds: "filterCriteria.filters",
    },
  ],
});
