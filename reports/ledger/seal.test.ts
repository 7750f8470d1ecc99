import { expect } from "chai";
import { mkdtempSync, rmSync } from "node:fs";
import * as fs from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as fc from "fast-check";

import { ClockBehind, ContendedLedger } from "./errors";
import { folderStore, type LedgerFiles } from "./folder-store";
import { batchesIn, makeHead } from "./head";
import { newestHead } from "./history";
import { headKey } from "./names";
import { sealLedger } from "./seal";
import type { LedgerStore } from "./store";
import { MemoryStore } from "./testing/memory-store";
import { newSigner, syntheticBatch } from "./testing/records";
import { verifyLedger } from "./verify";

const NOW = new Date("2026-11-22T12:00:00.000Z");
const clock = (): Date => NOW;
const signer = newSigner();
const batches = [0, 10, 20].map((from) => syntheticBatch(from, 3));
const add = async (store: LedgerStore): Promise<void> => {
  for (const { key, text } of batches) await store.create(key, Buffer.from(text));
};
const refusal = (work: Promise<unknown>): Promise<Error> =>
  work.then(
    () => Promise.reject(new Error("expected a refusal")),
    (error: Error) => error,
  );

describe("sealing", () => {
  let store: MemoryStore;
  beforeEach(() => (store = new MemoryStore(clock)));

  it("signs what is new, once", async () => {
    await add(store);
    const first = await sealLedger({ store, signer, clock });
    expect(first).to.include({ batches: 3, records: 9 });
    const again = await sealLedger({ store, signer, clock });
    expect([again.heads, again.batches, again.newest?.sha256]).to.deep.equal([[], 0, first.newest?.sha256]);
    expect(store.objects.has(headKey(2))).to.equal(false);
  });

  it("gives an empty ledger a head that names its key", async () => {
    await sealLedger({ store, signer, clock });
    const verdict = await verifyLedger({ store, now: NOW, fingerprints: [signer.fingerprint] });
    expect(verdict).to.include({ whole: true, heads: 1, batches: 0, keyKnown: true });
  });

  it("leaves out a batch that does not hold what its name says, and names it", async () => {
    await add(store);
    store.put(batches[1]?.key ?? "", "{");
    const sealed = await sealLedger({ store, signer, clock });
    expect([sealed.batches, sealed.torn]).to.deep.equal([2, [batches[1]?.key]]);
  });

  it("goes on behind a writer that was faster, with what that one left", async () => {
    await add(store);
    await sealLedger({ store, signer, clock, prefixes: [] });
    let raced = false;
    const racing: LedgerStore = {
      list: (prefix) => store.list(prefix),
      read: (key) => store.read(key),
      create: async (key, content) => {
        if (!raced) {
          raced = true;
          await sealLedger({ store, signer, clock, prefixes: [batches[0]?.key ?? ""] });
        }
        return store.create(key, content);
      },
    };
    const { heads } = await sealLedger({ store: racing, signer, clock });
    expect(heads.map(({ key }) => key)).to.deep.equal([headKey(3)]);
    expect(heads.flatMap(({ head }) => batchesIn(head))).to.have.length(2);
    expect(await verifyLedger({ store, now: NOW })).to.include({ whole: true, heads: 3, batches: 3 });
  });

  it("takes its own head for its own where the answer was lost", async () => {
    await add(store);
    const deaf: LedgerStore = {
      list: (prefix) => store.list(prefix),
      read: (key) => store.read(key),
      create: async (key, content) => {
        await store.create(key, content);
        return "exists";
      },
    };
    expect(await sealLedger({ store: deaf, signer, clock })).to.include({ batches: 3 });
    expect(await verifyLedger({ store, now: NOW })).to.include({ whole: true, heads: 1 });
  });

  it("gives up with a sentence where others never stop", async () => {
    await add(store);
    const { fingerprint, publicKey } = signer;
    const lost: LedgerStore = {
      list: (prefix) => store.list(prefix),
      read: (key) => store.read(key),
      create: async (key) => {
        const newest = await newestHead(store);
        const other = await makeHead(newest, [{ kind: "key", fingerprint, publicKey }], NOW.toISOString(), [signer]);
        store.put(key, other.file);
        return "exists";
      },
    };
    const error = await refusal(sealLedger({ store: lost, signer, clock }));
    expect(error).to.be.instanceOf(ContendedLedger);
    expect(error.message).to.contain("nothing is lost");
  });

  const refused: [string, (store: MemoryStore) => Promise<unknown>, string][] = [
    [
      "another's key, and names both",
      (store) => sealLedger({ store, signer: newSigner(), clock }),
      `is signed by key ${signer.fingerprint}, and not by this one`,
    ],
    [
      "a clock that went back by more than a minute",
      (store) => sealLedger({ store, signer, clock: () => new Date(NOW.getTime() - 61_000), successor: newSigner() }),
      "The clock says 2026-11-22T11:58:59.000Z, but heads/000000000001.json was signed at 2026-11-22T12:00:00.000Z",
    ],
    [
      "a newest head that is torn",
      async (store) => {
        store.put(headKey(1), store.text(headKey(1)).slice(0, 100));
        return sealLedger({ store, signer, clock });
      },
      "heads/000000000001.json is not whole JSON. The ledger has to be verified before anything is added.",
    ],
    [
      "a newest head with another signature",
      async (store) => {
        const [other, first] = [newSigner(), await newestHead(store)];
        const forged = { ...other, fingerprint: signer.fingerprint };
        const head = await makeHead(undefined, first?.head.entries ?? [], NOW.toISOString(), [forged]);
        store.put(headKey(1), head.file);
        return sealLedger({ store, signer, clock });
      },
      "heads/000000000001.json is not what this key signed",
    ],
  ];
  for (const [name, work, words] of refused) {
    it(`refuses ${name}`, async () => {
      await add(store);
      await sealLedger({ store, signer, clock });
      const error = await refusal(work(store));
      expect(error.message).to.contain(words);
      expect(store.objects.has(headKey(2))).to.equal(false);
    });
  }

  it("takes the time of the head before where a writer's clock is a little behind", async () => {
    await sealLedger({ store, signer, clock });
    await add(store);
    const late = await sealLedger({ store, signer, clock: () => new Date(NOW.getTime() - 59_000) });
    expect(late.newest?.head.time).to.equal(NOW.toISOString());
    expect(
      (await refusal(sealLedger({ store, signer, clock: () => new Date(0), successor: newSigner() }))).name,
    ).to.equal(ClockBehind.name);
  });

  it("reads no further back than it is told, and passes over what is older", async () => {
    await add(store);
    await sealLedger({ store, signer, clock });
    const later = new MemoryStore(() => new Date(NOW.getTime() + 60_000));
    for (const [key, content] of store.objects) await later.create(key, content);
    const reads: string[] = [];
    const counted: LedgerStore = {
      list: async function* (prefix) {
        for await (const object of store.list(prefix)) yield object;
      },
      read: (key) => {
        reads.push(key);
        return store.read(key);
      },
      create: (key, content) => store.create(key, content),
    };
    const { batches: sealed } = await sealLedger({
      store: counted,
      signer,
      clock: () => new Date(NOW.getTime() + 3600_000),
      since: new Date(NOW.getTime() + 1),
    });
    expect(sealed).to.equal(0);
    expect(reads).to.deep.equal([headKey(1)]);
  });
});

