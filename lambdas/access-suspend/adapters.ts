import { DeleteItemCommand, PutItemCommand, type DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { suspensions } from "../access-state/adapters";
import { keyOf, secondsOf, SUSPENSION } from "../access-state/items";
import { MalformedCase } from "../remediation/case";
import type { Remedy } from "../remediation/action";

/** The suspension that was there; empty where there was none. */
export interface SuspensionBefore {
  readonly until?: string;
}

const HOUR_MS = 3_600_000;

/** The API's authorizer refuses a suspended caller; decisions that API Gateway keeps are a minute old at most. The item goes away by itself. */
export function suspendAccess(client: DynamoDBClient, table: string): Remedy<SuspensionBefore> {
  const put = (caller: string, until: string): Promise<unknown> =>
    client.send(
      new PutItemCommand({
        TableName: table,
        Item: { ...keyOf(caller, SUSPENSION), until: { S: until }, expiresAt: secondsOf(until, 0) },
      }),
    );
  return {
    action: "suspend-access",
    look: async ({ target, at, suspendHours = 0 }) => {
      const until = await suspensions(client, table).suspendedUntil(target);
      // One that holds as long as was asked for has been there since, or from another alert.
      if (until !== undefined && Date.parse(until) >= Date.parse(at) + suspendHours * HOUR_MS) return undefined;
      return until === undefined ? {} : { until };
    },
    change: async ({ target, suspendHours }, _, now) => {
      if (suspendHours === undefined) throw new MalformedCase("suspendHours");
      await put(target, new Date(now.getTime() + suspendHours * HOUR_MS).toISOString());
    },
    restore: async ({ target }, { until }) => {
      if (until !== undefined) return void (await put(target, until));
      await client.send(new DeleteItemCommand({ TableName: table, Key: keyOf(target, SUSPENSION) }));
    },
  };
}
