import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import type { Alerts, Memories } from "./ports";

/** Days that an item stays after it was last written: long after it counts for anything. */
const KEPT_DAYS = 30;

export const dynamoDbClient = (): DynamoDBClient => new DynamoDBClient({ maxAttempts: 4 });
export const snsClient = (): SNSClient => new SNSClient({ maxAttempts: 4 });

export function dynamoDbMemories(client: DynamoDBClient, tableName: string, nowMs: () => number): Memories {
  const keep = async (reference: string, field: string, value: string, condition?: string): Promise<void> => {
    await client.send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { reference: { S: reference } },
        UpdateExpression: "SET #field = :value, #expires = :expires",
        ConditionExpression: condition,
        ExpressionAttributeNames: { "#field": field, "#expires": "expires" },
        ExpressionAttributeValues: {
          ":value": { S: value },
          ":expires": { N: String(Math.floor(nowMs() / 1000) + KEPT_DAYS * 86_400) },
        },
      }),
    );
  };
  return {
    of: async (reference) => {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: tableName, Key: { reference: { S: reference } }, ConsistentRead: true }),
      );
      return { reachedAt: Item?.["reachedAt"]?.S, alertedBy: Item?.["alertedBy"]?.S };
    },
    reached: async (reference, at) => {
      try {
        await keep(reference, "reachedAt", at, "attribute_not_exists(#field) OR #field < :value");
      } catch (error) {
        // A later call is known already.
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    alerted: (reference, by) => keep(reference, "alertedBy", by),
  };
}

export function snsAlerts(client: SNSClient, topicArn: string): Alerts {
  return {
    publish: async (message) => {
      await client.send(new PublishCommand({ TopicArn: topicArn, Message: message }));
    },
  };
}
