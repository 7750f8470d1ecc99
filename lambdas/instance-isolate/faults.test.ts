import { remedyTable } from "../remediation/testing/remedy-table";
import { answering } from "../testing/answering";
import { ec2Client, isolateInstance } from "./adapters";

remedyTable("instance-isolate", {
  action: "isolate-instance",
  targets: ["i-1", "i-2"],
  world: ({ through }) => {
    const groups = new Map<unknown, unknown>(["i-1-a", "i-1-b", "i-2-a"].map((id) => [id, ["sg-web", "sg-db"]]));
    const ec2 = answering(ec2Client(), through, (name, input) => {
      if (name.startsWith("Modify")) return groups.set(input["NetworkInterfaceId"], input["Groups"]);
      const [instance] = input["InstanceIds"] as string[];
      const ids = [...groups.keys()].filter((id) => String(id).startsWith(`${instance}-`));
      const interfaces = ids.map((id) => ({
        NetworkInterfaceId: id,
        Groups: (groups.get(id) as string[]).map((GroupId) => ({ GroupId })),
      }));
      return { Reservations: [{ Instances: [{ NetworkInterfaces: interfaces }] }] };
    });
    return { remedy: isolateInstance(ec2, "sg-isolation"), kept: () => groups };
  },
});
