import { expect } from "chai";
import { FRAMEWORKS } from "../../reports";
import { POLICY_RECORDS, reportKey } from "../../reports/ledger/names";
import { sealLedger } from "../../reports/ledger/seal";
import { MemoryStore } from "../../reports/ledger/testing/memory-store";
import { newSigner } from "../../reports/ledger/testing/records";
import { verifyBundle } from "../../reports/ledger/verify-bundle";
import { verifyLedger } from "../../reports/ledger/verify";
import type { Report } from "../../reports/model/report";
import { evaluation, run } from "../../reports/testing/builders";
import { createHandler } from "./handler";
import { ledgerReports } from "./reports";

const NOW = new Date("2026-11-22T02:00:00.000Z");
const LOCK = new Date("2033-11-22T02:00:00.000Z");
const signer = newSigner();

class LockingStore extends MemoryStore {
  lockedUntil(): Promise<Date> {
    return Promise.resolve(LOCK);
  }
}

async function ledger(): Promise<LockingStore> {
  const store = new LockingStore(() => NOW);
  const passed = evaluation({ result: "pass" });
  const lines = [run([passed]), passed].map((record) => `${JSON.stringify(record)}\n`).join("");
  await store.create(`${POLICY_RECORDS}clinic/run.jsonl`, Buffer.from(lines));
  return store;
}

describe("reports of the ledger on a schedule", () => {
  it("are kept for each framework, whole by themselves and with the ledger, for readers and machines", async () => {
    const store = await ledger();
    const told: object[] = [];
    const handler = createHandler({
      store,
      signers: async () => signer,
      signingKey: "arn",
      reports: ledgerReports(store),
      retentionDays: 2557,
      clock: () => NOW,
      log: { info: (_, facts) => void told.push(facts), error: () => undefined },
    });
    const { reports, heads, records } = await handler({ scheduledAt: NOW.toISOString() });
    expect({ reports: reports.length, heads, records }).to.deep.equal({ reports: 3, heads: 2, records: 5 });
    expect(await verifyLedger({ store, now: NOW })).to.deep.include({ whole: true, findings: [] });
    const frameworks = new Set<string>();
    for (const { folder } of told as { folder?: string }[]) {
      if (folder === undefined) continue;
      const [, bundle = ""] = folder.split("/");
      const own = new MemoryStore(() => NOW);
      for (const [key, content] of store.objects)
        if (key.startsWith(folder)) own.put(key.slice(folder.length), content);
      for (const name of ["report.html", "report.json", "citations.csv", "oscal-assessment-results.json", "ocsf.jsonl"])
        expect([...own.objects.keys()]).to.include(name);
      const verdict = await verifyBundle({ store: own, fingerprints: [signer.fingerprint] });
      expect(verdict).to.include({ whole: true, keyKnown: true, proven: 1 });
      frameworks.add((JSON.parse(store.text(reportKey(bundle, "report.json"))) as Report).framework.id);
    }
    expect(frameworks.size).to.equal(FRAMEWORKS.length);
  }).timeout(120_000);

  it("are of the same bytes for the same time, and kept once", async () => {
    const store = await ledger();
    await sealLedger({ store, signer, clock: () => NOW });
    const reports = ledgerReports(store);
    const of = { signer, asOf: NOW.toISOString(), until: LOCK };
    const first = await reports(of);
    expect((await reports(of)).map(({ record, written }) => [record.id, written])).to.deep.equal(
      first.map(({ record }) => [record.id, 0]),
    );
  }).timeout(120_000);

  it("are refused where the evidence is more than the function holds; nothing is kept", async () => {
    const store = await ledger();
    await sealLedger({ store, signer, clock: () => NOW });
    const before = store.objects.size;
    const error = await ledgerReports(
      store,
      100,
    )({ signer, asOf: NOW.toISOString(), until: LOCK }).catch((thrown: Error) => thrown);
    expect(error).to.include({ name: "TooMuchEvidence" });
    expect(store.objects.size).to.equal(before);
  });
});
