import { from, testRule, unknownString } from "../../testing/rule-tester";
import { phiFlowFirehoseDestinationEncrypted, phiFlowFirehoseSourceEncrypted } from "./firehose";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/k";
const ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
const another = { name: "another type", type: "aws:kinesis/stream:Stream", props: {}, because: "other-type" } as const;
const internal = { "phiguard:classification": "internal" };

const kms = { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: KEY } };
const lake = { type: "aws:s3/bucket:Bucket", name: "lake", props: { bucket: "lake" } };
const lakeEncrypted = { type: ENCRYPTION, name: "lake-kms", props: { bucket: "lake", rules: [kms] } };
const lakeArn = "arn:aws:s3:::lake";
const s3 = { bucketArn: lakeArn, roleArn: "arn:aws:iam::111122223333:role/firehose", kmsKeyArn: KEY };
const keyless = { ...s3, kmsKeyArn: undefined };
const to = (name: string): string => `FirehoseDeliveryStream "subject" → ${name}`;
const domain = (
  encrypted: boolean,
  type = "aws:opensearch/domain:Domain",
): { type: string; name: string; props: object } => ({
  type,
  name: "notes",
  props: { encryptAtRest: { enabled: encrypted } },
});

testRule(phiFlowFirehoseDestinationEncrypted, {
  valid: [
    { name: "key, and an encrypted bucket", props: { extendedS3Configuration: s3 }, others: [lake, lakeEncrypted] },
    {
      name: "older bucket, encrypted inline",
      props: { extendedS3Configuration: s3 },
      others: [
        {
          type: "aws:s3/bucketV2:BucketV2",
          name: "lake",
          props: {
            bucket: "lake",
            serverSideEncryptionConfigurations: [
              { rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "aws:kms" }] }] },
            ],
          },
        },
      ],
    },
    { name: "bucket of another stack", props: { extendedS3Configuration: s3 } },
    {
      name: "copies with a key too",
      props: { extendedS3Configuration: { ...s3, s3BackupMode: "Enabled", s3BackupConfiguration: s3 } },
    },
    {
      name: "copies turned off",
      props: { extendedS3Configuration: { ...s3, s3BackupMode: "Disabled", s3BackupConfiguration: keyless } },
    },
    {
      name: "search domain, failed records in an encrypted bucket",
      props: {
        opensearchConfiguration: { domainArn: from("notes"), s3Configuration: { ...keyless, bucketArn: from("lake") } },
      },
      others: [domain(true), lake, lakeEncrypted],
    },
    {
      name: "search domain, failed records with a key",
      props: { elasticsearchConfiguration: { domainArn: from("notes"), s3Configuration: s3 } },
      others: [domain(true, "aws:elasticsearch/domain:Domain")],
    },
    {
      name: "warehouse (encrypted by default), copies with a key",
      props: {
        redshiftConfiguration: { clusterJdbcurl: from("claims"), s3Configuration: s3, s3BackupConfiguration: s3 },
      },
      others: [{ type: "aws:redshift/cluster:Cluster", name: "claims" }],
    },
    { name: "nothing written to a bucket", props: { destination: "http_endpoint" } },
  ],
  invalid: [
    {
      name: "no key",
      props: { extendedS3Configuration: keyless },
      others: [lake, lakeEncrypted],
      finds: "extendedS3Configuration.kmsKeyArn",
    },
    {
      name: "copies without a key",
      props: { extendedS3Configuration: { ...s3, s3BackupMode: "Enabled", s3BackupConfiguration: keyless } },
      finds: "extendedS3Configuration.s3BackupConfiguration.kmsKeyArn",
    },
    {
      name: "copies without a key, mode left out",
      props: { extendedS3Configuration: { ...s3, s3BackupConfiguration: keyless } },
      finds: "extendedS3Configuration.s3BackupConfiguration.kmsKeyArn",
    },
    {
      name: "bucket with the key of S3",
      props: { extendedS3Configuration: s3 },
      others: [lake],
      finds: to('Bucket "lake"'),
    },
    {
      name: "encryption of another bucket",
      props: { extendedS3Configuration: { ...s3, bucketArn: from("lake") } },
      others: [
        { ...lake, props: {} },
        { ...lakeEncrypted, props: { bucket: "archive", rules: [kms] } },
      ],
      finds: to('Bucket "lake"'),
    },
    {
      name: "path from a declared store",
      props: { kinesisSourceConfiguration: { kinesisStreamArn: from("events") }, extendedS3Configuration: s3 },
      others: [
        lake,
        { type: "aws:kinesis/stream:Stream", name: "events", props: {} },
        {
          type: "aws:dynamodb/kinesisStreamingDestination:KinesisStreamingDestination",
          name: "changes",
          props: { tableName: from("visits"), streamArn: from("events") },
        },
        { type: "aws:dynamodb/table:Table", name: "visits", props: { tags: { DataClassification: "phi" } } },
      ],
      finds:
        'Table "visits" → KinesisStreamingDestination "changes" → Stream "events" → FirehoseDeliveryStream "subject" → Bucket "lake"',
    },
    ...(
      [
        ["opensearchConfiguration", domain(false), "Domain"],
        ["elasticsearchConfiguration", domain(false, "aws:elasticsearch/domain:Domain"), "Domain"],
        [
          "redshiftConfiguration",
          { type: "aws:redshift/cluster:Cluster", name: "notes", props: { encrypted: "false" } },
          "Cluster",
        ],
        ["icebergConfiguration", { ...lake, name: "notes" }, "Bucket"],
      ] as const
    ).map(([property, store, short]) => ({
      name: `${property}: store not encrypted`,
      props: { [property]: { domainArn: from("notes"), s3Configuration: s3 } },
      others: [store],
      finds: to(`${short} "notes"`),
    })),
    ...[
      "opensearchConfiguration",
      "elasticsearchConfiguration",
      "opensearchserverlessConfiguration",
      "redshiftConfiguration",
      "httpEndpointConfiguration",
      "splunkConfiguration",
      "snowflakeConfiguration",
      "icebergConfiguration",
    ].map((property) => ({
      name: `${property}: failed records without a key, in a bucket with the key of S3`,
      props: { [property]: { s3Configuration: keyless } },
      others: [lake],
      finds: [`${property}.s3Configuration.kmsKeyArn`, to('Bucket "lake"')],
    })),
    {
      name: "failed records without a key, in a bucket of another stack",
      props: { httpEndpointConfiguration: { s3Configuration: keyless } },
      finds: "httpEndpointConfiguration.s3Configuration.kmsKeyArn",
    },
    {
      name: "copies of a warehouse's files without a key",
      props: { redshiftConfiguration: { s3Configuration: s3, s3BackupConfiguration: keyless } },
      finds: "redshiftConfiguration.s3BackupConfiguration.kmsKeyArn",
    },
  ],
  notJudged: [
    another,
    {
      name: "no patient data",
      props: { extendedS3Configuration: keyless, tags: internal },
      because: "exempt",
    },
    {
      name: "fed by a stream without patient data",
      props: {
        kinesisSourceConfiguration: { kinesisStreamArn: from("events") },
        extendedS3Configuration: keyless,
      },
      others: [{ type: "aws:kinesis/stream:Stream", name: "events", props: { tags: internal } }],
      because: "exempt",
    },
    {
      name: "key not known",
      props: { extendedS3Configuration: { ...s3, bucketArn: from("lake"), kmsKeyArn: unknownString } },
      others: [lake, lakeEncrypted],
      because: "unknown",
      finds: "extendedS3Configuration.kmsKeyArn",
    },
    {
      name: "bucket not known",
      props: { extendedS3Configuration: { ...s3, bucketArn: unknownString } },
      others: [lake],
      because: "unknown",
      finds: "extendedS3Configuration",
    },
  ],
});

