import { expect } from "chai";
import type { Mode } from "../recovery/contract";
import type { DrillEvent } from "../recovery/drill";
import { drillOf } from "../recovery/testing/drills";
import { NONE, type ReplayTargets } from "./contract";
import { createHandler } from "./handler";
import { SecondRegion, STORES, TARGETS } from "./testing/second-region";

const names = (count: number): string[] => Array.from({ length: count }, (_, at) => `b-${String(at).padStart(4, "0")}`);
const ofNorth: ReplayTargets = { north: TARGETS["north"] ?? null };

interface Ran {
  readonly last: DrillEvent;
  /** What each call left running, and how long it said to wait. */
  readonly calls: readonly { readonly running: number; readonly waitSeconds: number }[];
}

/** Calls the function as the state machine does, until it is done; jobs end between two calls. */
async function replay(
  region: SecondRegion,
  mode: Mode,
  targets = ofNorth,
  execution = "e-1",
  most = 100,
): Promise<Ran> {
  const handler = createHandler({ ...region, log: { info: () => undefined }, bucket: "images", targets });
  const calls: { running: number; waitSeconds: number }[] = [];
  let event: DrillEvent = drillOf(execution, mode);
  do {
    event = JSON.parse(JSON.stringify(await handler(event))) as DrillEvent;
    const running = (event.images?.replays ?? []).reduce((sum, of) => sum + of.running.length, 0);
    calls.push({ running, waitSeconds: event.images?.waitSeconds ?? 0 });
    region.finish();
  } while (event.images?.status === "RUNNING" && calls.length < most);
  return { last: event, calls };
}

const storeArn = (id: string): string => `arn:aws:medical-imaging:us-west-2:123456789012:datastore/${id}`;
const counts = { batches: 0, failedBatches: 0, files: 0, refusedFiles: 0, earlierBatches: 0 };

