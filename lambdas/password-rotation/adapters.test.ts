import { ResourceNotFoundException } from "@aws-sdk/client-secrets-manager";
import { expect } from "chai";
import { rdsClient, rdsDatabases, secretsManager, secretsManagerClient } from "./adapters";

type Answer = (name: string, input: unknown) => object;

/** A client that answers without a network; it keeps what it was asked. */
function asking<Client extends { send: unknown }>(
  client: Client,
  answer: Answer,
): { client: Client; asked: unknown[][] } {
  const asked: unknown[][] = [];
  client.send = async ({ constructor, input }: { constructor: { name: string }; input: unknown }) => {
    asked.push([constructor.name, input]);
    return answer(constructor.name, input);
  };
  return { client, asked };
}

describe("password-rotation adapters", () => {
  it("change the password at once, and see whether that is over", async () => {
    const states = [{ MasterUserPassword: "****" }, {}];
    const { client, asked } = asking(rdsClient(), (name) =>
      name === "DescribeDBInstancesCommand"
        ? { DBInstances: [{ DBInstanceStatus: "available", PendingModifiedValues: states.shift() }] }
        : {},
    );
    const databases = rdsDatabases(client);
    await databases.setOwnerPassword("db", "new");
    expect(await databases.state("db")).to.deep.equal({ status: "available", changing: true });
    expect(await databases.state("db")).to.deep.equal({ status: "available", changing: false });
    expect(asked[0]).to.deep.equal([
      "ModifyDBInstanceCommand",
      { DBInstanceIdentifier: "db", MasterUserPassword: "new", ApplyImmediately: true },
    ]);
  });

  it("fail where RDS knows of no such database", async () => {
    const databases = rdsDatabases(asking(rdsClient(), () => ({ DBInstances: [] })).client);
    const failure = await databases.state("db").catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
  });

  it("ask for 32 characters that a database takes", async () => {
    const { client, asked } = asking(secretsManagerClient(), () => ({ RandomPassword: "made" }));
    expect(await secretsManager(client).randomPassword()).to.equal("made");
    expect(asked).to.deep.equal([
      [
        "GetRandomPasswordCommand",
        { PasswordLength: 32, ExcludeCharacters: "/\"@'\\ ", RequireEachIncludedType: true },
      ],
    ]);
  });

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
