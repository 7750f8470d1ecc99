import type { Statement } from "../access/policy-document";
import { arnOf } from "../names";
import type { Place } from "../site";

/**
 * What a program needs to read one stream by the Kinesis API alone, without the Kinesis Client Library, which would want
 * tables and metrics of its own. With a consumer it may also subscribe as that one (Kinesis Developer Guide, "Controlling
 * access"). The consumer's ARN ends with the second it was registered in.
 */
export function readerStatements(place: Place, streamName: string, consumerName?: string): Statement[] {
  const streamArn = arnOf(place, "kinesis", `stream/${streamName}`);
  const reads: Statement = {
    Sid: "ReadStream",
    Effect: "Allow",
    Action: ["kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"],
    Resource: streamArn,
  };
  if (consumerName === undefined) return [reads];
  return [
    reads,
    {
      Sid: "SubscribeToShards",
      Effect: "Allow",
      Action: ["kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard"],
      Resource: `${streamArn}/consumer/${consumerName}:*`,
    },
  ];
}