describe("image-replay", () => {
  it("imports each batch of each organisation once, into its own data store with its own role", async () => {
    const region = new SecondRegion({ north: names(4), south: ["c-1"] });
    const { last } = await replay(region, "failover", TARGETS);
    expect(region.imported()).to.deep.equal([
      ...names(4).map((batch) => `north/accepted/${batch}/`),
      "south/accepted/c-1/",
    ]);
    for (const { inputPrefix, datastoreId, dataAccessRoleArn } of region.started) {
      const tenant = inputPrefix.startsWith("north/") ? "north" : "south";
      expect([datastoreId, dataAccessRoleArn]).to.deep.equal([
        STORES[tenant],
        `arn:aws:iam::123456789012:role/phiguard-test-image-replay-${tenant}`,
      ]);
    }
    // Jobs begin a minute apart and take five.
    expect(last.images?.recoveries).to.deep.equal([
      {
        kind: "journal",
        subject: storeArn(STORES.north),
        status: "DONE",
        simulated: false,
        recoveryTimeSeconds: 3 * 60 + 300,
        counts: { ...counts, batches: 4, files: 36, refusedFiles: 4 },
      },
      {
        kind: "journal",
        subject: storeArn(STORES.south),
        status: "DONE",
        simulated: false,
        recoveryTimeSeconds: 300,
        counts: { ...counts, batches: 1, files: 9, refusedFiles: 1 },
      },
    ]);
  });

  it("starts ten jobs a call, and asks again after a minute at most", async () => {
    const region = new SecondRegion({ north: names(25) });
    region.end = "IN_PROGRESS";
    const { calls } = await replay(region, "restore");
    expect(calls.map(({ running }) => running)).to.deep.equal([10, 10, 5, 0]);
    expect(calls.map(({ waitSeconds }) => waitSeconds)).to.deep.equal([30, 30, 60, 60]);
    expect(new Set(region.imported()).size).to.equal(25);
  });

  it("has 50 jobs running at most, and hands on no more than these", async () => {
    const region = new SecondRegion({ north: names(80) });
    region.end = "IN_PROGRESS";
    region.finish = () => undefined;
    const { calls, last } = await replay(region, "restore", ofNorth, "e-1", 8);
    expect(calls.map(({ running }) => running)).to.deep.equal([10, 20, 30, 40, 50, 50, 50, 50]);
    expect(last.images?.replays[0]?.after).to.equal("b-0049");
  });

  it("waits where as many jobs run as may, and loses none", async () => {
    const region = new SecondRegion({ north: names(7) });
    region.end = "IN_PROGRESS";
    region.quota = 3;
    const { calls, last } = await replay(region, "restore");
    expect(calls.map(({ running }) => running)).to.deep.equal([3, 3, 1, 0]);
    expect(last.images?.recoveries[0]?.counts?.batches).to.equal(7);
  });

  it("goes on where a drill was cut short, and tells how many were there", async () => {
    const region = new SecondRegion({ north: names(25) });
    region.end = "IN_PROGRESS";
    await replay(region, "restore", ofNorth, "e-1", 2);
    const { last } = await replay(region, "restore", ofNorth, "e-2");
    expect(region.imported()).to.have.length(25);
    expect(last.images?.recoveries[0]).to.deep.include({
      status: "DONE",
      simulated: false,
      counts: { ...counts, batches: 5, files: 45, refusedFiles: 5, earlierBatches: 20 },
    });
  });

  it("passes over what is there, 200 a call, without a job", async () => {
    const region = new SecondRegion({ north: names(450) });
    for (const batch of names(449)) region.before.add(`${STORES.north} ${batch}`);
    const { calls } = await replay(region, "restore");
    expect(region.imported()).to.deep.equal(["north/accepted/b-0449/"]);
    expect(calls.map(({ running }) => running)).to.deep.equal([0, 0, 1, 0]);
  });

  it("imports again what an earlier job brought nothing of", async () => {
    const region = new SecondRegion({ north: ["b-1"] });
    region.before.add(`${STORES.north} b-1`);
    const { jobs } = region;
    const empty = { ...jobs, summary: async () => ({ imported: 0, failed: 10 }) };
    const { last } = await replay(Object.assign(region, { jobs: empty }), "restore");
    expect(region.imported()).to.deep.equal(["north/accepted/b-1/"]);
    expect(last.images?.recoveries[0]).to.deep.include({ status: "FAILED", reason: "replay-failed" });
  });

  it("has failed where a job does, when all others have ended; nothing is kept as the last replay", async () => {
    const region = new SecondRegion({ north: names(3) });
    region.ends.set("b-0001", "FAILED");
    const { last } = await replay(region, "restore");
    expect(last.images?.recoveries[0]).to.deep.include({
      status: "FAILED",
      reason: "replay-failed",
      counts: { ...counts, batches: 3, failedBatches: 1, files: 18, refusedFiles: 2 },
    });
    expect(last.images?.recoveries[0]).to.not.have.property("recoveryTimeSeconds");
    expect(region.records).to.be.empty;
  });

  it("simulated: starts nothing, and tells the figures of the last replay as such", async () => {
    const region = new SecondRegion({ north: names(2) });
    const real = await replay(region, "restore");
    const { last } = await replay(region, "simulated", ofNorth, "e-2");
    expect(region.started).to.have.length(2);
    expect(last.images?.recoveries).to.deep.equal([
      { ...real.last.images?.recoveries[0], simulated: true, reason: "last-replay" },
    ]);
  });

  it("tells the last replay's figures where all was there already", async () => {
    const region = new SecondRegion({ north: names(2) });
    await replay(region, "restore");
    const { last } = await replay(region, "restore", ofNorth, "e-2");
    expect(last.images?.recoveries[0]).to.deep.include({
      status: "DONE",
      simulated: true,
      reason: "replayed-before",
      recoveryTimeSeconds: 360,
    });
  });

  const without: [name: string, batches: string[], targets: ReplayTargets, mode: Mode, reason: string][] = [
    ["no replay yet", ["b-1"], ofNorth, "simulated", "never-replayed"],
    ["no batch, simulated", [], ofNorth, "simulated", "nothing-to-replay"],
    ["no batch", [], ofNorth, "restore", "nothing-to-replay"],
    ["no data store", ["b-1"], { north: null }, "failover", "no-data-store-to-replay-into"],
  ];
  for (const [name, batches, targets, mode, reason] of without) {
    it(`has no figure where there is ${name}`, async () => {
      const region = new SecondRegion({ north: batches });
      const { last } = await replay(region, mode, targets);
      const [told, ...more] = last.images?.recoveries ?? [];
      expect(told).to.include({ status: "DONE", simulated: true, reason });
      expect(told?.recoveryTimeSeconds).to.equal(undefined);
      expect([more, region.started]).to.deep.equal([[], []]);
    });
  }

  it("has nothing to do in a stack without images", async () => {
    const { journal, jobs } = new SecondRegion({});
    const handler = createHandler({ journal, jobs, log: { info: () => undefined }, bucket: NONE, targets: TARGETS });
    const { images } = await handler(drillOf("e-1", "failover"));
    expect([images?.status, images?.recoveries]).to.deep.equal(["DONE", []]);
  });
});
