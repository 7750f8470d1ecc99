import {
  BatchGetItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import { auditEventSchema, type AuditEvent } from "../../reports/model/audit-event";
import { eventItem, keyOf, THRESHOLD_KEY, thresholdIn, verdictItem, type Item } from "../access-state/items";
import type { Feedback } from "./ports";

const told = (item: Item | undefined, attribute: string): AuditEvent | undefined => {
  const text = item?.[attribute]?.S;
  return text === undefined ? undefined : auditEventSchema.parse(JSON.parse(text));
};

/** Verdicts, in a table of their own by `event` and `decidedAt`; alerts and the threshold, in the table of accesses. */
export function tableFeedback(
  client: DynamoDBClient,
  { access, feedback, usualThreshold }: { access: string; feedback: string; usualThreshold: number },
): Feedback {
  return {
    of: async ({ caller, event }) => {
      const [alertKey, verdictKey] = [keyOf(caller, eventItem(event)), keyOf(caller, verdictItem(event))];
      const { Responses = {}, UnprocessedKeys = {} } = await client.send(
        new BatchGetItemCommand({
          RequestItems: { [access]: { ConsistentRead: true, Keys: [alertKey, verdictKey, THRESHOLD_KEY] } },
        }),
      );
      if (Object.keys(UnprocessedKeys).length > 0) throw new Error("the table did not give all items");
      const found = (key: Item): Item | undefined => Responses[access]?.find(({ item }) => item?.S === key["item"]?.S);
      return {
        alert: told(found(alertKey), "alert"),
        review: told(found(verdictKey), "review"),
        threshold: thresholdIn(found(THRESHOLD_KEY)) ?? { value: usualThreshold, version: 0 },
      };
    },
    keep: async ({ caller, event }, review, { value, version }) => {
      const text = { S: JSON.stringify(review) };
      const first = version === 1;
      try {
        await client.send(
          new TransactWriteItemsCommand({
            TransactItems: [
              {
                Put: {
                  TableName: access,
                  Item: { ...keyOf(caller, verdictItem(event)), review: text },
                  ConditionExpression: "attribute_not_exists(caller)",
                },
              },
              {
                Put: {
                  TableName: access,
                  Item: { ...THRESHOLD_KEY, value: { N: String(value) }, version: { N: String(version) } },
                  ConditionExpression: first ? "attribute_not_exists(caller)" : "version = :read",
                  ...(!first && { ExpressionAttributeValues: { ":read": { N: String(version - 1) } } }),
                },
              },
              {
                Put: { TableName: feedback, Item: { event: { S: event }, decidedAt: { S: review.at }, review: text } },
              },
            ],
          }),
        );
        return "kept";
      } catch (error) {
        const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
        const codes = reasons.map(({ Code }) => Code ?? "None").filter((code) => code !== "None");
        if (codes.length === 0 || !codes.every((code) => CONTENDED.includes(code))) throw error;
        return "changed";
      }
    },
  };
}

const CONTENDED: readonly string[] = ["ConditionalCheckFailed", "TransactionConflict"];
