import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  paginateQuery,
  PutItemCommand,
  type AttributeValue,
} from "@aws-sdk/client-dynamodb";
import type { z } from "zod";
import { CONSENT_KEYS, DISCLOSURE_KEYS } from "./contract";
import { DISCLOSURE, type Disclosure } from "./disclosure";
import { EVENT } from "./event";
import { UnreadableHistory, type ConsentReader, type ConsentStore, type DisclosureLog } from "./ports";

export const dynamodbClient = (): DynamoDBClient => new DynamoDBClient({ maxAttempts: 4 });

/** Digits, so that the order of the keys is that of the versions. */
const eventItem = (version: number): string => `event#${String(version).padStart(10, "0")}`;
const disclosureItem = ({ at, id }: Pick<Disclosure, "at" | "id">): string => `${at}#${id}`;
const BODY = "body";

/** Reads of a subject's events; needs `dynamodb:Query`. */
export function consentReader(client: DynamoDBClient, table: string): ConsentReader {
  return { eventsOf: (subject) => bodies(client, table, CONSENT_KEYS.partition, subject, EVENT) };
}

/** Needs `dynamodb:Query`, `dynamodb:PutItem` and `dynamodb:DeleteItem`. */
export function consentStore(client: DynamoDBClient, table: string): ConsentStore {
  const { partition, sort } = CONSENT_KEYS;
  return {
    ...consentReader(client, table),
    append: (subject, event) =>
      putNew(client, table, {
        [partition]: { S: subject },
        [sort]: { S: eventItem(event.version) },
        [BODY]: { S: JSON.stringify(event) },
      }),
    remove: (subject, versions) =>
      removeAll(
        client,
        table,
        versions.map((version) => ({ [partition]: { S: subject }, [sort]: { S: eventItem(version) } })),
      ),
  };
}

/** Writes of disclosures alone, for functions that answer; needs `dynamodb:PutItem`. */
export function disclosureWriter(client: DynamoDBClient, table: string): Pick<DisclosureLog, "record"> {
  const { partition, sort, recipient } = DISCLOSURE_KEYS;
  return {
    record: async (subject, disclosure) => {
      await putNew(client, table, {
        [partition]: { S: subject },
        [sort]: { S: disclosureItem(disclosure) },
        [recipient]: { S: disclosure.recipient },
        [BODY]: { S: JSON.stringify(disclosure) },
      });
    },
  };
}

/** Needs `dynamodb:Query`, `dynamodb:PutItem` and `dynamodb:DeleteItem`. */
export function disclosureLog(client: DynamoDBClient, table: string): DisclosureLog {
  const { partition, sort } = DISCLOSURE_KEYS;
  return {
    ...disclosureWriter(client, table),
    of: (subject) => bodies(client, table, partition, subject, DISCLOSURE),
    remove: (subject, disclosures) =>
      removeAll(
        client,
        table,
        disclosures.map((one) => ({ [partition]: { S: subject }, [sort]: { S: disclosureItem(one) } })),
      ),
  };
}

type Item = Record<string, AttributeValue>;

/** Every item of a partition, page by page, read consistently. */
async function bodies<T extends z.ZodType>(
  client: DynamoDBClient,
  table: string,
  partition: string,
  subject: string,
  schema: T,
): Promise<z.infer<T>[]> {
  const found: z.infer<T>[] = [];
  const pages = paginateQuery(
    { client },
    {
      TableName: table,
      KeyConditionExpression: "#partition = :subject",
      ExpressionAttributeNames: { "#partition": partition },
      ExpressionAttributeValues: { ":subject": { S: subject } },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) {
    for (const item of Items) found.push(read(schema, item[BODY]?.S));
  }
  return found;
}

function read<T extends z.ZodType>(schema: T, text: string | undefined): z.infer<T> {
  const parsed = schema.safeParse(jsonIn(text));
  if (!parsed.success) throw new UnreadableHistory("an item of a subject can't be read");
  return parsed.data;
}

function jsonIn(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "") as unknown;
  } catch {
    return undefined;
  }
}

/** False where an item with the key is there. */
async function putNew(client: DynamoDBClient, table: string, item: Item): Promise<boolean> {
  try {
    await client.send(
      new PutItemCommand({
        TableName: table,
        Item: item,
        ConditionExpression: "attribute_not_exists(#partition)",
        ExpressionAttributeNames: { "#partition": CONSENT_KEYS.partition },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** One after the other: where this ends half-way, what was to go first is gone first. */
async function removeAll(client: DynamoDBClient, table: string, keys: readonly Item[]): Promise<void> {
  for (const Key of keys) await client.send(new DeleteItemCommand({ TableName: table, Key }));
}
