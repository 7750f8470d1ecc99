import { expect } from "chai";
import { dynamoClient } from "../phi/adapters";
import { withAws } from "../testing/aws-server";
import { allowList } from "./adapters";
import { decide, type Allowance } from "./core";

const NOW = new Date("2026-11-22T12:00:00Z");
const entry: Allowance = { allowed: true, validFrom: "2026-11-22T12:00:00Z" };

const rows: [string, Allowance | undefined, string][] = [
  ["there is no entry", undefined, "no-entry"],
  ["it says no", { ...entry, allowed: false }, "withdrawn"],
  ["it begins this second", entry, "granted"],
  ["it begins in a second", { ...entry, validFrom: "2026-11-22T12:00:01Z" }, "not-yet-in-force"],
  ["it ends this second", { ...entry, validUntil: "2026-11-22T12:00:00Z" }, "ended"],
  ["it ends in a second", { ...entry, validUntil: "2026-11-22T12:00:01Z" }, "granted"],
];

describe("decide", () => {
  for (const [name, given, told] of rows) {
    it(`says ${told} where ${name}`, () => {
      const consent = decide(given, NOW);
      expect(consent.outcome === "granted" ? "granted" : consent.reason).to.equal(told);
    });
  }
});

describe("allowList", () => {
  const find = (Item: object | undefined): Promise<Awaited<ReturnType<typeof withAws<Allowance | undefined>>>> =>
    withAws(
      () => ({ body: JSON.stringify({ Item }) }),
      () => allowList(dynamoClient(), "t").find("research", "lab"),
    );

  it("is read by purpose and recipient, as it is now", async () => {
    const { result, sent } = await find({
      allowed: { BOOL: true },
      validFrom: { S: "2026-01-01T00:00:00Z" },
      validUntil: { S: "2027-01-01T00:00:00Z" },
    });
    expect(result).to.deep.equal({
      allowed: true,
      validFrom: "2026-01-01T00:00:00Z",
      validUntil: "2027-01-01T00:00:00Z",
    });
    expect(JSON.parse(sent[0]?.body ?? "")).to.deep.equal({
      TableName: "t",
      Key: { purpose: { S: "research" }, recipient: { S: "lab" } },
      ConsistentRead: true,
    });
  });

  it("says nothing where there is nothing", async () => expect((await find(undefined)).result).to.equal(undefined));

  for (const Item of [
    {},
    { allowed: { S: "yes" }, validFrom: { S: "2026-01-01T00:00:00Z" } },
    { allowed: { BOOL: true }, validFrom: { S: "soon" } },
  ]) {
    it(`allows nothing by an entry like ${JSON.stringify(Item)}`, async () => {
      const name = await find(Item).then(
        () => "allowed",
        (error: Error) => error.name,
      );
      expect(name).to.equal("UnreadableEntry");
    });
  }
});
