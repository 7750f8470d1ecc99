import { from, testRule, unknownString } from "../../testing/rule-tester";
import { phiFlowDynamodbStreamToKinesisEncrypted } from "./dynamodb";

const KEY = "arn:aws:kms:us-east-1:111122223333:key/k";
const EXPORT = "aws:dynamodb/tableExport:TableExport";
const visits = { type: "aws:dynamodb/table:Table", name: "visits", props: { name: "visits" } };
const internal = { ...visits, props: { name: "visits", tags: { DataClassification: "internal" } } };
const changes = { type: "aws:kinesis/stream:Stream", name: "changes" };
const streaming = { tableName: "visits", streamArn: "arn:aws:kinesis:us-east-1:111122223333:stream/changes" };
const exported = { tableArn: from("visits"), s3Bucket: "exports", s3SseAlgorithm: "KMS", s3SseKmsKeyId: KEY };

testRule(phiFlowDynamodbStreamToKinesisEncrypted, {
  valid: [
    {
      name: "encrypted stream",
      props: streaming,
      others: [visits, { ...changes, props: { name: "changes", encryptionType: "KMS" } }],
    },
    { name: "export with a key", type: EXPORT, props: exported, others: [visits] },
  ],
  invalid: [
    {
      name: "stream without encryption",
      props: streaming,
      others: [visits, { ...changes, props: { name: "changes" } }],
      finds: 'Table "visits" → KinesisStreamingDestination "subject" → Stream "changes"',
    },
    {
      name: "by reference, of a table elsewhere",
      props: { tableName: "elsewhere", streamArn: from("changes") },
      others: [{ ...changes, props: { encryptionType: "NONE" } }],
      finds: 'KinesisStreamingDestination "subject" → Stream "changes"',
    },
    {
      name: "export with the key of S3",
      type: EXPORT,
      props: { ...exported, s3SseAlgorithm: "AES256", s3SseKmsKeyId: undefined },
      others: [visits],
      finds: ["s3SseAlgorithm", "s3SseKmsKeyId"],
    },
    {
      name: "export, encryption left out",
      type: EXPORT,
      props: { tableArn: from("visits"), s3Bucket: "exports" },
      others: [visits],
      finds: ["s3SseAlgorithm", "s3SseKmsKeyId"],
    },
    {
      name: "export without a key",
      type: EXPORT,
      props: { ...exported, s3SseKmsKeyId: "alias/aws/s3" },
      finds: "s3SseKmsKeyId",
    },
    {
      name: "export with a key and no algorithm",
      type: EXPORT,
      props: { ...exported, s3SseAlgorithm: undefined },
      finds: "s3SseAlgorithm",
    },
  ],
  notJudged: [
    { name: "another type", type: visits.type, props: {}, because: "other-type" },
    {
      name: "table without patient data",
      props: streaming,
      others: [internal, { ...changes, props: { name: "changes" } }],
      because: "exempt",
    },
    {
      name: "export of a table without patient data",
      type: EXPORT,
      props: { tableArn: from("visits"), s3Bucket: "exports" },
      others: [internal],
      because: "exempt",
    },
    {
      name: "stream of another stack",
      props: streaming,
      others: [visits, { ...changes, props: { name: "other" } }],
      because: "exempt",
    },
    {
      name: "stream not known",
      props: { tableName: "visits", streamArn: unknownString },
      others: [visits],
      because: "unknown",
      finds: "streamArn",
    },
    {
      name: "key not known",
      type: EXPORT,
      props: { ...exported, s3SseKmsKeyId: unknownString },
      because: "unknown",
      finds: "s3SseKmsKeyId",
    },
  ],
});
