import {
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  UpdateContinuousBackupsCommand,
  UpdateTableCommand,
  type DynamoDBClient,
} from "@aws-sdk/client-dynamodb";
import type { Remedy } from "../remediation/action";

/** There is no such table, or AWS does not say how it is set. */
export class NoTable extends Error {
  override readonly name = "NoTable";
}

export interface OffBefore {
  readonly was: false;
}

/** Has a table restorable to any second of the last 35 days. An undo ends that for the time that has passed, too. */
export function enableRecovery(dynamo: DynamoDBClient): Remedy<OffBefore> {
  const set = async (TableName: string, PointInTimeRecoveryEnabled: boolean): Promise<void> => {
    const PointInTimeRecoverySpecification = { PointInTimeRecoveryEnabled };
    await dynamo.send(new UpdateContinuousBackupsCommand({ TableName, PointInTimeRecoverySpecification }));
  };
  return {
    action: "enable-table-recovery",
    look: async ({ target }) => {
      const { ContinuousBackupsDescription: found } = await dynamo.send(
        new DescribeContinuousBackupsCommand({ TableName: target }),
      );
      const status = found?.PointInTimeRecoveryDescription?.PointInTimeRecoveryStatus;
      if (status === undefined) throw new NoTable("there is no such table");
      return status === "ENABLED" ? undefined : { was: false };
    },
    change: ({ target }) => set(target, true),
    restore: ({ target }) => set(target, false),
  };
}

/** Has a table refuse to be deleted. */
export function protectTable(dynamo: DynamoDBClient): Remedy<OffBefore> {
  const isProtected = async (TableName: string): Promise<boolean> => {
    const { Table } = await dynamo.send(new DescribeTableCommand({ TableName }));
    if (Table === undefined) throw new NoTable("there is no such table");
    // DynamoDB leaves it out of tables that never had it.
    return Table.DeletionProtectionEnabled ?? false;
  };
  // While an earlier try's change is under way, DynamoDB takes no other.
  const set = async (TableName: string, DeletionProtectionEnabled: boolean): Promise<void> => {
    if ((await isProtected(TableName)) === DeletionProtectionEnabled) return;
    await dynamo.send(new UpdateTableCommand({ TableName, DeletionProtectionEnabled }));
  };
  return {
    action: "protect-table",
    look: async ({ target }) => ((await isProtected(target)) ? undefined : { was: false }),
    change: ({ target }) => set(target, true),
    restore: ({ target }, { was }) => set(target, was),
  };
}
