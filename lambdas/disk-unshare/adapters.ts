import {
  DescribeImageAttributeCommand,
  DescribeSnapshotAttributeCommand,
  ModifyImageAttributeCommand,
  ModifySnapshotAttributeCommand,
  paginateDescribeSnapshots,
  type EC2Client,
} from "@aws-sdk/client-ec2";
import { unless } from "../network-close/adapters";
import type { Remedy } from "../remediation/action";

/** There is no such image, or AWS does not say who may use it. */
export class NoImage extends Error {
  override readonly name = "NoImage";
}

const EVERYBODY = "all";
const isEverybodys = (permissions: readonly { Group?: string }[]): boolean =>
  permissions.some(({ Group }) => Group === EVERYBODY);

export interface SnapshotsBefore {
  /** Ids of the snapshots that were everybody's. */
  readonly snapshots: readonly string[];
}

/**
 * Takes everybody off those who may restore the account's snapshots of volumes; accounts that are named stay. EC2.1 judges the account and
 * names no snapshot, so all that are public are meant.
 */
export function unshareSnapshots(ec2: EC2Client): Remedy<SnapshotsBefore> {
  const Attribute = "createVolumePermission";
  const modify = (SnapshotId: string, OperationType: "add" | "remove"): Promise<void> =>
    // One that is gone meanwhile is nobody's.
    unless(
      "InvalidSnapshot.NotFound",
      ec2.send(new ModifySnapshotAttributeCommand({ SnapshotId, Attribute, OperationType, GroupNames: [EVERYBODY] })),
    );
  const isPublic = async (SnapshotId: string): Promise<boolean> => {
    const asked = new DescribeSnapshotAttributeCommand({ SnapshotId, Attribute });
    return isEverybodys((await ec2.send(asked)).CreateVolumePermissions ?? []);
  };
  return {
    action: "unshare-snapshots",
    look: async ({ target }) => {
      const snapshots: string[] = [];
      const asked = { OwnerIds: [target], RestorableByUserIds: [EVERYBODY] };
      for await (const { Snapshots = [] } of paginateDescribeSnapshots({ client: ec2 }, asked)) {
        for (const { SnapshotId } of Snapshots) {
          if (SnapshotId !== undefined && (await isPublic(SnapshotId))) snapshots.push(SnapshotId);
        }
      }
      return snapshots.length === 0 ? undefined : { snapshots };
    },
    change: async (_, { snapshots }) => {
      for (const id of snapshots) await modify(id, "remove");
    },
    restore: async (_, { snapshots }) => {
      for (const id of snapshots) await modify(id, "add");
    },
  };
}

export interface ImageBefore {
  readonly sharedWith: typeof EVERYBODY;
}

/** Takes everybody off those who may start instances of a machine image; accounts that are named stay. */
export function unshareImage(ec2: EC2Client): Remedy<ImageBefore> {
  const modify = async (ImageId: string, LaunchPermission: object): Promise<void> =>
    void (await ec2.send(new ModifyImageAttributeCommand({ ImageId, LaunchPermission })));
  return {
    action: "unshare-image",
    look: async ({ target }) => {
      const asked = new DescribeImageAttributeCommand({ ImageId: target, Attribute: "launchPermission" });
      const { LaunchPermissions } = await ec2.send(asked);
      if (LaunchPermissions === undefined) throw new NoImage("there is no such image");
      return isEverybodys(LaunchPermissions) ? { sharedWith: EVERYBODY } : undefined;
    },
    change: ({ target }) => modify(target, { Remove: [{ Group: EVERYBODY }] }),
    restore: ({ target }, { sharedWith }) => modify(target, { Add: [{ Group: sharedWith }] }),
  };
}
