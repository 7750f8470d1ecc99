import {
  BackupClient,
  DescribeRestoreJobCommand,
  GetRecoveryPointRestoreMetadataCommand,
  ListRecoveryPointsByBackupVaultCommand,
  ListRestoreJobsCommand,
  StartRestoreJobCommand,
} from "@aws-sdk/client-backup";
import { DeleteTableCommand, DynamoDBClient, ResourceNotFoundException } from "@aws-sdk/client-dynamodb";
import { DBInstanceNotFoundFault, DeleteDBInstanceCommand, RDSClient } from "@aws-sdk/client-rds";
import { secondsBetween } from "../recovery/drill";
import type { RecoveryPoint, ResourceType, Restores, Stores } from "./ports";

const RETRIES = { maxAttempts: 4 };
export const backupClient = (region?: string): BackupClient =>
  new BackupClient(region === undefined ? RETRIES : { ...RETRIES, region });
export const rdsClient = (): RDSClient => new RDSClient(RETRIES);
export const dynamoDbClient = (): DynamoDBClient => new DynamoDBClient(RETRIES);

const isKnown = (type: string | undefined): type is ResourceType => type === "DynamoDB" || type === "RDS";

/** `home`: where AWS Backup tests restores by itself, whose times a simulated drill tells. */
export function backupRestores(client: BackupClient, home: BackupClient, IamRoleArn: string): Restores {
  return {
    newest: async (BackupVaultName) => {
      const newest = new Map<string, RecoveryPoint>();
      let NextToken: string | undefined;
      do {
        const page = await client.send(new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName, NextToken }));
        for (const { RecoveryPointArn, ResourceType: type, ResourceArn, CreationDate, Status } of page.RecoveryPoints ??
          []) {
          const at = CreationDate?.toISOString();
          if (RecoveryPointArn === undefined || ResourceArn === undefined || at === undefined) continue;
          if (!isKnown(type) || Status !== "COMPLETED" || at <= (newest.get(ResourceArn)?.at ?? "")) continue;
          newest.set(ResourceArn, { arn: RecoveryPointArn, type, subject: ResourceArn, at });
        }
        NextToken = page.NextToken;
      } while (NextToken !== undefined);
      return [...newest.values()];
    },
    lastSeconds: async (ByResourceType) => {
      const { RestoreJobs = [] } = await home.send(
        new ListRestoreJobsCommand({ ByResourceType, ByStatus: "COMPLETED", MaxResults: 100 }),
      );
      const [last] = RestoreJobs.flatMap(({ CreationDate, CompletionDate }) =>
        CreationDate === undefined || CompletionDate === undefined
          ? []
          : [{ from: CreationDate.toISOString(), to: CompletionDate.toISOString() }],
      ).sort((a, b) => (a.to > b.to ? -1 : 1));
      return last && secondsBetween(last.from, last.to);
    },
    metadata: async (BackupVaultName, RecoveryPointArn) => {
      const { RestoreMetadata = {} } = await client.send(
        new GetRecoveryPointRestoreMetadataCommand({ BackupVaultName, RecoveryPointArn }),
      );
      return RestoreMetadata;
    },
    start: async ({ recoveryPointArn, type, metadata, token }) => {
      const { RestoreJobId } = await client.send(
        new StartRestoreJobCommand({
          RecoveryPointArn: recoveryPointArn,
          ResourceType: type,
          Metadata: { ...metadata },
          IamRoleArn,
          IdempotencyToken: token,
        }),
      );
      if (RestoreJobId === undefined) throw new Error("AWS Backup named no restore job");
      return RestoreJobId;
    },
    job: async (RestoreJobId) => {
      const { Status, CreatedResourceArn, CreationDate, CompletionDate } = await client.send(
        new DescribeRestoreJobCommand({ RestoreJobId }),
      );
      const status =
        Status === "COMPLETED" ? Status : Status === "PENDING" || Status === "RUNNING" ? "RUNNING" : "FAILED";
      return {
        status,
        made: CreatedResourceArn,
        seconds:
          CreationDate === undefined || CompletionDate === undefined
            ? undefined
            : secondsBetween(CreationDate.toISOString(), CompletionDate.toISOString()),
      };
    },
  };
}

export function restoredStores(rds: RDSClient, dynamoDb: DynamoDBClient): Stores {
  return {
    remove: async (arn) => {
      const name = arn.split(/[:/]/).at(-1) ?? "";
      try {
        if (arn.split(":")[2] === "rds") {
          await rds.send(
            new DeleteDBInstanceCommand({
              DBInstanceIdentifier: name,
              SkipFinalSnapshot: true,
              DeleteAutomatedBackups: true,
            }),
          );
        } else {
          await dynamoDb.send(new DeleteTableCommand({ TableName: name }));
        }
      } catch (error) {
        if (error instanceof DBInstanceNotFoundFault || error instanceof ResourceNotFoundException) return;
        throw error;
      }
    },
  };
}
