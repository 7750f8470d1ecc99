import { KinesisClient, PutRecordCommand } from "@aws-sdk/client-kinesis";
import type { NoteStream } from "./ports";

export function kinesisClient(): KinesisClient {
  return new KinesisClient({ maxAttempts: 4 });
}

export function kinesisStream(client: KinesisClient, streamName: string): NoteStream {
  return {
    put: async (partitionKey, record) => {
      const { SequenceNumber } = await client.send(
        new PutRecordCommand({
          StreamName: streamName,
          PartitionKey: partitionKey,
          Data: new TextEncoder().encode(record),
        }),
      );
      return SequenceNumber ?? "";
    },
  };
}
