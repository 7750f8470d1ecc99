import { expect } from "chai";
import { madeFile } from "../../lambdas/dicom/testing/made-file";
import { part10File } from "../../lambdas/dicom/testing/part10-file";
import type { FlowRun } from "../flows/run-flow";
import { imageBucket, STORES, withImaging } from "./imaging";
import { contentsOf } from "./objects";
import { saying } from "./said";

const NAME = "Jane Roe";
const instances = (count: number): Record<string, Uint8Array> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`${NAME} ${at}.dcm`, part10File({ instance: `1.2.3.${at + 10}` })]),
  );
/** Good as far as its head goes; its pixels end too early. */
const cut = (): Uint8Array => {
  const whole = madeFile({ instance: "1.2.3.99" });
  return whole.subarray(0, whole.length - 4);
};

/** Batches in the order they come, and how each ends: the reason in quarantine, or none where it was imported. */
const BATCHES = [
  { tenant: "north", batch: "good", files: instances(3), reason: undefined },
  // More than a page of the check.
  { tenant: "north", batch: "large", files: instances(203), reason: undefined },
  {
    tenant: "north",
    batch: "mixed",
    files: {
      "1.dcm": madeFile(),
      [`${NAME}.txt`]: Buffer.from(`a note on ${NAME}`),
      "2.dcm": part10File({ study: "" }),
      "3.dcm": new Uint8Array(),
    },
    reason: undefined,
  },
  { tenant: "north", batch: "bad", files: { "1.dcm": Buffer.from("no image") }, reason: "no-file-accepted" },
  { tenant: "south", batch: "cut", files: { "1.dcm": madeFile(), "2.dcm": cut() }, reason: "import-left-files-out" },
  { tenant: "south", batch: "failed", files: { "1.dcm": madeFile() }, reason: "import-failed" },
  {
    tenant: "south",
    batch: "deep",
    files: { "1.dcm": madeFile() },
    marker: "south/incoming/deep/er/_READY",
    reason: "batch-refused",
  },
] as const;

interface World {
  readonly runs: readonly FlowRun[];
  /** Of a batch whose marker's event was delivered twice. */
  readonly twice: readonly FlowRun[];
  /** Keys of what was accepted, and of what came of the imports. */
  readonly accepted: readonly string[];
  readonly results: readonly string[];
  readonly quarantine: ReadonlyMap<string, Buffer>;
  readonly heads: ReadonlyMap<string, Head>;
  readonly keys: Readonly<Record<string, string>>;
  readonly jobs: readonly { readonly input: string; readonly datastoreId: string; readonly status: string }[];
  readonly said: string;
  /** Runs that an upload beside the batches started. */
  readonly vain: number;
}

interface Head {
  readonly SSEKMSKeyId?: string;
  readonly Metadata: Readonly<Record<string, string>>;
}

const run = (): Promise<World> =>
  withImaging(async ({ endpoint, call, healthImaging, keys, upload, takeIn }) => {
    healthImaging.failing.add(`s3://${imageBucket("input")}/south/accepted/failed/`);
    healthImaging.throttles = 2;
    const { result, said } = await saying(async () => {
      const runs: FlowRun[] = [];
      for (const batch of BATCHES) {
        await upload(batch.tenant, batch.batch, batch.files, "marker" in batch ? batch.marker : undefined);
        runs.push(...(await takeIn()));
      }
      await upload("north", "unfinished", instances(1), "north/incoming/unfinished/READY");
      const vain = (await takeIn()).length;
      await upload("north", "twice", instances(2));
      return { runs, vain, twice: await takeIn(2) };
    });
    const keysOf = async (bucket: "input" | "output", Prefix: string): Promise<string[]> => {
      const { Contents = [] } = (await call("s3", "list_objects_v2", { Bucket: imageBucket(bucket), Prefix })) as {
        Contents?: { Key: string }[];
      };
      return Contents.map(({ Key }) => Key);
    };
    const accepted = [...(await keysOf("input", "north/accepted/")), ...(await keysOf("input", "south/accepted/"))];
    const results = [...(await keysOf("output", "north/")), ...(await keysOf("output", "south/"))];
    const quarantine = await contentsOf(endpoint, call, imageBucket("quarantine"));
    const heads = new Map<string, Head>();
    for (const [bucket, all] of [
      ["input", accepted.filter((key) => !key.includes("/large/"))],
      ["quarantine", [...quarantine.keys()]],
    ] as const)
      for (const Key of all)
        heads.set(Key, (await call("s3", "head_object", { Bucket: imageBucket(bucket), Key })) as never);
    const jobs = [...healthImaging.jobs.values()];
    return { ...result, accepted, results, quarantine, heads, keys, said, jobs };
  });

