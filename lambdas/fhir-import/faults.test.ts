import { expect } from "chai";
import { callerOf } from "../testing/callers";
import { play, type Around } from "../testing/play";
import { lineageInMemory } from "../testing/stores";
import { CANARY, triedTable } from "../testing/tried-table";
import { once } from "../testing/troubles";
import { createHandler } from "./handler";

const upload = (key: string, changes: object = {}): object => ({
  bucket: "in",
  key: `fhir/files/a/${key}.ndjson`,
  version: "v1",
  sizeBytes: 10,
  ...changes,
});

/** HealthLake takes the same token for the same job. What was refused is counted, and counted again where it comes again. */
function world({ through, now, log }: Around) {
  const [jobs, order, lineage] = [new Map<string, string>(), [] as string[], lineageInMemory()];
  const start = async ({ token, inputKey }: { token: string; inputKey: string }): Promise<string> => {
    if (!jobs.has(token)) order.push(inputKey);
    jobs.set(token, inputKey);
    return `job-${token}`;
  };
  const uploads = { read: async () => "", list: async () => [] };
  const refused = new Set<string>();
  const metrics = { put: ({ dimensions }: { dimensions: object }) => void refused.add(JSON.stringify(dimensions)) };
  const rest = { inputBucket: "in", outputBucket: "out", datastoreId: "store", environment: "test", code: "f:1" };
  const ports = {
    ...through({ jobs: { start }, uploads, lineage }),
    metrics,
    clock: { now: () => now().toISOString() },
  };
  const reasons = (): unknown[] =>
    [...lineage.records.values()].map(({ step, facts }) => [step, facts?.["reason"] ?? "none"]);
  return {
    handler: createHandler({ ...ports, log, ...rest }),
    kept: () => ({ jobs, lineage: new Set(reasons()), refused: refused.size }),
    order,
  };
}

const refusedAs = (reason: string) => (kept: unknown) =>
  expect(kept).to.deep.equal({ jobs: [], lineage: [["REFUSED", reason]], refused: 1 });

triedTable(
  "fhir-import",
  {
    world,
    events: [upload("a"), upload("b"), upload("c")],
    malformed: {
      "no upload": {
        event: { bucket: CANARY },
        ends: "done",
        keeps: refusedAs("message-malformed"),
      },
    },
    oversized: {
      "a large file": {
        event: upload("large", { sizeBytes: 6 * 1024 ** 3 }),
        ends: "done",
        keeps: refusedAs("file-too-large"),
      },
    },
  },
  {
    reordered: {
      shows: "the queue keeps the order: a message that waits holds those after it back",
      run: async () => {
        let made: ReturnType<typeof world> | undefined;
        const trouble = () => once(0, "before", "ThrottlingException");
        await play(callerOf("fhir-import"), (around) => (made = world(around)), [upload("a"), upload("b")], {
          trouble,
        });
        expect(made?.order.map((key) => key.slice(-8))).to.deep.equal(["a.ndjson", "b.ndjson"]);
      },
    },
  },
);
