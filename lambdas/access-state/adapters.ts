import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import { SUSPENSION } from "./items";

export const dynamodbClient = (): DynamoDBClient => new DynamoDBClient({ maxAttempts: 4 });

/** Reads of callers' suspensions. Consistent: one that was written a moment ago counts. */
export function suspensions(
  client: DynamoDBClient,
  table: string,
): { suspendedUntil(caller: string): Promise<string | undefined> } {
  return {
    suspendedUntil: async (caller) => {
      const { Item } = await client.send(
        new GetItemCommand({
          TableName: table,
          Key: { caller: { S: caller }, item: { S: SUSPENSION } },
          ConsistentRead: true,
        }),
      );
      return Item?.["until"]?.S;
    },
  };
}
