import { LedgerError } from "./errors";
import { sentence } from "./finding";
import { entryLeaf, type BatchEntry, type StoredHead } from "./head";
import { HeadChain } from "./head-chain";
import type { PublicKey } from "./keys";
import { MerkleTree } from "./merkle";
import { HEADS, headKey, objectNamed, TIMESTAMPS, timestampKey } from "./names";
import { readWhole, type LedgerStore } from "./store";

/** A ledger whose heads were found whole, with what proofs need. The batches themselves were not looked at. */
export interface OpenLedger {
  readonly newest: StoredHead;
  /** What an authority answered of the newest head, where one was asked. */
  readonly stamp?: { readonly key: string; readonly file: Buffer };
  readonly key: PublicKey;
  readonly tree: MerkleTree;
  /** By key, with the place in the tree. */
  readonly batches: ReadonlyMap<string, { readonly entry: BatchEntry; readonly index: number }>;
}

/** @throws LedgerError for a ledger without a head or with one that is not whole. */
export async function openLedger(store: LedgerStore, now: Date): Promise<OpenLedger> {
  const chain = new HeadChain(now);
  const tree = new MerkleTree();
  const batches = new Map<string, { entry: BatchEntry; index: number }>();
  for await (const { key } of store.list(HEADS)) {
    const named = objectNamed(key);
    if (named.kind !== "head") continue;
    const head = chain.take(named.sequence, await readWhole(store, headKey(named.sequence)));
    for (const entry of head?.head.entries ?? []) {
      if (entry.kind === "batch") batches.set(entry.key, { entry, index: tree.size });
      tree.append(entryLeaf(entry));
    }
  }
  const [fault] = chain.findings;
  if (fault !== undefined) throw new LedgerError(`The ledger is not whole: ${sentence(fault)}.`);
  const [newest, key] = [chain.newest, chain.keys.keys.at(-1)];
  if (newest === undefined || key === undefined) throw new LedgerError("The ledger has no head yet; seal it first.");
  const stamp = timestampKey(newest.head.sequence);
  for await (const object of store.list(TIMESTAMPS)) {
    if (object.key === stamp)
      return { newest, stamp: { key: stamp, file: await readWhole(store, stamp) }, key, tree, batches };
  }
  return { newest, key, tree, batches };
}
