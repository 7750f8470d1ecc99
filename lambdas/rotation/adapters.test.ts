import { ResourceNotFoundException } from "@aws-sdk/client-secrets-manager";
import { expect } from "chai";
import { asking } from "../testing/asking";
import { secretsManager, secretsManagerClient } from "./adapters";

describe("rotation adapters", () => {
  it("know an empty version from another failure", async () => {
    const failing = (error: Error) =>
      secretsManager(
        asking(secretsManagerClient(), () => {
          throw error;
        }).client,
      );
    const missing = new ResourceNotFoundException({ message: "no", $metadata: {} });
    expect(await failing(missing).read("s", "AWSPENDING", "v")).to.equal(undefined);
    const other = await failing(new Error("throttled"))
      .read("s", "AWSPENDING")
      .catch((error: Error) => error.message);
    expect(other).to.equal("throttled");
  });

  it("write the pending version and move the mark from the last one", async () => {
    const { client, asked } = asking(secretsManagerClient(), () => ({ RotationEnabled: true }));
    const secrets = secretsManager(client);
    expect(await secrets.versions("s")).to.deep.equal({ rotationEnabled: true, stages: {} });
    await secrets.writePending("s", "new", "{}");
    await secrets.makeCurrent("s", "new", "old");
    expect(asked.slice(1)).to.deep.equal([
      [
        "PutSecretValueCommand",
        { SecretId: "s", ClientRequestToken: "new", SecretString: "{}", VersionStages: ["AWSPENDING"] },
      ],
      [
        "UpdateSecretVersionStageCommand",
        { SecretId: "s", VersionStage: "AWSCURRENT", MoveToVersionId: "new", RemoveFromVersionId: "old" },
      ],
    ]);
  });
});
