import { rdsClient } from "../password-rotation/adapters";
import { remedyTable } from "../remediation/testing/remedy-table";
import { answering } from "../testing/answering";
import { makePrivate, protectDatabase, unshareSnapshot } from "./adapters";

const databases = [
  ["make-database-private", makePrivate],
  ["protect-database", protectDatabase],
] as const;

for (const [action, remedyOf] of databases) {
  remedyTable("database-protect", {
    action,
    targets: ["phiguard-test-a", "phiguard-test-b"],
    world: ({ through }) => {
      const settings = new Map<unknown, object>();
      const rds = answering(rdsClient(), through, (name, { DBInstanceIdentifier: id, ...input }) => {
        if (name.startsWith("Modify")) return settings.set(id, input);
        return { DBInstances: [{ PubliclyAccessible: true, DeletionProtection: false, ...settings.get(id) }] };
      });
      return { remedy: remedyOf(rds), kept: () => settings };
    },
  });
}

remedyTable("database-protect", {
  action: "unshare-db-snapshot",
  targets: ["phiguard-test-a", "phiguard-test-b"],
  world: ({ through }) => {
    const unshared = new Set<unknown>();
    const rds = answering(rdsClient(), through, (name, { DBSnapshotIdentifier: id }) => {
      if (name.startsWith("Modify")) return unshared.add(id);
      const AttributeValues = unshared.has(id) ? [] : ["all"];
      return { DBSnapshotAttributesResult: { DBSnapshotAttributes: [{ AttributeName: "restore", AttributeValues }] } };
    });
    return { remedy: unshareSnapshot(rds), kept: () => unshared };
  },
});
