import { DescribeInstancesCommand, EC2Client, ModifyNetworkInterfaceAttributeCommand } from "@aws-sdk/client-ec2";
import type { Remedy } from "../remediation/action";

/** The security groups that each network interface of the instance was in. */
export interface GroupsBefore {
  readonly interfaces: readonly { readonly id: string; readonly groups: readonly string[] }[];
}

/** There is no such instance, or it has no network interface any more. */
export class NoInstance extends Error {
  override readonly name = "NoInstance";
}

export const ec2Client = (): EC2Client => new EC2Client({ maxAttempts: 4 });

/** `group` lets nothing in or out; it stands in the stack's network, and instances of other networks can't be moved into it. */
export function isolateInstance(ec2: EC2Client, group: string): Remedy<GroupsBefore> {
  const move = async (id: string, groups: readonly string[]): Promise<void> => {
    await ec2.send(new ModifyNetworkInterfaceAttributeCommand({ NetworkInterfaceId: id, Groups: [...groups] }));
  };
  return {
    action: "isolate-instance",
    look: async ({ target }) => {
      const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [target] }));
      const found = Reservations?.[0]?.Instances?.[0]?.NetworkInterfaces ?? [];
      if (found.length === 0) throw new NoInstance("there is nothing to isolate");
      const interfaces = found.map(({ NetworkInterfaceId, Groups }) => ({
        id: NetworkInterfaceId ?? "",
        groups: (Groups ?? []).flatMap(({ GroupId }) => GroupId ?? []),
      }));
      return interfaces.every(({ groups }) => groups.length === 1 && groups[0] === group) ? undefined : { interfaces };
    },
    change: async (_, { interfaces }) => {
      for (const { id } of interfaces) await move(id, [group]);
    },
    restore: async (_, { interfaces }) => {
      for (const { id, groups } of interfaces) await move(id, groups);
    },
  };
}
