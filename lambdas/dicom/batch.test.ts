import { expect } from "chai";
import { acceptedPrefix, batchOf, incomingPrefix, refusedPrefix, resultPrefix } from "./batch";

describe("batchOf", () => {
  it("knows a tenant's own marker", () => {
    expect(batchOf("north", "north/incoming/b-1/_READY")).to.deep.equal({ tenant: "north", batch: "b-1" });
  });

  const others: [string, string][] = [
    ["another tenant's", "south/incoming/b-1/_READY"],
    ["a tenant whose name begins alike", "north2/incoming/b-1/_READY"],
    ["another object", "north/incoming/b-1/a.dcm"],
    ["no batch", "north/incoming/_READY"],
    ["a folder deeper", "north/incoming/b-1/c/_READY"],
    ["a copy of our own", "north/accepted/b-1/_READY"],
    ["a way out", "north/incoming/../_READY"],
    ["a name with a space", "north/incoming/Jane Roe/_READY"],
    ["a name of 65 characters", `north/incoming/${"b".repeat(65)}/_READY`],
  ];
  for (const [name, key] of others) it(`refuses ${name}`, () => expect(batchOf("north", key)).to.equal(undefined));

  it("gives each stage a prefix of its own, below the tenant's", () => {
    const batch = { tenant: "north", batch: "b-1" };
    expect([incomingPrefix, acceptedPrefix, refusedPrefix, resultPrefix].map((of) => of(batch))).to.deep.equal(
      ["incoming", "accepted", "refused", "results"].map((stage) => `north/${stage}/b-1/`),
    );
  });
});
