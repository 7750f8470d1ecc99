import { expect } from "chai";

import { bundleFiles } from "./bundle";
import { LedgerError } from "./errors";
import { keepReport } from "./keep-report";
import { keptKey, REPORTS } from "./names";
import { sealLedger } from "./seal";
import type { LedgerStore } from "./store";
import { MemoryStore } from "./testing/memory-store";
import { newSigner, syntheticBatch } from "./testing/records";
import { verifyLedger } from "./verify";

const NOW = new Date("2026-11-22T02:00:00.000Z");
const UNTIL = new Date("2033-11-21T02:00:00.000Z");
const LOCK = new Date("2033-11-22T02:00:00.000Z");
const later = (date: Date): Date => new Date(date.getTime() + 86_400_000);
const signer = newSigner();
const clock = (): Date => NOW;

/** A store that locks what it takes, or does not; each object by the lock of the moment it was written. */
class LockingStore extends MemoryStore {
  private readonly ends = new Map<string, Date | null>();

  constructor(public lock: Date | null = LOCK) {
    super(clock);
  }

  override create(key: string, content: Uint8Array) {
    if (!this.objects.has(key)) this.ends.set(key, this.lock);
    return super.create(key, content);
  }

  lockedUntil(key: string): Promise<Date | undefined> {
    return Promise.resolve(this.ends.get(key) ?? undefined);
  }
}

async function report(text = "<p>state of a citation</p>"): Promise<MemoryStore> {
  const store = new MemoryStore(clock);
  const files = new Map([
    ["report.html", text],
    ["report.json", "{}"],
    ["records/run.jsonl", "{}\n"],
  ]);
  const made = await bundleFiles({ reportId: "a".repeat(64), asOf: NOW.toISOString(), signer, files });
  for (const [name, content] of made) store.put(name, Buffer.from(content));
  return store;
}

const failure = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => Promise.reject(new Error("expected a refusal")),
    (error: Error) => error,
  );

