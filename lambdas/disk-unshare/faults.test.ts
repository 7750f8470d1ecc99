import { ec2Client } from "../instance-isolate/adapters";
import { remedyTable } from "../remediation/testing/remedy-table";
import { answering } from "../testing/answering";
import { unshareImage, unshareSnapshots } from "./adapters";

remedyTable("disk-unshare", {
  action: "unshare-snapshots",
  targets: ["123456789012", "210987654321"],
  world: ({ through }) => {
    const owners = ["123456789012", "210987654321"];
    const snapshots = new Map(owners.flatMap((owner) => [`${owner}-a`, `${owner}-b`]).map((id) => [id, ["all"]]));
    const ec2 = answering(ec2Client(), through, (name, { OwnerIds, SnapshotId: id, OperationType }) => {
      if (name.startsWith("DescribeSnapshots")) {
        const [owner] = OwnerIds as [string];
        const owned = [...snapshots.keys()].filter((key) => key.startsWith(owner));
        return { Snapshots: owned.map((SnapshotId) => ({ SnapshotId })) };
      }
      if (name.startsWith("Modify")) return snapshots.set(id as string, OperationType === "add" ? ["all"] : []);
      return { CreateVolumePermissions: snapshots.get(id as string)?.map((Group) => ({ Group })) };
    });
    return { remedy: unshareSnapshots(ec2), kept: () => snapshots };
  },
});

remedyTable("disk-unshare", {
  action: "unshare-image",
  targets: ["ami-0123456789abcdef0", "ami-0fedcba9876543210"],
  world: ({ through }) => {
    const unshared = new Set<unknown>();
    const ec2 = answering(ec2Client(), through, (name, { ImageId: id }) => {
      if (name.startsWith("Modify")) return unshared.add(id);
      return { LaunchPermissions: unshared.has(id) ? [] : [{ Group: "all" }] };
    });
    return { remedy: unshareImage(ec2), kept: () => unshared };
  },
});
