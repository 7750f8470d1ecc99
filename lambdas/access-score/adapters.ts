import {
  BatchGetItemCommand,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type AttributeValue,
  type DynamoDBClient,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb";
import { InvokeEndpointCommand, SageMakerRuntimeClient } from "@aws-sdk/client-sagemaker-runtime";
import { z } from "zod";
import { SUSPENSION } from "../access-state/items";
import { daysBefore, type Access } from "./core";
import type { Histories, Scorer } from "./ports";

type Item = Record<string, AttributeValue>;

const DAY_SECONDS = 86_400;
/** Seconds after which items go away by themselves: past what any score reads. */
const KEPT = { event: 7 * DAY_SECONDS, short: DAY_SECONDS, day: 9 * DAY_SECONDS, subject: 90 * DAY_SECONDS };

/** The counters of callers, in a table of `caller` and `item`. */
export function tableHistories(client: DynamoDBClient, table: string): Histories {
  return {
    before: async (access) => {
      const names = itemsOf(access);
      const days = daysBefore(access.at).map((day) => `day#${day}`);
      const wanted = [names.event, names.today, names.minute, names.hour, names.subject, ...days];
      const { Responses = {}, UnprocessedKeys = {} } = await client.send(
        new BatchGetItemCommand({
          RequestItems: {
            [table]: { ConsistentRead: true, Keys: wanted.map((item) => keyOf(access.caller, item)) },
          },
        }),
      );
      // Counts that are missing would make the access look usual.
      if (Object.keys(UnprocessedKeys).length > 0) throw new Error("the table did not give all items");
      const found = new Map((Responses[table] ?? []).map((item) => [item["item"]?.S, item]));
      if (found.has(names.event)) return { kind: "counted" };
      const count = (name: string, attribute: string): number => Number(found.get(name)?.[attribute]?.N ?? 0);
      return {
        kind: "new",
        history: {
          requestsByDay: days.filter((day) => found.has(day)).map((day) => count(day, "requests")),
          requestsToday: count(names.today, "requests"),
          requestsThisMinute: count(names.minute, "requests"),
          recordsThisHour: count(names.hour, "records"),
          knowsSubject: found.has(names.subject),
        },
      };
    },
    count: async (access) => {
      const names = itemsOf(access);
      try {
        await client.send(
          new TransactWriteItemsCommand({
            TransactItems: [
              {
                Put: {
                  TableName: table,
                  Item: { ...keyOf(access.caller, names.event), expiresAt: after(access.at, KEPT.event) },
                  ConditionExpression: "attribute_not_exists(caller)",
                },
              },
              added(table, access, names.today, KEPT.day),
              added(table, access, names.minute, KEPT.short),
              added(table, access, names.hour, KEPT.short),
              {
                Put: {
                  TableName: table,
                  Item: { ...keyOf(access.caller, names.subject), expiresAt: after(access.at, KEPT.subject) },
                },
              },
            ],
          }),
        );
      } catch (error) {
        const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
        // The first of the five refused: the same event was counted meanwhile.
        if (reasons[0]?.Code !== "ConditionalCheckFailed") throw error;
      }
    },
    suspend: async (caller, until) => {
      await client.send(
        new PutItemCommand({
          TableName: table,
          Item: { ...keyOf(caller, SUSPENSION), until: { S: until }, expiresAt: after(until, 0) },
        }),
      );
    },
  };
}

function itemsOf({ id, at, subject }: Access): Record<"event" | "today" | "minute" | "hour" | "subject", string> {
  return {
    event: `event#${id}`,
    today: `day#${at.slice(0, 10)}`,
    minute: `minute#${at.slice(0, 16)}`,
    hour: `hour#${at.slice(0, 13)}`,
    subject: `subject#${subject}`,
  };
}

const keyOf = (caller: string, item: string): Item => ({ caller: { S: caller }, item: { S: item } });

const after = (at: string, seconds: number): AttributeValue => ({
  N: String(Math.floor(Date.parse(at) / 1000) + seconds),
});

function added(table: string, { caller, at, records }: Access, item: string, kept: number): TransactWriteItem {
  return {
    Update: {
      TableName: table,
      Key: keyOf(caller, item),
      UpdateExpression: "ADD requests :one, records :records SET expiresAt = :end",
      ExpressionAttributeValues: { ":one": { N: "1" }, ":records": { N: String(records) }, ":end": after(at, kept) },
    },
  };
}

export const sageMakerClient = (): SageMakerRuntimeClient => new SageMakerRuntimeClient({ maxAttempts: 4 });

const ANSWER = z.object({ score: z.number().min(0).max(1) });

/** A model of one's own: it gets the features by name as JSON and answers `{"score": 0.93}`. Another answer is a failure, and no score. */
export function endpointScorer(client: SageMakerRuntimeClient, endpoint: string): Scorer {
  return {
    score: async (features) => {
      const { Body } = await client.send(
        new InvokeEndpointCommand({
          EndpointName: endpoint,
          ContentType: "application/json",
          Accept: "application/json",
          Body: JSON.stringify(features),
        }),
      );
      return ANSWER.parse(JSON.parse(Buffer.from(Body ?? []).toString("utf8"))).score;
    },
  };
}
