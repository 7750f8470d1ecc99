import { expect } from "chai";
import { ofType } from "../components/testing/plan";
import { planOf, settings } from "./testing/plans";

const TABLE = "aws:dynamodb/table:Table";
const COPY = "aws:dynamodb/tableReplica:TableReplica";

describe("tables and their copies in the second region", () => {
  it("prod has one of each table, under a key of that region, restorable and protected as the table is", async () => {
    const planned = await planOf(settings.prod);
    const tables = ofType(planned, TABLE);
    const copies = ofType(planned, COPY);
    expect(tables).to.not.be.empty;
    const arns = tables.map(({ name }) => `arn:aws:test:us-east-1:123456789012:${name}`);
    expect(copies.map(({ inputs }) => inputs.globalTableArn)).to.have.members(arns);
    const keys = ofType(planned, "aws:kms/key:Key").filter(({ provider }) => provider.includes("::replica::"));
    for (const { name, provider, inputs } of copies) {
      expect(provider, name).to.contain("::replica::");
      expect(
        keys.some((key) => String(inputs.kmsKeyArn).endsWith(`:${key.name}`)),
        name,
      ).to.equal(true);
      expect(inputs, name).to.include({ pointInTimeRecovery: true, deletionProtectionEnabled: true });
    }
  });

  it("dev, which has one region, has none", async () => {
    expect(ofType(await planOf(settings.dev), COPY)).to.be.empty;
  });
});