const stream = { type: "aws:kinesis/stream:Stream", name: "events", props: { encryptionType: "KMS" } };
const reads = {
  kinesisSourceConfiguration: { kinesisStreamArn: from("events"), roleArn: "arn:aws:iam::111122223333:role/r" },
};
const readsKafka = { mskSourceConfiguration: { mskClusterArn: from("bus"), topicName: "visits" } };
const kafka = (inTransit: object | undefined): { type: string; name: string; props: object } => ({
  type: "aws:msk/cluster:Cluster",
  name: "bus",
  props: inTransit === undefined ? {} : { encryptionInfo: { encryptionInTransit: inTransit } },
});

testRule(phiFlowFirehoseSourceEncrypted, {
  valid: [
    {
      name: "encrypted stream",
      props: {
        kinesisSourceConfiguration: {
          kinesisStreamArn: "arn:aws:kinesis:us-east-1:111122223333:stream/events",
          roleArn: "arn:aws:iam::111122223333:role/firehose",
        },
      },
      others: [{ ...stream, props: { name: "events", encryptionType: "KMS", kmsKeyId: KEY } }],
    },
    { name: "by reference", props: reads, others: [stream] },
    { name: "Kafka, TLS by default", props: readsKafka, others: [kafka(undefined)] },
    { name: "Kafka, TLS", props: readsKafka, others: [kafka({ clientBroker: "TLS", inCluster: true })] },
    {
      name: "serverless Kafka",
      props: readsKafka,
      others: [{ type: "aws:msk/serverlessCluster:ServerlessCluster", name: "bus" }],
    },
  ],
  invalid: [
    {
      name: "encryption left out",
      props: {
        kinesisSourceConfiguration: {
          kinesisStreamArn: "arn:aws:kinesis:us-east-1:111122223333:stream/events",
          roleArn: "arn:aws:iam::111122223333:role/firehose",
        },
      },
      others: [{ ...stream, props: { name: "events" } }],
      finds: 'Stream "events" → FirehoseDeliveryStream "subject"',
    },
    {
      name: "none",
      props: reads,
      others: [{ ...stream, props: { encryptionType: "NONE" } }],
      finds: 'Stream "events" → FirehoseDeliveryStream "subject"',
    },
    {
      name: "Kafka by the ARN that AWS answered",
      props: { mskSourceConfiguration: { mskClusterArn: "arn:aws:kafka:us-east-1:111122223333:cluster/bus/1a2b" } },
      others: [
        {
          ...kafka({ clientBroker: "PLAINTEXT" }),
          outputs: { arn: "arn:aws:kafka:us-east-1:111122223333:cluster/bus/1a2b" },
        },
      ],
      finds: 'Cluster "bus" → FirehoseDeliveryStream "subject"',
    },
    {
      name: "Kafka in the clear",
      props: readsKafka,
      others: [kafka({ clientBroker: "TLS_PLAINTEXT" })],
      finds: 'Cluster "bus" → FirehoseDeliveryStream "subject"',
    },
    {
      name: "Kafka in the clear between brokers",
      props: readsKafka,
      others: [kafka({ inCluster: false })],
      finds: 'Cluster "bus" → FirehoseDeliveryStream "subject"',
    },
  ],
  notJudged: [
    another,
    { name: "put in directly", props: { extendedS3Configuration: s3 }, because: "exempt" },
    {
      name: "stream of another stack",
      props: {
        kinesisSourceConfiguration: { kinesisStreamArn: "arn:aws:kinesis:us-east-1:111122223333:stream/other" },
      },
      others: [{ ...stream, props: { name: "events" } }],
      because: "exempt",
    },
    {
      name: "no patient data",
      props: reads,
      others: [{ ...stream, props: { tags: internal } }],
      because: "exempt",
    },
    {
      name: "stream not known",
      props: { kinesisSourceConfiguration: { kinesisStreamArn: unknownString } },
      because: "unknown",
      finds: "kinesisSourceConfiguration",
    },
    {
      name: "encryption not known",
      props: reads,
      others: [{ ...stream, props: { encryptionType: unknownString } }],
      because: "unknown",
      finds: "Stream.encryptionType",
    },
  ],
});
