import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
  type AttributeValue,
} from "@aws-sdk/client-dynamodb";
import { KinesisClient, PutRecordCommand } from "@aws-sdk/client-kinesis";
import { KNOWN_HOURS, type Known } from "./core";
import type { Claim, NoteStream, Sendings } from "./ports";

export const kinesisClient = (): KinesisClient => new KinesisClient({ maxAttempts: 4 });
export const dynamoDbClient = (): DynamoDBClient => new DynamoDBClient({ maxAttempts: 4 });

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

const secondsOf = (iso: string): number => Math.floor(Date.parse(iso) / 1000);

/**
 * DynamoDB removes items some time after they have expired, so that a claim asks whether they have. The SDK may make a claim twice, where
 * the first answer was lost: its own is no other's.
 */
const CLAIMABLE = [
  "attribute_not_exists(id)",
  "expires <= :second",
  "(content = :content AND written = :false AND (claimedUntil <= :at OR requestId = :requestId))",
].join(" OR ");

export function dynamoDbSendings(client: DynamoDBClient, TableName: string): Sendings {
  const update = async (
    { id, requestId }: Claim,
    expression: string,
    values: Record<string, AttributeValue>,
  ): Promise<void> => {
    try {
      await client.send(
        new UpdateItemCommand({
          TableName,
          Key: { id: { S: id } },
          UpdateExpression: expression,
          ConditionExpression: "requestId = :requestId AND written = :false",
          ExpressionAttributeValues: { ":requestId": { S: requestId }, ":false": { BOOL: false }, ...values },
        }),
      );
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  };
  return {
    claim: async ({ id, content, requestId, at, until }) => {
      try {
        await client.send(
          new PutItemCommand({
            TableName,
            Item: {
              ...{ id: { S: id }, content: { S: content }, requestId: { S: requestId } },
              ...{ claimedUntil: { S: until }, written: { BOOL: false } },
              expires: { N: String(secondsOf(at) + KNOWN_HOURS * 3600) },
            },
            ConditionExpression: CLAIMABLE,
            ExpressionAttributeValues: {
              ...{ ":content": { S: content }, ":requestId": { S: requestId }, ":at": { S: at } },
              ...{ ":second": { N: String(secondsOf(at)) }, ":false": { BOOL: false } },
            },
            ReturnValuesOnConditionCheckFailure: "ALL_OLD",
          }),
        );
        return undefined;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException && error.Item !== undefined) return knownIn(error.Item);
        throw error;
      }
    },
    written: (claim) => update(claim, "SET written = :true", { ":true": { BOOL: true } }),
    free: (claim) => update(claim, "SET claimedUntil = :at", { ":at": { S: claim.at } }),
  };
}

function knownIn(item: Record<string, AttributeValue>): Known {
  const text = (name: string): string => item[name]?.S ?? "";
  return {
    content: text("content"),
    requestId: text("requestId"),
    claimedUntil: text("claimedUntil"),
    written: item["written"]?.BOOL === true,
  };
}
