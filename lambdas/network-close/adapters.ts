import {
  AuthorizeSecurityGroupIngressCommand,
  DescribeInstancesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSubnetsCommand,
  ModifyInstanceMetadataOptionsCommand,
  ModifySubnetAttributeCommand,
  RevokeSecurityGroupIngressCommand,
  type EC2Client,
  type IpPermission,
} from "@aws-sdk/client-ec2";
import { NoInstance } from "../instance-isolate/adapters";
import type { Remedy } from "../remediation/action";

/** There is no such security group or subnet, or AWS does not say how it is set. */
export class NoNetwork extends Error {
  override readonly name = "NoNetwork";
}

/** The rules that were taken out, a rule a range. */
export interface RulesBefore {
  readonly rules: readonly IpPermission[];
}

/** Ports of administration and of databases: those of EC2.13 and EC2.14, and the high-risk ports of EC2.19 (Security Hub User Guide). */
export const GUARDED_PORTS: readonly number[] = [
  20, 21, 22, 23, 25, 110, 135, 143, 445, 1433, 1434, 3000, 3306, 3389, 4333, 5000, 5432, 5500, 5601, 8080, 8088, 8888,
  9200, 9300,
];

function isGuarded({ IpProtocol, FromPort, ToPort }: IpPermission): boolean {
  if (IpProtocol === "-1") return true;
  if (IpProtocol !== "tcp" && IpProtocol !== "udp") return false;
  // Where AWS names no ports, all are meant.
  const [from, to] = [FromPort ?? 0, ToPort ?? 65_535];
  return GUARDED_PORTS.some((port) => from <= port && port <= to);
}

/** The rules by which everybody reaches a guarded port, each with one range, so that each is taken out and put back by itself. */
function openRules(permissions: readonly IpPermission[]): IpPermission[] {
  return permissions.filter(isGuarded).flatMap(({ IpProtocol, FromPort, ToPort, IpRanges, Ipv6Ranges }) => {
    const ports = {
      IpProtocol,
      ...(FromPort !== undefined && { FromPort }),
      ...(ToPort !== undefined && { ToPort }),
    };
    return [
      ...(IpRanges ?? []).filter(({ CidrIp }) => CidrIp === "0.0.0.0/0").map((one) => ({ ...ports, IpRanges: [one] })),
      ...(Ipv6Ranges ?? [])
        .filter(({ CidrIpv6 }) => CidrIpv6 === "::/0")
        .map((one) => ({ ...ports, Ipv6Ranges: [one] })),
    ];
  });
}

/** Takes a failure for done where it says that an earlier try did it. */
export async function unless(name: string, work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Error && error.name === name)) throw error;
  }
}

/** Takes out the rules by which everybody reaches ports of administration and of databases; others stay. */
export function closeSecurityGroup(ec2: EC2Client): Remedy<RulesBefore> {
  return {
    action: "close-security-group",
    look: async ({ target }) => {
      const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({ GroupIds: [target] }));
      const permissions = SecurityGroups?.[0]?.IpPermissions;
      if (permissions === undefined) throw new NoNetwork("there is no such group");
      const rules = openRules(permissions);
      return rules.length === 0 ? undefined : { rules };
    },
    change: async ({ target }, { rules }) => {
      for (const rule of rules) {
        const given = { GroupId: target, IpPermissions: [rule] };
        await unless("InvalidPermission.NotFound", ec2.send(new RevokeSecurityGroupIngressCommand(given)));
      }
    },
    restore: async ({ target }, { rules }) => {
      for (const rule of rules) {
        const given = { GroupId: target, IpPermissions: [rule] };
        await unless("InvalidPermission.Duplicate", ec2.send(new AuthorizeSecurityGroupIngressCommand(given)));
      }
    },
  };
}

export interface TokensBefore {
  readonly tokens: "optional";
}

/** Has an instance's metadata service ask for a token, so that a forged request gets no credentials. What asks without one stops to work. */
export function requireTokens(ec2: EC2Client): Remedy<TokensBefore> {
  const set = async (InstanceId: string, HttpTokens: "optional" | "required"): Promise<void> =>
    void (await ec2.send(new ModifyInstanceMetadataOptionsCommand({ InstanceId, HttpTokens })));
  return {
    action: "require-imdsv2",
    look: async ({ target }) => {
      const { Reservations } = await ec2.send(new DescribeInstancesCommand({ InstanceIds: [target] }));
      const tokens = Reservations?.[0]?.Instances?.[0]?.MetadataOptions?.HttpTokens;
      if (tokens === "required") return undefined;
      if (tokens !== "optional") throw new NoInstance("there is no metadata service to set");
      return { tokens };
    },
    change: ({ target }) => set(target, "required"),
    restore: ({ target }, { tokens }) => set(target, tokens),
  };
}

export interface SubnetBefore {
  readonly publicAddresses: true;
}

/** Has new network interfaces of a subnet get no public address by themselves. */
export function closeSubnet(ec2: EC2Client): Remedy<SubnetBefore> {
  const set = async (SubnetId: string, Value: boolean): Promise<void> =>
    void (await ec2.send(new ModifySubnetAttributeCommand({ SubnetId, MapPublicIpOnLaunch: { Value } })));
  return {
    action: "close-subnet",
    look: async ({ target }) => {
      const { Subnets } = await ec2.send(new DescribeSubnetsCommand({ SubnetIds: [target] }));
      const publicAddresses = Subnets?.[0]?.MapPublicIpOnLaunch;
      if (publicAddresses === undefined) throw new NoNetwork("there is no such subnet");
      return publicAddresses ? { publicAddresses } : undefined;
    },
    change: ({ target }) => set(target, false),
    restore: ({ target }) => set(target, true),
  };
}