describe("I2: batches of images over an emulated AWS", function () {
  this.timeout(600_000);
  let world: World;
  before(async () => (world = await run()));

  const below = (keys: readonly string[], prefix: string): string[] => keys.filter((key) => key.startsWith(prefix));
  const refusedBelow = (prefix: string): string[] => below([...world.quarantine.keys()], prefix);
  const reasonOf = (tenant: string, batch: string): unknown => {
    const [record] = refusedBelow(`${tenant}/refused/${batch}/`).filter((key) => key.endsWith("reason.json"));
    return record && (JSON.parse(world.quarantine.get(record)?.toString("utf8") ?? "{}") as { reason: string }).reason;
  };

  it("runs the state machine once for each marker, and for nothing else that is uploaded", () => {
    expect(world.runs).to.have.length(BATCHES.length);
    expect(world.vain).to.equal(0);
    expect(world.runs.map(({ status }) => status)).to.deep.equal(
      BATCHES.map(({ reason }) => (reason === undefined ? "SUCCEEDED" : "FAILED")),
    );
  });

  it("imports what was checked into the organisation's own store, and waits for the job by asking after it", () => {
    const jobs = BATCHES.filter(({ batch }) => !["bad", "deep"].includes(batch));
    expect(world.jobs.slice(0, jobs.length).map(({ input, datastoreId }) => [input, datastoreId])).to.deep.equal(
      jobs.map(({ tenant, batch }) => [`s3://${imageBucket("input")}/${tenant}/accepted/${batch}/`, STORES[tenant]]),
    );
    expect(below(world.accepted, "north/accepted/good/")).to.have.length(3);
    expect(below(world.accepted, "north/accepted/large/")).to.have.length(203);
    const { visited } = world.runs[0] as FlowRun;
    expect(visited.filter((state) => state === "AskAfterImport")).to.have.length(2);
    expect(below(world.results, "north/results/")).to.have.length(4);
  });

  it("imports a batch once whose event is delivered twice", () => {
    expect(world.twice.map(({ status }) => status)).to.deep.equal(["SUCCEEDED", "SUCCEEDED"]);
    const input = `s3://${imageBucket("input")}/north/accepted/twice/`;
    expect(world.jobs.filter((job) => job.input === input)).to.have.length(1);
  });

  it("goes through a large batch page by page", () => {
    const { visited } = world.runs[1] as FlowRun;
    expect(visited.filter((state) => state === "Check")).to.have.length(2);
  });

  it("keeps each bad file of a mixed batch with its reason, and imports the others", () => {
    const refused = refusedBelow("north/refused/mixed/");
    expect(refused.map((key) => world.heads.get(key)?.Metadata["reason"]).sort()).to.deep.equal([
      "empty",
      "not-dicom",
      "required-tag-missing",
    ]);
    expect(below(world.accepted, "north/accepted/mixed/")).to.have.length(1);
  });

  for (const { tenant, batch, reason } of BATCHES) {
    if (reason === undefined) continue;
    it(`writes down why the batch "${batch}" was not imported: ${reason}`, () => {
      if (batch !== "deep") return expect(reasonOf(tenant, batch)).to.equal(reason);
      // Its marker names no batch: the record stands under a hash.
      const records = refusedBelow(`${tenant}/refused/`).filter((key) => /\/[0-9a-f]{32}\/.*json$/.test(key));
      expect(records).to.have.length(1);
      return expect(world.quarantine.get(records[0] ?? "")?.toString("utf8")).to.contain(reason);
    });
  }

  it("writes every copy and every record under the organisation's own key", () => {
    expect(world.heads.size).to.be.greaterThan(10);
    for (const [key, { SSEKMSKeyId }] of world.heads)
      expect(SSEKMSKeyId, key).to.equal(world.keys[key.split("/")[0] as string]);
  });

  it("says no name of a file, nor a word of one, in logs, keys and records", () => {
    const keys = [...world.heads.keys()].join();
    const records = [...world.quarantine].flatMap(([key, text]) =>
      key.endsWith(".json") ? text.toString("utf8") : [],
    );
    expect(world.said).to.contain("checked a page");
    expect([world.said, keys, ...records].join()).to.not.contain(NAME);
  });
});
