import { expect } from "chai";
import { collectionRunOf } from "../../reports/model/collection-run";
import { objectNamed } from "../../reports/ledger/names";
import { createHandler, keyOf } from "./handler";
import type { CollectedFile, Collector } from "./ports";

const AT = "2026-11-22T01:00:00.000Z";

function collected(source: "aws.config" | "aws.guardduty", complete: boolean): CollectedFile {
  const run = collectionRunOf({
    runId: "a".repeat(64),
    collectedAt: AT,
    observedAt: AT,
    endedAt: AT,
    source,
    account: "111122223333",
    region: "us-east-1",
    principal: "arn:aws:sts::111122223333:assumed-role/evidence-collect",
    toolVersion: "0.1.0",
    asked: {},
    calls: [],
    complete,
    missing: complete ? [] : ["guardduty not-enabled"],
    population: [],
    records: 0,
    subjects: "keyed",
  });
  return { run, text: `${JSON.stringify(run)}\n` };
}

function world(...files: readonly CollectedFile[]) {
  const objects = new Map<string, string>();
  const logged: string[] = [];
  const log = (message: string, facts: object): void => void logged.push(`${message} ${JSON.stringify(facts)}`);
  const collect: Collector = async (each) => {
    for (const file of files) await each(file);
  };
  const append = async (key: string, text: string) => {
    if (objects.has(key)) return "there-already" as const;
    objects.set(key, text);
    return "written" as const;
  };
  const handler = createHandler({ collect, ledger: { append }, log: { info: log, warn: log } });
  return { objects, logged, handler };
}

describe("evidence-collect", () => {
  const whole = collected("aws.config", true);
  const part = collected("aws.guardduty", false);

  it("puts each collection into the ledger under the hash of its bytes, where sealing and reports find it", async () => {
    const { handler, objects } = world(whole, part);
    const { runs } = await handler();
    expect(runs.map(({ source, complete }) => [source, complete])).to.deep.equal([
      ["aws.config", true],
      ["aws.guardduty", false],
    ]);
    expect([...objects.keys()]).to.deep.equal([keyOf(whole), keyOf(part)]);
    for (const key of objects.keys()) {
      expect(key).to.match(/^policy-records\/collected\/day=2026-11-22\/[0-9a-f]{64}\.jsonl$/);
      expect(objectNamed(key)).to.deep.equal({ kind: "records", sha256: key.slice(-70, -6) });
    }
  });

  it("writes the same once, and says what a collection lacks by our own codes", async () => {
    const { handler, objects, logged } = world(part);
    await handler();
    await handler();
    expect(objects.size).to.equal(1);
    expect(logged.filter((line) => line.includes("guardduty not-enabled"))).to.have.length(2);
    expect(logged.join("\n")).to.contain("there-already");
  });

  it("keeps what was whole before another source failed, and fails", async () => {
    const { handler, objects } = world(whole);
    const failing = createHandler({
      collect: async (each) => {
        await each(whole);
        throw new Error("ENOSPC");
      },
      ledger: { append: async (key, text) => (objects.set(key, text), "written") },
      log: { info: () => undefined, warn: () => undefined },
    });
    const error = await failing().catch((thrown: Error) => thrown);
    expect(error).to.be.instanceOf(Error);
    expect([...objects.keys()]).to.deep.equal([keyOf(whole)]);
    await handler();
    expect(objects.size).to.equal(1);
  });
});
