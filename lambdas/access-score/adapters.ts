import {
  BatchGetItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  type AttributeValue,
  type DynamoDBClient,
  type TransactWriteItem,
} from "@aws-sdk/client-dynamodb";
import { auditEventSchema } from "../../reports/model/audit-event";
import { eventItem, HABIT, keyOf, secondsOf, THRESHOLD_KEY, thresholdIn, type Item } from "../access-state/items";
import { Habit, HABIT_VERSION } from "../access-model/habit";
import type { Access } from "./core";
import type { Habits, Kept } from "./ports";

const DAY_SECONDS = 86_400;
/** Seconds after which items go away by themselves: an access past any try of its message, one that was told of when nobody judges it any more, a habit after more than a year of silence. */
const KEPT_SECONDS = { event: 7 * DAY_SECONDS, alert: 90 * DAY_SECONDS, habit: 400 * DAY_SECONDS };

const eventKey = ({ caller, id }: Access): Item => keyOf(caller, eventItem(id));
const personKey = ({ caller }: Access): Item => keyOf(caller, HABIT);
const roleKey = ({ role }: Access): Item => keyOf(`role#${role}`, HABIT);

/** Habits, one item a person and one a role, in a table of `caller` and `item`; and the threshold that feedback moves. */
export function tableHabits(client: DynamoDBClient, table: string, usualThreshold: number): Habits {
  return {
    before: async (access) => {
      const Keys = [eventKey(access), personKey(access), roleKey(access), THRESHOLD_KEY];
      const { Responses = {}, UnprocessedKeys = {} } = await client.send(
        new BatchGetItemCommand({ RequestItems: { [table]: { ConsistentRead: true, Keys } } }),
      );
      // Without its habit an access would be scored by nobody's.
      if (Object.keys(UnprocessedKeys).length > 0) throw new Error("the table did not give all items");
      const items = Responses[table] ?? [];
      const found = (key: Item): Item | undefined =>
        items.find(({ caller, item }) => caller?.S === key["caller"]?.S && item?.S === key["item"]?.S);
      const event = found(eventKey(access));
      if (event !== undefined) {
        const alert = event["alert"]?.S;
        return { kind: "learnt", alert: alert === undefined ? undefined : auditEventSchema.parse(JSON.parse(alert)) };
      }
      return {
        kind: "new",
        person: keptIn(found(personKey(access))),
        role: keptIn(found(roleKey(access))),
        threshold: thresholdIn(found(THRESHOLD_KEY))?.value ?? usualThreshold,
      };
    },
    keep: async (access, { person, role, alert }) => {
      const event: TransactWriteItem = {
        Put: {
          TableName: table,
          Item: {
            ...eventKey(access),
            ...(alert !== undefined && { alert: { S: JSON.stringify(alert) } }),
            expiresAt: secondsOf(access.at, alert === undefined ? KEPT_SECONDS.event : KEPT_SECONDS.alert),
          },
          ConditionExpression: "attribute_not_exists(caller)",
        },
      };
      const habits = [put(table, personKey(access), person, access.at)];
      if (role !== undefined) habits.push(put(table, roleKey(access), role, access.at));
      try {
        await client.send(new TransactWriteItemsCommand({ TransactItems: [event, ...habits] }));
        return "kept";
      } catch (error) {
        const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
        const codes = reasons.map(({ Code }) => Code ?? "None").filter((code) => code !== "None");
        const isContended = codes.every((code) => code === "ConditionalCheckFailed" || code === "TransactionConflict");
        if (codes.length === 0 || !isContended) throw error;
        // Somebody wrote one of them since it was read; this very access, it may be.
        return "changed";
      }
    },
  };
}

/** A stored habit; a new one where there is none, or where another version of this program wrote it. */
function keptIn(item: Item | undefined): Kept {
  const version = Number(item?.["version"]?.N ?? 0);
  const bytes = item?.["layout"]?.N === String(HABIT_VERSION) ? item["habit"]?.B : undefined;
  return { habit: new Habit(bytes), version };
}

function put(table: string, key: Item, { habit, version }: Kept, at: string): TransactWriteItem {
  const written: Record<string, AttributeValue> = {
    ...key,
    habit: { B: habit.bytes() },
    layout: { N: String(HABIT_VERSION) },
    version: { N: String(version + 1) },
    expiresAt: secondsOf(at, KEPT_SECONDS.habit),
  };
  return {
    Put: {
      TableName: table,
      Item: written,
      ...(version === 0
        ? { ConditionExpression: "attribute_not_exists(caller)" }
        : { ConditionExpression: "version = :read", ExpressionAttributeValues: { ":read": { N: String(version) } } }),
    },
  };
}
