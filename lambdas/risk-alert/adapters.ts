import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  paginateQuery,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type AttributeValue,
  type TransactWriteItem,
  type UpdateItemCommandInput,
} from "@aws-sdk/client-dynamodb";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import { DAY_INDEX, DUE_INDEX } from "./contract";
import { isWaiting, type Alert, type Ended, type Waits } from "./core";
import type { Alerts, Memories, Notice } from "./ports";

/** Days that an item stays after it was last written: long after it counts for anything. */
const KEPT_DAYS = 30;
/** Keys that DynamoDB reads at once, at most. */
const BATCH = 100;

export const dynamoDbClient = (): DynamoDBClient => new DynamoDBClient({ maxAttempts: 4 });
export const snsClient = (): SNSClient => new SNSClient({ maxAttempts: 4 });

type Values = Readonly<Record<string, string>>;
const texts = (values: Values): Record<string, AttributeValue> =>
  Object.fromEntries(Object.entries(values).map(([name, S]) => [name, { S }]));
const keyOf = (reference: string): Record<string, AttributeValue> => ({ reference: { S: reference } });
/** A patient's item has the reference for its key, which is 64 hex digits. */
const alertKey = (id: string): Record<string, AttributeValue> => keyOf(`alert/${id}`);
const digestKey = (day: string): Record<string, AttributeValue> => keyOf(`digest/${day}`);

