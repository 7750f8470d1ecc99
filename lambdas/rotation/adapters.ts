import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import type { Secrets } from "./ports";

export const secretsManagerClient = (): SecretsManagerClient => new SecretsManagerClient({ maxAttempts: 4 });

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
