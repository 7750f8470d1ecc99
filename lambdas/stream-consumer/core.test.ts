import { expect } from "chai";
import * as fc from "fast-check";
import { backoffMs, outcomeOf, pauseMs, type Poison } from "./core";
import { balance, type Lease } from "./lease";

const event = {
  id: "e-1",
  type: "observation.created",
  occurredAt: "2026-03-01T10:00:00+01:00",
  body: { a: [1, "x"] },
};
const outcome = (data: string | Uint8Array) => outcomeOf({ sequence: "1", partitionKey: "p", data: Buffer.from(data) });

describe("outcomeOf", () => {
  it("makes a row of an event", () => {
    expect(outcome(JSON.stringify(event))).to.deep.equal({
      kind: "row",
      sequence: "1",
      row: { eventId: "e-1", eventType: event.type, occurredAt: event.occurredAt, body: '{"a":[1,"x"]}' },
    });
  });

  const poison: [string, string | Uint8Array, Poison][] = [
    ["bytes that are no text", Buffer.from([0xff, 0xfe]), "not-utf8"],
    ["nothing", "", "not-json"],
    ["a text", "hello", "not-json"],
    ["a list", "[]", "malformed"],
    ["no id", JSON.stringify({ ...event, id: undefined }), "malformed"],
    ["an id with a space", JSON.stringify({ ...event, id: "Jane Roe" }), "malformed"],
    ["a time that is none", JSON.stringify({ ...event, occurredAt: "yesterday" }), "malformed"],
    ["a character that jsonb does not take", JSON.stringify({ ...event, body: { a: "\u0000" } }), "holds-nul"],
    ["nesting without end", `${"[".repeat(100_000)}`, "too-deep"],
  ];
  for (const [name, data, reason] of poison) {
    it(`puts ${name} aside`, () => expect(outcome(data)).to.include({ kind: "poison", reason }));
  }

  it("takes brackets in texts for texts", () =>
    expect(outcome(JSON.stringify({ ...event, body: { a: '"[{'.repeat(1000) } })).kind).to.equal("row"));

  it("never throws, whatever comes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (data) => void outcome(data)));
  });
});

describe("waiting", () => {
  it("is short while there is more, a second when there is not", () => {
    expect(pauseMs({ records: 10, behindMs: 5 })).to.equal(250);
    expect(pauseMs({ records: 10, behindMs: 0 })).to.equal(1000);
    expect(pauseMs({ records: 0, behindMs: 5 })).to.equal(1000);
  });

  it("grows with failures up to half a minute", () => {
    expect([1, 2, 3, 6, 100].map((failures) => backoffMs(failures, 1))).to.deep.equal([
      1000, 2000, 4000, 30_000, 30_000,
    ]);
    expect(backoffMs(1, 0)).to.equal(500);
  });
});

describe("balance", () => {
  const shards = ["a", "b", "c", "d"].map((shard) => ({ shard, parents: [] }));
  const leases = (...owners: (string | undefined)[]): Lease[] =>
    owners.map((owner, at) => ({
      shard: shards[at]?.shard ?? "",
      finished: false,
      ...(owner !== undefined && { owner }),
    }));

  it("takes all when alone, half when there are two", () => {
    expect(balance("x", [], shards, [])).to.deep.equal({ take: ["a", "b", "c", "d"], release: [] });
    expect(balance("x", ["x", "y"], shards, leases("x", "x", "x", "x"))).to.deep.equal({
      take: [],
      release: ["c", "d"],
    });
    expect(balance("y", ["x", "y"], shards, leases("x", "x"))).to.deep.equal({ take: ["c", "d"], release: [] });
  });

  it("lets a child wait for its parents, unless these are gone", () => {
    const split = [
      { shard: "a", parents: [] },
      { shard: "b", parents: ["a"] },
      { shard: "c", parents: ["gone"] },
    ];
    expect(balance("x", [], split, []).take).to.deep.equal(["a", "c"]);
    expect(balance("x", [], split, [{ shard: "a", finished: true }]).take).to.deep.equal(["b", "c"]);
  });

  it("ends with every shard held by one worker, and as many each, give or take one", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 12 }), (workers, count) => {
        const all = Array.from({ length: count }, (_, at) => ({ shard: `s${at}`, parents: [] }));
        const names = Array.from({ length: workers }, (_, at) => `w${at}`);
        // The first has all, as if the others came later.
        const owner = new Map(all.map(({ shard }) => [shard, "w0" as string | undefined]));
        for (let round = 0; round < 3; round++) {
          for (const name of names) {
            const told = [...owner].map(([shard, of]) => ({
              shard,
              finished: false,
              ...(of !== undefined && { owner: of }),
            }));
            const { take, release } = balance(name, names, all, told);
            for (const shard of release) owner.set(shard, undefined);
            for (const shard of take) owner.set(shard, name);
          }
        }
        const counts = names.map((name) => [...owner.values()].filter((of) => of === name).length);
        expect([...owner.values()]).to.not.include(undefined);
        expect(Math.max(...counts)).to.be.at.most(Math.ceil(count / workers));
      }),
    );
  });
});
