import { writeFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import {
  DescribeStreamConsumerCommand,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  SubscribeToShardCommand,
  type _Record,
} from "@aws-sdk/client-kinesis";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { pauseMs, type StreamRecord } from "./core";
import type { Shard } from "./lease";
import type { Batch, Clock, Health, Stream } from "./ports";

/** Most records of one answer, whose bytes Kinesis bounds at 10 MB: a batch is one transaction. Four answers a second are eight times what a shard takes. */
const BATCH_RECORDS = 2_000;

export const kinesisClient = (): KinesisClient => new KinesisClient({ maxAttempts: 4 });
export const secretsManagerClient = (): SecretsManagerClient => new SecretsManagerClient({ maxAttempts: 4 });

/** The stream; with a consumer, its records are pushed with a throughput of their own, else they are asked for. */
export function kinesisStream(client: KinesisClient, StreamARN: string, clock: Clock, consumerName?: string): Stream {
  return {
    shards: async () => {
      const found: Shard[] = [];
      let NextToken: string | undefined;
      do {
        const page = await client.send(
          new ListShardsCommand({ StreamARN, ...(NextToken !== undefined && { NextToken }) }),
        );
        for (const { ShardId = "", ParentShardId, AdjacentParentShardId } of page.Shards ?? []) {
          const parents = [ParentShardId, AdjacentParentShardId].filter((parent) => parent !== undefined);
          found.push({ shard: ShardId, parents });
        }
        ({ NextToken } = page);
      } while (NextToken !== undefined);
      return found;
    },
    batches: (shard, after, stop) =>
      consumerName === undefined
        ? asked(client, StreamARN, shard, after, stop, clock)
        : pushed(client, StreamARN, consumerName, shard, after, stop),
  };
}

async function* asked(
  client: KinesisClient,
  StreamARN: string,
  ShardId: string,
  after: string | undefined,
  stop: AbortSignal,
  clock: Clock,
): AsyncIterable<Batch> {
  let reached = after;
  let iterator: string | undefined;
  while (!stop.aborted) {
    if (iterator === undefined) {
      const from = startAt(reached);
      const { ShardIterator } = await client.send(
        new GetShardIteratorCommand({
          StreamARN,
          ShardId,
          ShardIteratorType: from.Type,
          ...(from.SequenceNumber !== undefined && { StartingSequenceNumber: from.SequenceNumber }),
        }),
        { abortSignal: stop },
      );
      iterator = ShardIterator;
    }
    let answer;
    try {
      answer = await client.send(new GetRecordsCommand({ StreamARN, ShardIterator: iterator, Limit: BATCH_RECORDS }), {
        abortSignal: stop,
      });
    } catch (error) {
      if (!(error instanceof ExpiredIteratorException)) throw error;
      iterator = undefined;
      continue;
    }
    const records = (answer.Records ?? []).map(recordOf);
    const behindMs = answer.MillisBehindLatest ?? 0;
    iterator = answer.NextShardIterator;
    const ended = iterator === undefined;
    yield { records, behindMs, ended };
    if (ended) return;
    reached = records.at(-1)?.sequence ?? reached;
    await clock.wait(pauseMs({ records: records.length, behindMs }), stop);
  }
}

/** A subscription lasts five minutes; whoever reads begins a new one at the checkpoint. */
async function* pushed(
  client: KinesisClient,
  StreamARN: string,
  ConsumerName: string,
  ShardId: string,
  after: string | undefined,
  stop: AbortSignal,
): AsyncIterable<Batch> {
  const { ConsumerDescription } = await client.send(new DescribeStreamConsumerCommand({ StreamARN, ConsumerName }));
  const { EventStream } = await client.send(
    new SubscribeToShardCommand({
      ConsumerARN: ConsumerDescription?.ConsumerARN,
      ShardId,
      StartingPosition: startAt(after),
    }),
    { abortSignal: stop },
  );
  for await (const { SubscribeToShardEvent: event } of EventStream ?? []) {
    if (event === undefined) continue;
    const ended = event.ContinuationSequenceNumber === undefined;
    yield { records: (event.Records ?? []).map(recordOf), behindMs: event.MillisBehindLatest ?? 0, ended };
    if (ended) return;
  }
}

function startAt(after: string | undefined): {
  Type: "AFTER_SEQUENCE_NUMBER" | "TRIM_HORIZON";
  SequenceNumber?: string;
} {
  return after === undefined ? { Type: "TRIM_HORIZON" } : { Type: "AFTER_SEQUENCE_NUMBER", SequenceNumber: after };
}

function recordOf({
  SequenceNumber = "",
  PartitionKey = "",
  Data,
  ApproximateArrivalTimestamp: at,
}: _Record): StreamRecord {
  return {
    sequence: SequenceNumber,
    partitionKey: PartitionKey,
    data: Data ?? new Uint8Array(),
    ...(at !== undefined && { arrivedAt: at.toISOString() }),
  };
}

/** The secret's text, read each time it is asked for. */
export function secretText(client: SecretsManagerClient, SecretId: string): () => Promise<string> {
  return async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
    if (SecretString === undefined) throw new Error("the database's secret is empty");
    return SecretString;
  };
}

export const clock: Clock = {
  wait: async (ms, stop) => {
    // Cut short by `stop`, which is what its caller asks about next.
    await setTimeout(ms, undefined, { signal: stop }).catch(() => undefined);
  },
  random: () => Math.random(),
};

/** A file whose age says how long ago the program was well; health.ts looks at it. */
export function fileHealth(path: string): Health {
  return { alive: () => writeFileSync(path, "") };
}
