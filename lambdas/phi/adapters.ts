import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { logMetrics, type Metrics as MetricsLog } from "../metrics/embedded";
import { PHI_METRICS } from "./contract";
import type { Clock, Metrics, ReviewItem, Reviews } from "./ports";

/** As in s3Client: what still fails after four tries is the state machine's to repeat. */
const TRIES = { maxAttempts: 4 };

export const dynamoClient = (): DynamoDBClient => new DynamoDBClient(TRIES);
export const sqsClient = (): SQSClient => new SQSClient(TRIES);

export const systemClock: Clock = { now: () => new Date() };

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
        if ((error as Error).name !== "ConditionalCheckFailedException") throw error;
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
