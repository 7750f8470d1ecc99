import { setTimeout } from "node:timers/promises";
import { DescribeDBInstancesCommand, ModifyDBInstanceCommand, RDSClient } from "@aws-sdk/client-rds";
import { GetRandomPasswordCommand, type SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { PASSWORD_EXCLUDES, PASSWORD_LENGTH } from "./contract";
import type { Clock, Databases, Passwords } from "./ports";

export const rdsClient = (): RDSClient => new RDSClient({ maxAttempts: 4 });

export function madePasswords(client: SecretsManagerClient): Passwords {
  return {
    random: async () => {
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
  };
}

export function rdsDatabases(client: RDSClient): Databases {
  return {
    setOwnerPassword: async (DBInstanceIdentifier, MasterUserPassword) => {
      // RDS takes it at once in any case; asked to, it would do at once, too, what waits for the maintenance window.
      await client.send(new ModifyDBInstanceCommand({ DBInstanceIdentifier, MasterUserPassword }));
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
