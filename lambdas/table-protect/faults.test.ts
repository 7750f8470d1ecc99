import { dynamoClient } from "../remediation/adapters";
import { remedyTable } from "../remediation/testing/remedy-table";
import { answering } from "../testing/answering";
import { enableRecovery, protectTable } from "./adapters";

const targets = ["phiguard-test-a", "phiguard-test-b"] as const;

remedyTable("table-protect", {
  action: "enable-table-recovery",
  targets,
  world: ({ through }) => {
    const restorable = new Set<unknown>();
    const dynamo = answering(dynamoClient(), through, (name, { TableName }) => {
      if (name.startsWith("Update")) return restorable.add(TableName);
      const PointInTimeRecoveryStatus = restorable.has(TableName) ? "ENABLED" : "DISABLED";
      return { ContinuousBackupsDescription: { PointInTimeRecoveryDescription: { PointInTimeRecoveryStatus } } };
    });
    return { remedy: enableRecovery(dynamo), kept: () => restorable };
  },
});

remedyTable("table-protect", {
  action: "protect-table",
  targets,
  world: ({ through }) => {
    const guarded = new Set<unknown>();
    const dynamo = answering(dynamoClient(), through, (name, { TableName }) => {
      if (name.startsWith("Describe"))
        return { Table: guarded.has(TableName) ? { DeletionProtectionEnabled: true } : {} };
      // DynamoDB takes no change of a table that is being changed.
      if (guarded.has(TableName)) throw Object.assign(new Error("busy"), { name: "ResourceInUseException" });
      return guarded.add(TableName);
    });
    return { remedy: protectTable(dynamo), kept: () => guarded };
  },
});
