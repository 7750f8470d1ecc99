import { expect } from "chai";
import * as fc from "fast-check";

import type { Finding } from "./finding";
import { makeHead, readHead, type StoredHead } from "./head";
import type { Signer } from "./keys";
import { headKey, POLICY_RECORDS } from "./names";
import { sealLedger } from "./seal";
import { MemoryStore } from "./testing/memory-store";
import { newSigner, syntheticBatch, syntheticLines } from "./testing/records";
import { verifyLedger, type LedgerVerdict, type VerifyOptions } from "./verify";

const NOW = new Date("2026-11-22T12:00:00.000Z");
const at = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);
const batches = [0, 10, 20, 30].map((from) => syntheticBatch(from, 10));
const POLICY = `${POLICY_RECORDS}clinic/run.jsonl`;
const signer = newSigner();

interface World {
  readonly store: MemoryStore;
  readonly signer: Signer;
}

/** Four heads: two batches; a third and a policy run; a fourth batch with a new key; nothing but the new key's own. */
async function world(): Promise<World> {
  const store = new MemoryStore();
  const successor = newSigner();
  const seal = (minutes: number, by: Signer, next?: Signer): Promise<unknown> =>
    sealLedger({ store, signer: by, clock: () => at(minutes), ...(next === undefined ? {} : { successor: next }) });
  for (const { key, text } of batches.slice(0, 2)) store.put(key, text);
  await seal(-40, signer);
  store.put(batches[2]?.key ?? "", batches[2]?.text ?? "");
  store.put(POLICY, syntheticLines(100, 3));
  await seal(-30, signer);
  store.put(batches[3]?.key ?? "", batches[3]?.text ?? "");
  await seal(-20, signer, successor);
  const last = syntheticBatch(40, 5, "2026-11-22");
  store.put(last.key, last.text);
  await seal(-10, successor);
  return { store, signer: successor };
}

const verify = (store: MemoryStore, more: Partial<VerifyOptions> = {}): Promise<LedgerVerdict> =>
  verifyLedger({ store, now: NOW, ...more });
const briefly = (findings: readonly Finding[]): string[] =>
  findings.map(({ kind, item, lines = [] }) => [kind, item, ...lines].join(" "));
const head = (store: MemoryStore, sequence: number): StoredHead =>
  readHead(headKey(sequence), store.objects.get(headKey(sequence)) as Buffer);
const change = (store: MemoryStore, key: string, edit: (text: string) => string): void =>
  store.put(key, edit(store.text(key)));
const keyOf = (index: number): string => batches[index]?.key ?? "";

