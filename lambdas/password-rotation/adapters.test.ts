import { expect } from "chai";
import { secretsManagerClient } from "../rotation/adapters";
import { asking } from "../testing/asking";
import { madePasswords, rdsClient, rdsDatabases } from "./adapters";

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
      { DBInstanceIdentifier: "db", MasterUserPassword: "new" },
    ]);
  });

  it("fail where RDS knows of no such database", async () => {
    const databases = rdsDatabases(asking(rdsClient(), () => ({ DBInstances: [] })).client);
    const failure = await databases.state("db").catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(Error);
  });

  it("ask for 32 characters that a database takes", async () => {
    const { client, asked } = asking(secretsManagerClient(), () => ({ RandomPassword: "made" }));
    expect(await madePasswords(client).random()).to.equal("made");
    expect(asked).to.deep.equal([
      [
        "GetRandomPasswordCommand",
        { PasswordLength: 32, ExcludeCharacters: "/\"@'\\ ", RequireEachIncludedType: true },
      ],
    ]);
  });
});
