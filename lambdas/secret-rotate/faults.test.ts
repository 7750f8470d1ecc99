import { remedyTable } from "../remediation/testing/remedy-table";
import { answering } from "../testing/answering";
import { rotateSecret, secretsClient } from "./adapters";

remedyTable("secret-rotate", {
  action: "rotate-secret",
  targets: ["secret-1", "secret-2"],
  world: ({ through, now }) => {
    // A rotation a token, however often it is asked for.
    const rotations = new Map<unknown, unknown>();
    const rotated = new Map<unknown, Date>();
    const secrets = answering(secretsClient(), through, (name, { SecretId, ClientRequestToken: token }) => {
      if (name.startsWith("Rotate")) {
        rotated.set(SecretId, rotated.get(SecretId) ?? now());
        return rotations.set(token, SecretId);
      }
      return {
        RotationEnabled: true,
        LastRotatedDate: rotated.get(SecretId),
        VersionIdsToStages: { before: ["AWSCURRENT"] },
      };
    });
    return { remedy: rotateSecret(secrets), kept: () => rotations };
  },
});
