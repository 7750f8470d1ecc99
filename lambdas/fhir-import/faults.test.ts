import { expect } from "chai";
import type { LineageRecord } from "../lineage/record";
import { failing, faultTable } from "../testing/fault-table";
import { createHandler } from "./handler";

const upload = (key = "a", changes: object = {}): object => ({
  bucket: "in",
  key: `fhir/files/a/${key}.ndjson`,
  version: "v1",
  sizeBytes: 10,
  ...changes,
});
const record = (body: unknown, messageId: string): object => ({ messageId, body: JSON.stringify(body) });

/** HealthLake as it is with tokens: the same gives the same job. */
function world({ start = failing("", 0), write = failing("", 0) } = {}) {
  const jobs = new Map<string, string>();
  const order: string[] = [];
  const lineage = new Map<string, LineageRecord>();
  let refusals = 0;
  const handler = createHandler({
    jobs: {
      start: async ({ token, inputKey }) => {
        start();
        if (!jobs.has(token)) {
          jobs.set(token, `job-${jobs.size}`);
          order.push(inputKey);
        }
        return jobs.get(token) as string;
      },
    },
    uploads: { read: async () => "", list: async () => [] },
    lineage: {
      record: async (one) => {
        write();
        lineage.set(`${one.jobId}/${one.step}`, one);
      },
    },
    metrics: { put: () => void (refusals += 1) },
    clock: { now: () => "2026-03-01T00:00:00.000Z" },
    log: { info: () => undefined, warn: () => undefined },
    inputBucket: "in",
    outputBucket: "out",
    datastoreId: "store",
    environment: "dev",
    code: "f:1",
  });
  /** As SQS does with a group: what was handed back comes again, in its order. */
  const asQueue = async (bodies: readonly object[], receives = 10): Promise<number> => {
    let left = bodies.map((body, at) => record(body, `m${at}`));
    for (let receive = 0; receive < receives && left.length > 0; receive++) {
      const { batchItemFailures } = await handler({ Records: left });
      const back = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      left = left.filter((one) => back.has((one as { messageId: string }).messageId));
    }
    return left.length;
  };
  return { asQueue, jobs, order, lineage, refusals: () => refusals };
}

faultTable("fhir-import", {
  duplicate: {
    shows: "one job",
    run: async () => {
      const { asQueue, jobs, lineage } = world();
      await asQueue([upload(), upload()]);
      await asQueue([upload()]);
      expect([jobs.size, lineage.size]).to.deep.equal([1, 1]);
    },
  },
  reordered: {
    shows: "a message that waits holds those after it back",
    run: async () => {
      const { asQueue, order } = world({ start: failing("ThrottlingException", 1) });
      expect(await asQueue([upload("a"), upload("b"), upload("c")])).to.equal(0);
      expect(order.map((key) => key.slice(-8))).to.deep.equal(["a.ndjson", "b.ndjson", "c.ndjson"]);
    },
  },
  malformed: {
    shows: "written down with the reason and counted, and those after it go on",
    run: async () => {
      const { asQueue, jobs, lineage, refusals } = world();
      expect(await asQueue([{ bucket: "in" }, upload()])).to.equal(0);
      expect([jobs.size, refusals()]).to.deep.equal([1, 1]);
      expect([...lineage.values()].map(({ facts }) => facts?.["reason"])).to.include("message-malformed");
    },
  },
  oversized: {
    shows: "refused with the reason and counted",
    run: async () => {
      const { asQueue, jobs, lineage, refusals } = world();
      await asQueue([upload("a", { sizeBytes: 6 * 1024 ** 3 })]);
      expect([jobs.size, refusals()]).to.deep.equal([0, 1]);
      expect([...lineage.values()][0]?.facts).to.include({ reason: "file-too-large" });
    },
  },
  throttled: {
    shows: "back to the queue, and one job in the end",
    run: async () => {
      const { asQueue, jobs } = world({ start: failing("ThrottlingException", 4) });
      expect(await asQueue([upload()])).to.equal(0);
      expect(jobs.size).to.equal(1);
    },
  },
  "cut between two writes": {
    shows: "the job that was started is found again, and written down once",
    run: async () => {
      const { asQueue, jobs, lineage } = world({ write: failing("TimeoutError", 1) });
      expect(await asQueue([upload()])).to.equal(0);
      expect([jobs.size, lineage.size]).to.deep.equal([1, 1]);
    },
  },
  "dependency down": {
    shows: "stays in the queue, and one job when it is back",
    run: async () => {
      const { asQueue, jobs } = world({ start: failing("NetworkingError", 10) });
      expect(await asQueue([upload()])).to.equal(1);
      expect(jobs.size).to.equal(0);
      expect(await asQueue([upload()])).to.equal(0);
      expect(jobs.size).to.equal(1);
    },
  },
  "clock skew": "no decision of it looks at the time: the token is of the upload's version",
});