export function dynamoDbMemories(client: DynamoDBClient, TableName: string, nowMs: () => number): Memories {
  const expires = (): AttributeValue => ({ N: String(Math.floor(nowMs() / 1000) + KEPT_DAYS * 86_400) });
  const update = async (
    Key: Record<string, AttributeValue>,
    expression: string,
    condition: string,
    values: Values,
    more: Pick<UpdateItemCommandInput, "ExpressionAttributeNames" | "ReturnValues"> = {},
  ): Promise<Record<string, AttributeValue> | undefined> => {
    try {
      const { Attributes = {} } = await client.send(
        new UpdateItemCommand({
          TableName,
          Key,
          UpdateExpression: expression.replace("SET ", "SET expires = :expires, "),
          ConditionExpression: condition,
          ExpressionAttributeValues: {
            ...Object.fromEntries(Object.entries(texts(values)).map(([name, value]) => [`:${name}`, value])),
            ":expires": expires(),
          },
          ...more,
        }),
      );
      return Attributes;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  };
  const notReached = (reference: string, since: string): TransactWriteItem => ({
    ConditionCheck: {
      TableName,
      Key: keyOf(reference),
      ConditionExpression: "attribute_not_exists(reachedAt) OR reachedAt <= :since",
      ExpressionAttributeValues: { ":since": { S: since } },
    },
  });
  /** Which of the steps was refused by its condition; undefined where all were done. */
  const together = async (steps: readonly TransactWriteItem[]): Promise<number | undefined> => {
    try {
      await client.send(new TransactWriteItemsCommand({ TransactItems: [...steps] }));
      return undefined;
    } catch (error) {
      const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
      const refused = reasons.findIndex(({ Code }) => Code === "ConditionalCheckFailed");
      if (refused < 0) throw error;
      return refused;
    }
  };
  return {
    reached: async (reference, at) => {
      // A later call may be known already.
      await update(keyOf(reference), "SET reachedAt = :at", "attribute_not_exists(reachedAt) OR reachedAt < :at", {
        at,
      });
    },
    keep: async ({ id, reference, riskScore, raisedAt, waits, due }, since) => {
      const refused = await together([
        {
          Put: {
            TableName,
            Item: {
              ...alertKey(id),
              ...texts({ patient: reference, raisedAt, waits, due }),
              riskScore: { N: String(riskScore) },
              expires: expires(),
            },
            ConditionExpression: "attribute_not_exists(raisedAt)",
          },
        },
        notReached(reference, since),
      ]);
      return refused === undefined ? "kept" : refused === 0 ? "known" : "reached";
    },
    known: async (id) => {
      const { Item } = await client.send(new GetItemCommand({ TableName, Key: alertKey(id), ConsistentRead: true }));
      return Item === undefined ? undefined : alertIn(Item);
    },
    claim: async ({ id, reference, waits, due }, until, since) => {
      const refused = await together([
        {
          Update: {
            TableName,
            Key: alertKey(id),
            UpdateExpression: "SET due = :until",
            ConditionExpression: "waits = :waits AND due = :due",
            ExpressionAttributeValues: { ":waits": { S: waits }, ":due": { S: due }, ":until": { S: until } },
          },
        },
        ...(since === undefined ? [] : [notReached(reference, since)]),
      ]);
      return refused === undefined ? "claimed" : refused === 0 ? "taken" : "reached";
    },
    told: async (alert, { toldAt, day, due }) => {
      await update(
        alertKey(alert.id),
        "SET waits = :answer, due = :next, toldAt = :toldAt, #day = :day",
        "waits = :waits AND due = :due",
        { waits: alert.waits, due: alert.due, answer: "answer", next: due, toldAt, day },
        { ExpressionAttributeNames: { "#day": DAY_INDEX.partition } },
      );
    },
    ended: async ({ id, waits, due }, how) => {
      await update(alertKey(id), "SET ended = :how REMOVE waits, due", "waits = :waits AND due = :due", {
        ...{ waits, due, how },
      });
    },
    due: async function* (waits, now) {
      const pages = paginateQuery(
        { client, pageSize: BATCH },
        {
          TableName,
          IndexName: DUE_INDEX.name,
          KeyConditionExpression: "waits = :waits AND due <= :now",
          ExpressionAttributeValues: { ":waits": { S: waits }, ":now": { S: now } },
        },
      );
      for await (const { Items = [] } of pages) yield Items.map(alertIn).filter(isWaiting);
    },
    toldOn: async (day) => {
      const pages = paginateQuery(
        { client },
        {
          TableName,
          IndexName: DAY_INDEX.name,
          KeyConditionExpression: "#day = :day",
          ExpressionAttributeNames: { "#day": DAY_INDEX.partition },
          ExpressionAttributeValues: { ":day": { S: day } },
        },
      );
      const found: Alert[] = [];
      for await (const { Items = [] } of pages) found.push(...Items.map(alertIn));
      return found;
    },
    reachedAt: async (references) => {
      const found = new Map<string, string>();
      let left = references.map(keyOf);
      while (left.length > 0) {
        const { Responses = {}, UnprocessedKeys = {} } = await client.send(
          new BatchGetItemCommand({
            RequestItems: { [TableName]: { Keys: left.slice(0, BATCH), ConsistentRead: true } },
          }),
        );
        for (const item of Responses[TableName] ?? [])
          if (item["reachedAt"] !== undefined) found.set(textOf(item, "reference"), textOf(item, "reachedAt"));
        left = [...(UnprocessedKeys[TableName]?.Keys ?? []), ...left.slice(BATCH)];
      }
      return found;
    },
    claimDigest: async (day, now, until) => {
      const item = await update(
        digestKey(day),
        "SET claimedUntil = :until, begunAt = if_not_exists(begunAt, :now)",
        "attribute_not_exists(sentAt) AND (attribute_not_exists(claimedUntil) OR claimedUntil <= :now)",
        { now, until },
        { ReturnValues: "ALL_NEW" },
      );
      return item === undefined ? undefined : textOf(item, "begunAt");
    },
    digestSent: async (day) => {
      const sentAt = new Date(nowMs()).toISOString();
      await update(digestKey(day), "SET sentAt = :sentAt", "attribute_not_exists(sentAt)", { sentAt });
    },
  };
}

const textOf = (item: Record<string, AttributeValue>, name: string): string => item[name]?.S ?? "";

function alertIn(item: Record<string, AttributeValue>): Alert {
  const optional = Object.fromEntries(
    ["toldAt", "waits", "due", "ended"].flatMap((name) => (item[name]?.S === undefined ? [] : [[name, item[name].S]])),
  ) as { toldAt?: string; waits?: Waits; due?: string; ended?: Ended };
  return {
    id: textOf(item, "reference").replace("alert/", ""),
    reference: textOf(item, "patient"),
    riskScore: Number(item["riskScore"]?.N),
    raisedAt: textOf(item, "raisedAt"),
    ...optional,
  };
}

/** Subscribers may choose by the attribute `notice`. */
export function snsAlerts(client: SNSClient, topicArns: Readonly<Record<Notice, string>>): Alerts {
  return {
    publish: async (notice, message) => {
      await client.send(
        new PublishCommand({
          TopicArn: topicArns[notice],
          Message: message,
          MessageAttributes: { notice: { DataType: "String", StringValue: notice } },
        }),
      );
    },
  };
}
