import { GetItemCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { z } from "zod";
import type { ConsentSource } from "./ports";

const ENTRY = z.object({
  allowed: z.object({ BOOL: z.boolean() }),
  validFrom: z.object({ S: z.iso.datetime() }),
  validUntil: z.object({ S: z.iso.datetime() }).optional(),
});

/** An entry that can't be read allows nothing; it says so by its name, so that no state tries it again. */
export class UnreadableEntry extends Error {
  override readonly name = "UnreadableEntry";
}

/** The allow list: a table by purpose and recipient, read consistently, so that a withdrawal counts at once. */
export function allowList(dynamo: DynamoDBClient, tableName: string): ConsentSource {
  return {
    find: async (purpose, recipient) => {
      const { Item } = await dynamo.send(
        new GetItemCommand({
          TableName: tableName,
          Key: { purpose: { S: purpose }, recipient: { S: recipient } },
          ConsistentRead: true,
        }),
      );
      if (Item === undefined) return undefined;
      const entry = ENTRY.safeParse(Item);
      if (!entry.success) throw new UnreadableEntry(`the entry of ${purpose} and ${recipient} can't be read`);
      const { allowed, validFrom, validUntil } = entry.data;
      return { allowed: allowed.BOOL, validFrom: validFrom.S, validUntil: validUntil?.S };
    },
  };
}