describe("verification of a ledger", () => {
  let made: World;
  before(async () => (made = await world()));

  it("finds a whole one whole, and counts what it has", async () => {
    const verdict = await verify(made.store);
    expect(verdict).to.deep.include({ whole: true, heads: 4, batches: 6, records: 48, keyKnown: false, findings: [] });
    expect(verdict.keys.map(({ since }) => since)).to.deep.equal([1, 3]);
    expect(verdict.newest?.key).to.equal(headKey(4));
  });

  it("knows the ledger by any of its keys, and by a head from earlier", async () => {
    for (const { fingerprint } of [signer, made.signer]) {
      const verdict = await verify(made.store, { fingerprints: [fingerprint], knownHead: head(made.store, 2).sha256 });
      expect(verdict).to.include({ whole: true, keyKnown: true });
    }
  });

  const faults: [string, (store: MemoryStore) => unknown, string[]][] = [
    [
      "a changed record, with its line",
      (store) => change(store, keyOf(1), (text) => text.replace('"durationMs":12', '"durationMs":13')),
      [`altered ${keyOf(1)} 3`],
    ],
    [
      "white space that no record's id shows",
      (store) => change(store, keyOf(1), (text) => text.replace("}\n", "} \n")),
      [`altered ${keyOf(1)}`],
    ],
    [
      "records in another order",
      (store) => change(store, keyOf(0), (text) => `${text.trim().split("\n").reverse().join("\n")}\n`),
      [`altered ${keyOf(0)}`],
    ],
    [
      "a tail cut off inside a record",
      (store) => change(store, keyOf(2), (text) => text.slice(0, -100)),
      [`cut-off ${keyOf(2)} 10`],
    ],
    [
      "whole records cut off at the end",
      (store) => change(store, POLICY, (text) => `${text.split("\n").slice(0, 2).join("\n")}\n`),
      [`cut-off ${POLICY}`],
    ],
    ["a removed batch", (store) => store.objects.delete(keyOf(3)), [`removed ${keyOf(3)}`]],
    [
      "two batches in each other's place",
      (store) => {
        const [first, second] = [store.text(keyOf(0)), store.text(keyOf(1))];
        store.put(keyOf(0), second);
        store.put(keyOf(1), first);
      },
      [`moved ${keyOf(0)}`, `moved ${keyOf(1)}`],
    ],
    ["a foreign file", (store) => store.put("batches/notes.txt", "x"), ["foreign batches/notes.txt"]],
    [
      "a torn batch that was never sealed",
      (store) => store.put(syntheticBatch(900, 2).key, syntheticLines(900, 1)),
      [`torn ${syntheticBatch(900, 2).key}`],
    ],
    ["a removed head", (store) => store.objects.delete(headKey(2)), [`removed ${headKey(2)}`]],
    [
      "a head under a number far off",
      (store) => store.put(headKey(999_999_999_999), store.text(headKey(4))),
      [`removed ${headKey(5)}`, `replaced ${headKey(999_999_999_999)}`],
    ],
    [
      "a head that says it follows another, its signature not fitting",
      (store) =>
        change(store, headKey(2), (text) => {
          const envelope = JSON.parse(text) as { payload: string };
          const payload = Buffer.from(envelope.payload, "base64").toString();
          const forged = payload
            .replace(/"previousSha256":"./, '"previousSha256":"_')
            .replace("_", payload.includes('Sha256":"0') ? "1" : "0");
          return text.replace(envelope.payload, Buffer.from(forged).toString("base64"));
        }),
      [`altered ${headKey(2)}`],
    ],
    ["the first head removed", (store) => store.objects.delete(headKey(1)), [`removed ${headKey(1)}`]],
    [
      "a changed head",
      (store) => change(store, headKey(2), (text) => text.replace(/"payload":"(.{40})./, '"payload":"$1A')),
      [`altered ${headKey(2)}`],
    ],
    ["a head cut off", (store) => change(store, headKey(4), (text) => text.slice(0, 300)), [`altered ${headKey(4)}`]],
    [
      "a head under another's name",
      (store) => store.put(headKey(3), store.text(headKey(2))),
      [`replaced ${headKey(3)}`],
    ],
    [
      "a head that its own key signed anew",
      async (store) => {
        const { entries } = head(store, 2).head;
        store.put(headKey(2), (await makeHead(head(store, 1), entries, at(-29).toISOString(), [signer])).file);
      },
      [`replaced ${headKey(2)}`],
    ],
    [
      "entries in another order",
      async (store) => {
        const { entries } = head(store, 2).head;
        store.put(
          headKey(2),
          (await makeHead(head(store, 1), [...entries].reverse(), at(-30).toISOString(), [signer])).file,
        );
      },
      [`replaced ${headKey(2)}`, `altered ${headKey(3)}`],
    ],
    [
      "a head by a key that nobody named",
      async (store) =>
        store.put(headKey(5), (await makeHead(head(store, 4), [], at(0).toISOString(), [newSigner()])).file),
      [`unknown-key ${headKey(5)}`],
    ],
    [
      "a head by a key that was replaced",
      async (store) => store.put(headKey(5), (await makeHead(head(store, 4), [], at(0).toISOString(), [signer])).file),
      [`old-key ${headKey(5)}`],
    ],
    [
      "a batch that is sealed twice",
      async (store) => {
        const { entries } = head(store, 4).head;
        store.put(headKey(5), (await makeHead(head(store, 4), entries, at(0).toISOString(), [made.signer])).file);
      },
      [`replaced ${headKey(5)}`],
    ],
    [
      "a clock that went back",
      async (store) =>
        store.put(headKey(5), (await makeHead(head(store, 4), [], at(-11).toISOString(), [made.signer])).file),
      [`clock ${headKey(5)}`],
    ],
    [
      "a clock that is ahead",
      async (store) =>
        store.put(headKey(5), (await makeHead(head(store, 4), [], at(6).toISOString(), [made.signer])).file),
      [`clock ${headKey(5)}`],
    ],
  ];
  for (const [name, spoil, wanted] of faults) {
    it(`names ${name}`, async () => {
      const store = made.store.copy();
      await spoil(store);
      const { whole, findings } = await verify(store);
      expect(whole).to.equal(false);
      expect(briefly(findings.filter(({ weight }) => weight === "fault"))).to.have.members(wanted);
    });
  }

  it("names a key that is not the reader's, and the ledger's own", async () => {
    const { whole, findings } = await verify(made.store, { fingerprints: ["0".repeat(64)] });
    expect(whole).to.equal(false);
    expect(findings[0]?.says).to.contain(signer.fingerprint).and.to.contain(made.signer.fingerprint);
  });

  it("sees an end that was cut off where the reader knows a later head", async () => {
    const store = made.store.copy();
    const known = head(store, 4).sha256;
    store.objects.delete(headKey(4));
    expect(briefly((await verify(store, { knownHead: known })).findings)).to.deep.equal([
      `unsealed ${syntheticBatch(40, 5, "2026-11-22").key}`,
      `cut-off ${headKey(3)}`,
    ]);
  });

  it("does not blame a ledger for what is not sealed yet, left over, or was not whole before", async () => {
    const store = made.store.copy();
    const late = syntheticBatch(60, 1);
    store.put(late.key, late.text);
    store.put(".writing/0", "{");
    store.put(`${POLICY_RECORDS}b.jsonl`, `${syntheticLines(70, 1)}Jane\n`);
    await sealLedger({ store, signer: made.signer, clock: () => NOW, prefixes: [POLICY_RECORDS] });
    const { whole, findings } = await verify(store);
    expect(whole).to.equal(true);
    expect(briefly(findings)).to.deep.equal([
      `unsound-record ${POLICY_RECORDS}b.jsonl 2`,
      "leftover .writing/0",
      `unsealed ${late.key}`,
    ]);
  });

  it("finds each changed byte, and names the one item that has it", async () => {
    const keys = [...made.store.objects.keys()];
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...keys),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (key, where, mask) => {
          const store = made.store.copy();
          const bytes = store.objects.get(key) as Buffer;
          const index = where % bytes.length;
          bytes[index] = (bytes[index] ?? 0) ^ mask;
          const { whole, findings } = await verify(store);
          const items = new Set(findings.filter(({ weight }) => weight === "fault").map(({ item }) => item));
          expect(whole).to.equal(false);
          expect([...items]).to.deep.equal([key]);
        },
      ),
      { numRuns: 500, seed: 1 },
    );
  });
});