describe("a ledger in a folder", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), "phiguard-ledger-"))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("makes an object once, and never replaces it", async () => {
    const store = folderStore(folder);
    expect(await store.create("batches/day=2026-11-22/a.jsonl", Buffer.from("one"))).to.equal("created");
    expect(await store.create("batches/day=2026-11-22/a.jsonl", Buffer.from("two"))).to.equal("exists");
    expect(await fs.readFile(path.join(folder, "batches/day=2026-11-22/a.jsonl"), "utf8")).to.equal("one");
    expect(await fs.readdir(path.join(folder, ".writing"))).to.deep.equal([]);
  });

  const full: [keyof LedgerFiles, string, string][] = [
    ["open", "ENOSPC", "the disk is full"],
    ["link", "ENOSPC", "the disk is full"],
    ["mkdir", "EACCES", "access is denied"],
  ];
  for (const [name, code, words] of full) {
    it(`says in a sentence that ${words} when ${name} ends with ${code}, and leaves nothing half written`, async () => {
      const broken = () => Promise.reject(Object.assign(new Error(code), { code }));
      const files = { mkdir: fs.mkdir, open: fs.open, link: fs.link, unlink: fs.unlink, [name]: broken } as LedgerFiles;
      const error = await refusal(sealLedger({ store: folderStore(folder, files), signer, clock }));
      expect(error.message).to.equal(`heads/000000000001.json cannot be written to the ledger in ${folder}: ${words}.`);
      const verdict = await verifyLedger({ store: folderStore(folder), now: NOW });
      expect(verdict.findings).to.deep.equal([]);
    });
  }

  it("refuses a link, which could lead anywhere", async () => {
    await sealLedger({ store: folderStore(folder), signer, clock });
    await fs.symlink("/dev/zero", path.join(folder, "heads/000000000002.json"));
    const error = await refusal(verifyLedger({ store: folderStore(folder), now: NOW }));
    expect(error.message).to.contain("heads/000000000002.json is a link or a device");
  });

  it("takes many writers at once: one chain, each batch once", async () => {
    const many = Array.from({ length: 8 }, (_, number) => syntheticBatch(100 * number, 2));
    await sealLedger({ store: folderStore(folder), signer, clock });
    await Promise.all(
      many.map(async ({ key, text }) => {
        const store = folderStore(folder);
        await store.create(key, Buffer.from(text));
        await sealLedger({ store, signer, clock });
      }),
    );
    expect(await verifyLedger({ store: folderStore(folder), now: NOW })).to.include({
      whole: true,
      batches: 8,
      records: 16,
    });
  });

  /** Runs the whole work with a process that ends at the n-th call to the file system, `share` of the way through a write. */
  async function killedAt(call: number, share: number): Promise<boolean> {
    let calls = 0;
    const counted = async <T>(work: () => Promise<T>): Promise<T> => {
      if (calls++ === call) throw new Killed();
      return work();
    };
    const dead = <T>(work: () => Promise<T>): Promise<T> =>
      calls > call ? Promise.reject(new Killed()) : counted(work);
    const files = {
      mkdir: (...args: Parameters<typeof fs.mkdir>) => dead(() => fs.mkdir(...args)),
      link: (...args: Parameters<typeof fs.link>) => dead(() => fs.link(...args)),
      unlink: (...args: Parameters<typeof fs.unlink>) => dead(() => fs.unlink(...args)),
      open: async (...args: Parameters<typeof fs.open>) => {
        const handle = await dead(() => fs.open(...args));
        return {
          writeFile: async (content: Uint8Array) => {
            if (calls++ !== call) return handle.writeFile(content);
            await handle.writeFile(content.subarray(0, Math.floor(share * content.length)));
            throw new Killed();
          },
          sync: () => dead(() => handle.sync()),
          // The system closes a dead process's files.
          close: () => handle.close(),
        };
      },
    } as unknown as LedgerFiles;
    try {
      const store = folderStore(folder, files);
      await add(store);
      await sealLedger({ store, signer, clock });
      return false;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
      return true;
    }
  }

  class Killed extends Error {}

  it("opens after a kill at any step and any byte, loses nothing that was there, and goes on", async () => {
    const steps: number[] = [];
    for (let call = 0; ; call++) {
      rmSync(folder, { recursive: true, force: true });
      await fs.mkdir(folder);
      if (!(await killedAt(call, 0.5))) break;
      steps.push(call);
      await opensAndGoesOn();
    }
    expect(steps.length).to.be.greaterThan(30);
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...steps), fc.double({ min: 0, max: 1, noNaN: true }), async (call, share) => {
        rmSync(folder, { recursive: true, force: true });
        await fs.mkdir(folder);
        await killedAt(call, share);
        await opensAndGoesOn();
      }),
      { numRuns: 30 },
    );
  }).timeout(60_000);

  async function opensAndGoesOn(): Promise<void> {
    const store = folderStore(folder);
    const before = await verifyLedger({ store, now: NOW });
    expect(before.findings.filter(({ weight }) => weight === "fault")).to.deep.equal([]);
    for (const { kind } of before.findings) expect(kind).to.be.oneOf(["unsealed", "leftover"]);
    await add(store);
    await sealLedger({ store, signer, clock });
    const after = await verifyLedger({ store, now: NOW });
    expect(after).to.include({ whole: true, batches: 3, records: 9 });
    for (const { kind } of after.findings) expect(kind).to.equal("leftover");
  }
});
