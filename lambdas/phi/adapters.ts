import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { CopyObjectCommand, GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { logMetrics, type Metrics as MetricsLog } from "../metrics/embedded";
import { PHI_METRICS } from "./contract";
import type { DocumentRef } from "./document";
import type { Clock, Metrics, ReviewItem, Reviews } from "./ports";

/** As in s3Client: what still fails after four tries is the state machine's to repeat. */
const TRIES = { maxAttempts: 4 };

export const dynamoClient = (): DynamoDBClient => new DynamoDBClient(TRIES);
export const sqsClient = (): SQSClient => new SQSClient(TRIES);

export const systemClock: Clock = { now: () => new Date() };

/** Names by which S3 says that there is no such object or version. */
const MISSING = new Set(["NoSuchKey", "NoSuchVersion", "NotFound"]);
/** What a write that must not replace anything ends with where something is there. */
const THERE = new Set(["PreconditionFailed", "ConditionalRequestConflict"]);

const named = (error: unknown, names: ReadonlySet<string>): boolean => error instanceof Error && names.has(error.name);

/** One version of an object, up to a size. The body of a larger one is not read. */
export async function readVersion(
  s3: S3Client,
  bucket: string,
  { key, versionId }: Pick<DocumentRef, "key" | "versionId">,
  maxBytes: number,
): Promise<Uint8Array | "too-large" | "missing"> {
  try {
    const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, VersionId: versionId }));
    if ((object.ContentLength ?? Infinity) > maxBytes) {
      (object.Body as { destroy?: () => void } | undefined)?.destroy?.();
      return "too-large";
    }
    return (await object.Body?.transformToByteArray()) ?? new Uint8Array();
  } catch (error) {
    if (named(error, MISSING)) return "missing";
    throw error;
  }
}

/** The current version of an object of ours, as text. */
export async function readText(s3: S3Client, bucket: string, key: string): Promise<string> {
  const object = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return (await object.Body?.transformToString("utf-8")) ?? "";
}

/**
 * Writes an object under the bucket's own key, unless there is one of that name: names are made of the document's id, so what is
 * there is the same step's result of an earlier run.
 */
export async function writeOnce(
  s3: S3Client,
  bucket: string,
  key: string,
  body: string,
  contentType: string,
): Promise<void> {
  await unlessThere(() =>
    s3.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: key,
        Body: body,
        ContentType: contentType,
        IfNoneMatch: "*",
        // A bucket with object lock asks for a checksum; the SDK adds CRC32 by itself, and says so here.
        ChecksumAlgorithm: "CRC32",
      }),
    ),
  );
}

/** What CopyObject answers for a source above its 5 GiB. */
const NOT_COPIED = new Set([...MISSING, "InvalidRequest"]);

/** Copies one version under a new name, without its metadata; false where there is no such version, or it is too large for a copy. */
export async function copyVersion(
  s3: S3Client,
  from: { readonly bucket: string; readonly key: string; readonly versionId: string },
  to: { readonly bucket: string; readonly key: string },
): Promise<boolean> {
  const source = `${from.bucket}/${from.key.split("/").map(encodeURIComponent).join("/")}`;
  try {
    await unlessThere(() =>
      s3.send(
        new CopyObjectCommand({
          Bucket: to.bucket,
          Key: to.key,
          CopySource: `${source}?versionId=${encodeURIComponent(from.versionId)}`,
          IfNoneMatch: "*",
          MetadataDirective: "REPLACE",
          TaggingDirective: "REPLACE",
          ContentType: "application/octet-stream",
        }),
      ),
    );
    return true;
  } catch (error) {
    if (named(error, NOT_COPIED)) return false;
    throw error;
  }
}

async function unlessThere(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    // A conflict is another run's write of the same object at this moment; it is tried again until one has won.
    if (!named(error, THERE)) throw error;
    if ((error as Error).name === "ConditionalRequestConflict") await write().catch(ignoreThere);
  }
}

function ignoreThere(error: unknown): void {
  if ((error as Error).name !== "PreconditionFailed") throw error;
}

/** Review items in a table, and on a queue a message with the item's keys. */
export function reviews(dynamo: DynamoDBClient, sqs: SQSClient, tableName: string, queueUrl: string): Reviews {
  return {
    ask: async (item) => {
      try {
        await dynamo.send(
          new PutItemCommand({
            TableName: tableName,
            Item: attributes(item),
            ConditionExpression: "attribute_not_exists(documentId)",
          }),
        );
      } catch (error) {
        // It is there, perhaps decided on already; only the message may be missing.
        if (!named(error, new Set(["ConditionalCheckFailedException"]))) throw error;
      }
      const { documentId, kind } = item;
      await sqs.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify({ documentId, kind }) }));
    },
  };
}

type Attribute = { S: string } | { N: string } | { L: { S: string }[] };

function attributes(item: ReviewItem): Record<string, Attribute> {
  const { reasons, riskScore01, ...texts } = item;
  return {
    ...Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, { S: value }])),
    status: { S: "open" },
    reasons: { L: reasons.map((reason) => ({ S: reason })) },
    ...(riskScore01 !== undefined && { riskScore01: { N: String(riskScore01) } }),
  };
}

/** Counts of documents, and the latency where there is one, by environment. */
export function documentMetrics(environment: string, clock: Clock, to: MetricsLog = logMetrics): Metrics {
  const { namespace, dimension, latency } = PHI_METRICS;
  return {
    tell: (counts, latencyMs) =>
      to.put({
        namespace,
        dimensions: { [dimension]: environment },
        metrics: {
          ...Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, [count, "Count"] as const])),
          ...(latencyMs !== undefined && { [latency]: [latencyMs, "Milliseconds"] as const }),
        },
        at: clock.now().toISOString(),
      }),
  };
}