describe("a report that is kept with the ledger", () => {
  it("lies there whole, named file by file by a record that the next head covers", async () => {
    const ledger = new LockingStore();
    const { record, key, written } = await keepReport(await report(), ledger, UNTIL);
    expect(record).to.include({ reportId: "a".repeat(64), lockedUntil: LOCK.toISOString() });
    expect(record.files.map(({ name }) => name)).to.have.members([
      ...["report.html", "report.json", "records/run.jsonl", "bundle.json", "bundle.sig", "bundle.pem"],
    ]);
    expect(written).to.equal(6);
    expect(await sealLedger({ store: ledger, signer, clock })).to.include({ batches: 1, records: 1 });
    expect(await verifyLedger({ store: ledger, now: NOW })).to.deep.include({ whole: true, findings: [] });
    expect(key).to.equal(keptKey(record.bundle));
  });

  it("is kept once, however often: a second go changes nothing", async () => {
    const ledger = new LockingStore();
    const first = await keepReport(await report(), ledger, UNTIL);
    const before = [...ledger.objects.keys()];
    expect(await keepReport(await report(), ledger, UNTIL)).to.deep.equal({ ...first, written: 0 });
    expect([...ledger.objects.keys()]).to.deep.equal(before);
  });

  for (const [name, lost] of [
    ["kept whole", []],
    ["cut short before its last files", ["report.json", "bundle.json"]],
  ] as const)
    it(`${name} on an earlier day, is kept by a later one, under the locks of the earlier`, async () => {
      const ledger = new LockingStore();
      const { key, record } = await keepReport(await report(), ledger, UNTIL);
      for (const file of lost) ledger.objects.delete(`${REPORTS}${record.bundle}/${file}`);
      if (lost.length > 0) ledger.objects.delete(key);
      ledger.lock = later(LOCK);
      expect(await keepReport(await report(), ledger, later(UNTIL))).to.deep.include({ record, written: lost.length });
    });

  it("is not kept over files of an earlier go whose locks end before the law's six years", async () => {
    const ledger = new LockingStore(new Date("2032-11-21T00:00:00Z"));
    await failure(keepReport(await report(), ledger, UNTIL));
    ledger.lock = LOCK;
    const error = await failure(keepReport(await report(), ledger, UNTIL));
    expect(error.message).to.match(/^The bucket does not lock reports\/\S+ until 2032-11-22 /);
  });

  it("is not taken for kept where its record tells of another", async () => {
    const ledger = new LockingStore();
    const { key } = await keepReport(await report(), ledger, UNTIL);
    ledger.put(key, Buffer.from("{}\n"));
    expect((await failure(keepReport(await report(), ledger, UNTIL))).message).to.contain("says otherwise");
  });

  it("is found altered at each of its bytes, and removed, by the ledger's own verification", async () => {
    const ledger = new LockingStore();
    await keepReport(await report(), ledger, UNTIL);
    await sealLedger({ store: ledger, signer, clock });
    const html = [...ledger.objects.keys()].find((key) => key.endsWith("report.html"))!;
    const whole = ledger.objects.get(html)!;
    for (let at = 0; at < whole.length; at++) {
      const spoilt = ledger.copy();
      const content = Buffer.from(whole);
      content[at]! ^= 1;
      spoilt.put(html, content);
      const { findings } = await verifyLedger({ store: spoilt, now: NOW });
      expect(findings.map(({ kind, item }) => [kind, item])).to.deep.equal([["altered", html]]);
    }
    ledger.objects.delete(html);
    const { findings, whole: isWhole } = await verifyLedger({ store: ledger, now: NOW });
    expect(isWhole).to.equal(false);
    expect(findings.map(({ kind, item }) => [kind, item])).to.deep.equal([["removed", html]]);
  });

  it("is not kept where it is not what its list says; nothing is written", async () => {
    const spoilt = await report();
    spoilt.put("report.html", "<p>another</p>");
    const ledger = new LockingStore();
    const error = await failure(keepReport(spoilt, ledger, UNTIL));
    expect(error).to.be.instanceOf(LedgerError);
    expect(error.message).to.contain("report.html").and.contain("nothing of it was kept");
    expect(ledger.objects.size).to.equal(0);
  });

  for (const [name, lock] of [
    ["does not lock", null],
    ["locks for less time", new Date("2027-01-01T00:00:00Z")],
  ] as const)
    it(`names nothing in a store that ${name}`, async () => {
      const ledger = new LockingStore(lock);
      const error = await failure(keepReport(await report(), ledger, UNTIL));
      expect(error.message).to.contain("does not lock the report until 2033-11-21");
      expect([...ledger.objects.keys()].filter((key) => !key.startsWith(REPORTS))).to.deep.equal([]);
    });

  it("that is cut short at any write names nothing, leaves the ledger whole, and is kept by another go", async () => {
    for (let call = 0; ; call++) {
      const ledger = new LockingStore();
      const { key, text } = syntheticBatch(0, 3);
      await ledger.create(key, Buffer.from(text));
      await sealLedger({ store: ledger, signer, clock });
      let calls = 0;
      const failing: LedgerStore = {
        list: (prefix) => ledger.list(prefix),
        read: (name) => ledger.read(name),
        lockedUntil: (name) => ledger.lockedUntil(name),
        create: (name, content) =>
          calls++ === call ? Promise.reject(new Error("killed")) : ledger.create(name, content),
      };
      const outcome = await keepReport(await report(), failing, UNTIL).catch(() => "killed" as const);
      if (outcome !== "killed") {
        expect(call).to.equal(7);
        return;
      }
      const { whole, findings } = await verifyLedger({ store: ledger, now: NOW });
      expect(whole).to.equal(true);
      expect(findings.every(({ kind }) => kind === "unsealed")).to.equal(true);
      expect((await keepReport(await report(), ledger, UNTIL)).written).to.equal(6 - Math.min(call, 6));
    }
  });
});
