import { ec2Client } from "../instance-isolate/adapters";
import { remedyTable } from "../remediation/testing/remedy-table";
import { answering } from "../testing/answering";
import { closeSecurityGroup, closeSubnet, requireTokens } from "./adapters";

const refused = (name: string): Error => Object.assign(new Error(name), { name });

remedyTable("network-close", {
  action: "close-security-group",
  targets: ["sg-1", "sg-2"],
  world: ({ through }) => {
    const open = () => [22, 5432].map((port) => JSON.stringify({ port, range: "0.0.0.0/0" }));
    const rules = new Map<unknown, Set<string>>(["sg-1", "sg-2"].map((id) => [id, new Set(open())]));
    const ec2 = answering(ec2Client(), through, (name, input) => {
      if (name.startsWith("Describe")) {
        const [group] = input["GroupIds"] as [string];
        const permissions = [...(rules.get(group) ?? [])].map((text) => JSON.parse(text) as Rule);
        const IpPermissions = permissions.map(({ port, range }) => ({
          IpProtocol: "tcp",
          FromPort: port,
          ToPort: port,
          IpRanges: [{ CidrIp: range }],
        }));
        return { SecurityGroups: [{ IpPermissions }] };
      }
      const [{ FromPort: port, IpRanges }] = input["IpPermissions"] as [Permission];
      const there = rules.get(input["GroupId"])?.delete(JSON.stringify({ port, range: IpRanges[0].CidrIp }));
      if (there !== true) throw refused("InvalidPermission.NotFound");
      return {};
    });
    return { remedy: closeSecurityGroup(ec2), kept: () => rules };
  },
});

remedyTable("network-close", {
  action: "require-imdsv2",
  targets: ["i-1", "i-2"],
  world: ({ through }) => {
    const tokens = new Map<unknown, unknown>();
    const ec2 = answering(ec2Client(), through, (name, input) => {
      if (name.startsWith("Modify")) return tokens.set(input["InstanceId"], input["HttpTokens"]);
      const [instance] = input["InstanceIds"] as [string];
      const MetadataOptions = { HttpTokens: tokens.get(instance) ?? "optional" };
      return { Reservations: [{ Instances: [{ MetadataOptions }] }] };
    });
    return { remedy: requireTokens(ec2), kept: () => tokens };
  },
});

remedyTable("network-close", {
  action: "close-subnet",
  targets: ["subnet-1", "subnet-2"],
  world: ({ through }) => {
    const closed = new Set<unknown>();
    const ec2 = answering(ec2Client(), through, (name, input) => {
      if (name.startsWith("Modify")) return closed.add(input["SubnetId"]);
      const [subnet] = input["SubnetIds"] as [string];
      return { Subnets: [{ MapPublicIpOnLaunch: !closed.has(subnet) }] };
    });
    return { remedy: closeSubnet(ec2), kept: () => closed };
  },
});

interface Rule {
  readonly port: number;
  readonly range: string;
}
interface Permission {
  readonly FromPort: number;
  readonly IpRanges: readonly [{ readonly CidrIp: string }];
}
