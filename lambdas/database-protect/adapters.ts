import {
  DescribeDBInstancesCommand,
  DescribeDBSnapshotAttributesCommand,
  ModifyDBInstanceCommand,
  ModifyDBSnapshotAttributeCommand,
  type RDSClient,
} from "@aws-sdk/client-rds";
import type { ActionName } from "../finding-triage/contract";
import type { Remedy } from "../remediation/action";

/** There is no such database or snapshot, or AWS does not say how it is set. */
export class NoDatabase extends Error {
  override readonly name = "NoDatabase";
}

/** What the setting was. */
export interface SettingBefore {
  readonly was: boolean;
}

function setting(
  rds: RDSClient,
  action: ActionName,
  key: "PubliclyAccessible" | "DeletionProtection",
  wanted: boolean,
): Remedy<SettingBefore> {
  // RDS sets both at once in any case; asked to do so, it would do at once, too, what waits for the maintenance window.
  const set = async (DBInstanceIdentifier: string, value: boolean): Promise<void> =>
    void (await rds.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier, [key]: value })));
  return {
    action,
    look: async ({ target }) => {
      const { DBInstances } = await rds.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier: target }));
      const was = DBInstances?.[0]?.[key];
      if (was === undefined) throw new NoDatabase("there is no such database");
      return was === wanted ? undefined : { was };
    },
    change: ({ target }) => set(target, wanted),
    restore: ({ target }, { was }) => set(target, was),
  };
}

/** Has a database reached from its network alone. */
export const makePrivate = (rds: RDSClient): Remedy<SettingBefore> =>
  setting(rds, "make-database-private", "PubliclyAccessible", false);

/** Has a database refuse to be deleted. */
export const protectDatabase = (rds: RDSClient): Remedy<SettingBefore> =>
  setting(rds, "protect-database", "DeletionProtection", true);

const EVERYBODY = "all";

export interface SharingBefore {
  readonly sharedWith: typeof EVERYBODY;
}

/** Takes everybody off those who may restore a snapshot; accounts that are named stay. */
export function unshareSnapshot(rds: RDSClient): Remedy<SharingBefore> {
  const restorers = { AttributeName: "restore" };
  const modify = async (DBSnapshotIdentifier: string, values: object): Promise<void> =>
    void (await rds.send(new ModifyDBSnapshotAttributeCommand({ DBSnapshotIdentifier, ...restorers, ...values })));
  return {
    action: "unshare-db-snapshot",
    look: async ({ target }) => {
      const { DBSnapshotAttributesResult: found } = await rds.send(
        new DescribeDBSnapshotAttributesCommand({ DBSnapshotIdentifier: target }),
      );
      const attributes = found?.DBSnapshotAttributes;
      if (attributes === undefined) throw new NoDatabase("there is no such snapshot");
      const shared = attributes.some(
        ({ AttributeName, AttributeValues }) =>
          AttributeName === restorers.AttributeName && (AttributeValues ?? []).includes(EVERYBODY),
      );
      return shared ? { sharedWith: EVERYBODY } : undefined;
    },
    change: ({ target }) => modify(target, { ValuesToRemove: [EVERYBODY] }),
    restore: ({ target }, { sharedWith }) => modify(target, { ValuesToAdd: [sharedWith] }),
  };
}
