import type { KinesisStreamingDestinationArgs, TableExportArgs } from "@pulumi/aws/dynamodb";
import { all, any, fromBoolean } from "../../answer";
import { customerKey, is } from "../../predicates";
import { on } from "../../rule";
import { STREAM } from "./flow-ends";
import { carriesPhi, everySink, goesSomewhere, type Sinks } from "./flow-sinks";
import { isEncrypted } from "./protection";

const STREAMING = "aws:dynamodb/kinesisStreamingDestination:KinesisStreamingDestination";
const EXPORT = "aws:dynamodb/tableExport:TableExport";

const leavingTable = on<KinesisStreamingDestinationArgs & TableExportArgs>(STREAMING, EXPORT);

const CHANGES_GO_TO: Sinks = { streamArn: STREAM };

export const phiFlowDynamodbStreamToKinesisEncrypted = leavingTable.relation({
  id: "phi-flow-dynamodb-stream-to-kinesis-encrypted",
  title: "What leaves a table with patient data stays encrypted by KMS",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/kds.html",
  says: "takes items out of a table to where KMS does not encrypt them with a key of yours",
  fix: 'Set encryptionType: "KMS" on the stream; on an export set s3SseAlgorithm: "KMS" and s3SseKmsKeyId: key.arn.',
  why: "An export is written with the encryption that it names, whatever the table or the bucket has.",
  appliesWhen: (p, stack, resource) =>
    all(
      carriesPhi(stack, resource),
      any(fromBoolean(resource.type === EXPORT), goesSomewhere(p, stack, CHANGES_GO_TO)),
    ),
  otherwise: "The table is classified as holding no patient data, or the stream is of another stack and judged there.",
  requires: (p, stack, resource) =>
    resource.type === EXPORT
      ? all(is(p.s3SseAlgorithm, "KMS"), customerKey(p.s3SseKmsKeyId))
      : everySink(p, stack, CHANGES_GO_TO, (stream) => isEncrypted(stream, stack)),
});
