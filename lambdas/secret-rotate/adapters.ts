import { DescribeSecretCommand, RotateSecretCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import type { Remedy } from "../remediation/action";
import { hashOf } from "../remediation/case";

/** Id of the version that was current; Secrets Manager keeps it as AWSPREVIOUS. */
export interface SecretBefore {
  readonly version: string;
}

/** Nobody told Secrets Manager how to make a new value of it. */
export class NoRotation extends Error {
  override readonly name = "NoRotation";
}

export const secretsClient = (): SecretsManagerClient => new SecretsManagerClient({ maxAttempts: 4 });

/** What uses a secret takes the new value by itself; the old one is of no use any more, so nothing is put back. */
export function rotateSecret(secrets: SecretsManagerClient): Remedy<SecretBefore> {
  return {
    action: "rotate-secret",
    look: async ({ target, at }) => {
      const { RotationEnabled, LastRotatedDate, VersionIdsToStages } = await secrets.send(
        new DescribeSecretCommand({ SecretId: target }),
      );
      if (RotationEnabled !== true) throw new NoRotation("the secret has no rotation");
      if (LastRotatedDate !== undefined && LastRotatedDate.toISOString() > at) return undefined;
      const [version] = Object.entries(VersionIdsToStages ?? {}).find(([, stages]) =>
        stages.includes("AWSCURRENT"),
      ) ?? [""];
      return { version };
    },
    change: async ({ target, execution }) => {
      // The same token for each try of one execution: Secrets Manager then rotates once.
      const ClientRequestToken = hashOf(execution);
      await secrets.send(new RotateSecretCommand({ SecretId: target, RotateImmediately: true, ClientRequestToken }));
    },
  };
}
