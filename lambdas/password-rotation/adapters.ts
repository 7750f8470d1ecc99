import { setTimeout } from "node:timers/promises";
import { DescribeDBInstancesCommand, ModifyDBInstanceCommand, RDSClient } from "@aws-sdk/client-rds";
import {
  DescribeSecretCommand,
  GetRandomPasswordCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { PASSWORD_EXCLUDES, PASSWORD_LENGTH } from "./contract";
import type { Clock, Databases, Secrets } from "./ports";

const RETRIES = { maxAttempts: 4 };
export const rdsClient = (): RDSClient => new RDSClient(RETRIES);
export const secretsManagerClient = (): SecretsManagerClient => new SecretsManagerClient(RETRIES);

export function secretsManager(client: SecretsManagerClient): Secrets {
  return {
    versions: async (SecretId) => {
      const { RotationEnabled, VersionIdsToStages } = await client.send(new DescribeSecretCommand({ SecretId }));
      return { rotationEnabled: RotationEnabled === true, stages: VersionIdsToStages ?? {} };
    },
    read: async (SecretId, VersionStage, VersionId) => {
      try {
        const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId, VersionStage, VersionId }));
        return SecretString;
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      }
    },
    randomPassword: async () => {
      const { RandomPassword } = await client.send(
        new GetRandomPasswordCommand({
          PasswordLength: PASSWORD_LENGTH,
          ExcludeCharacters: PASSWORD_EXCLUDES,
          RequireEachIncludedType: true,
        }),
      );
      if (RandomPassword === undefined) throw new Error("Secrets Manager made no password");
      return RandomPassword;
    },
    writePending: async (SecretId, ClientRequestToken, SecretString) => {
      await client.send(
        new PutSecretValueCommand({ SecretId, ClientRequestToken, SecretString, VersionStages: ["AWSPENDING"] }),
      );
    },
    makeCurrent: async (SecretId, MoveToVersionId, RemoveFromVersionId) => {
      await client.send(
        new UpdateSecretVersionStageCommand({
          SecretId,
          VersionStage: "AWSCURRENT",
          MoveToVersionId,
          RemoveFromVersionId,
        }),
      );
    },
  };
}

export function rdsDatabases(client: RDSClient): Databases {
  return {
    setOwnerPassword: async (DBInstanceIdentifier, MasterUserPassword) => {
      await client.send(
        new ModifyDBInstanceCommand({ DBInstanceIdentifier, MasterUserPassword, ApplyImmediately: true }),
      );
    },
    state: async (DBInstanceIdentifier) => {
      const { DBInstances } = await client.send(new DescribeDBInstancesCommand({ DBInstanceIdentifier }));
      const [instance] = DBInstances ?? [];
      if (instance?.DBInstanceStatus === undefined) throw new Error("RDS told nothing of the database");
      return {
        status: instance.DBInstanceStatus,
        changing: instance.PendingModifiedValues?.MasterUserPassword !== undefined,
      };
    },
  };
}

export const clock: Clock = { wait: async (ms) => setTimeout(ms) };
