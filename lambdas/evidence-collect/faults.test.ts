import { expect } from "chai";
import { collectionRunOf } from "../../reports/model/collection-run";
import { madeUpClock } from "../testing/clock";
import { triedTable } from "../testing/tried-table";
import { createHandler } from "./handler";
import type { CollectedFile, Collector } from "./ports";

function collected(source: "aws.config" | "aws.guardduty", at: string): CollectedFile {
  const run = collectionRunOf({
    runId: "a".repeat(64),
    ...{ collectedAt: at, observedAt: at, endedAt: at, source, account: "111122223333", region: "us-east-1" },
    principal: "arn:aws:sts::111122223333:assumed-role/evidence-collect",
    ...{ toolVersion: "0.1.0", asked: {}, calls: [], complete: true, missing: [], population: [], records: 0 },
    subjects: "keyed",
  });
  return { run, text: `${JSON.stringify(run)}\n` };
}

/** AWS answers at the time that `now` tells, or always at the same. */
const collectorAt =
  (now: () => Date): Collector =>
  async (each) => {
    for (const source of ["aws.config", "aws.guardduty"] as const) await each(collected(source, now().toISOString()));
  };

function ledgerInMemory() {
  const objects = new Map<string, string>();
  const append = async (key: string, text: string): Promise<"written" | "there-already"> => {
    if (objects.has(key)) return "there-already";
    objects.set(key, text);
    return "written";
  };
  return { objects, append };
}

triedTable(
  "evidence-collect",
  {
    world: ({ through, log }) => {
      const { objects, append } = ledgerInMemory();
      const collect = collectorAt(() => new Date("2026-11-22T01:00:00.000Z"));
      const handler = createHandler({ ...through({ collect, ledger: { append } }), log });
      return { handler: () => handler(), kept: () => objects };
    },
    events: [{}],
    malformed: {},
  },
  {
    reordered: "one collection a day; it asks AWS, whatever came before",
    malformed: "it takes no input; what AWS answers is read by reports/sources, whose tests have tables of it",
    oversized: "it takes no input; long answers come in pages, and a collection says what it lacks",
    "clock skew": {
      shows: "a collection that was begun again is another one, whole, under the hash of its own bytes",
      run: async () => {
        const { objects, append } = ledgerInMemory();
        const { now, pass } = madeUpClock();
        const log = { info: () => undefined, warn: () => undefined };
        const handler = createHandler({ collect: collectorAt(now), ledger: { append }, log });
        for (const seconds of [0, 300]) {
          pass(seconds);
          await handler();
        }
        expect(objects.size).to.equal(4);
        expect([...objects.keys()].map((key) => key.slice(0, -70))).to.deep.equal([
          ...new Array<string>(2).fill("policy-records/collected/day=2026-11-22/"),
          ...new Array<string>(2).fill("policy-records/collected/day=2026-11-23/"),
        ]);
      },
    },
  },
);
