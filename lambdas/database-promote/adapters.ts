import {
  DBInstanceNotFoundFault,
  DescribeDBInstancesCommand,
  InvalidDBInstanceStateFault,
  PromoteReadReplicaCommand,
  RDSClient,
} from "@aws-sdk/client-rds";
import type { Clock } from "../recovery/drill";
import type { Replicas } from "./ports";

export const rdsClient = (): RDSClient => new RDSClient({ maxAttempts: 4 });

export const clock: Clock = { now: () => new Date().toISOString() };

export function rdsReplicas(client: RDSClient): Replicas {
  return {
    state: async (DBInstanceIdentifier) => {
      try {
        const { DBInstances } = await client.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }));
        const [found] = DBInstances ?? [];
        if (found?.DBInstanceArn === undefined || found.DBInstanceStatus === undefined) return undefined;
        const source = found.ReadReplicaSourceDBInstanceIdentifier;
        return {
          arn: found.DBInstanceArn,
          status: found.DBInstanceStatus,
          follows: source !== undefined && source !== "",
        };
      } catch (error) {
        if (error instanceof DBInstanceNotFoundFault) return undefined;
        throw error;
      }
    },
    promote: async (DBInstanceIdentifier, BackupRetentionPeriod) => {
      try {
        await client.send(new PromoteReadReplicaCommand({ DBInstanceIdentifier, BackupRetentionPeriod }));
      } catch (error) {
        // It is being promoted already.
        if (!(error instanceof InvalidDBInstanceStateFault)) throw error;
      }
    },
  };
}
