import { verifyEntry } from "./batch-check";
import { checkTimestamps, type StampedHead } from "./check-timestamps";
import { checkKept } from "./check-kept";
import { fault, notice, type Finding } from "./finding";
import { batchesIn, type BatchEntry, type StoredHead } from "./head";
import { HeadChain } from "./head-chain";
import type { ChainedKey } from "./key-chain";
import { HEADS, headKey, objectNamed } from "./names";
import { readLines } from "./record-lines";
import { readWhole, type LedgerStore, type StoredObject } from "./store";

export interface VerifyOptions {
  readonly store: LedgerStore;
  readonly now: Date;
  /** Fingerprints that the reader has from elsewhere; one of them has to be a key of the ledger. */
  readonly fingerprints?: readonly string[];
  /** SHA-256 of a head's file that the reader has from earlier: the ledger has to hold it. */
  readonly knownHead?: string;
  /** Certificates of authorities that the reader trusts to tell the time, DER. */
  readonly timeCertificates?: readonly Uint8Array[];
  /** Called as bytes of records are read. */
  readonly onProgress?: (bytes: number, ofBytes: number) => void;
}

export interface LedgerVerdict {
  /** No fault was found. */
  readonly whole: boolean;
  readonly heads: number;
  readonly batches: number;
  readonly records: number;
  readonly newest?: { readonly key: string; readonly sha256: string; readonly head: StoredHead["head"] };
  /** The newest head that an authority stamped; without it times are the writer's own word. */
  readonly stamped?: StampedHead;
  readonly keys: readonly ChainedKey[];
  /** One of the given fingerprints is a key of the ledger; false where none was given. */
  readonly keyKnown: boolean;
  readonly findings: readonly Finding[];
}

/** A head of ours has 10,000 entries at most; a larger file would only fill the memory, and is taken for an empty one. */
const MOST_HEAD_BYTES = 64 << 20;

/**
 * Checks everything in a ledger: the chain of heads, their signatures and clocks, the tree, each batch's bytes and each record's id. Memory
 * grows with the number of batches, about a quarter of a kilobyte each, and not with their size.
 */
export async function verifyLedger(options: VerifyOptions): Promise<LedgerVerdict> {
  const { store, now, fingerprints = [], knownHead, timeCertificates = [] } = options;
  const objects = new Map<string, StoredObject>();
  for await (const object of store.list("")) objects.set(object.key, object);
  const chain = new HeadChain(now);
  const sealed = new Map<string, BatchEntry>();
  const hashes = new Set<string>();
  const twice: Finding[] = [];
  const sequences = [...objects.keys()].flatMap(sequenceOf).sort((a, b) => a - b);
  for (const sequence of sequences) {
    const key = headKey(sequence);
    const isTooLarge = (objects.get(key)?.bytes ?? 0) > MOST_HEAD_BYTES;
    const head = chain.take(sequence, isTooLarge ? Buffer.alloc(0) : await readWhole(store, key));
    if (head === undefined) continue;
    hashes.add(head.sha256);
    for (const entry of batchesIn(head.head)) {
      if (sealed.has(entry.key)) twice.push(fault("replaced", head.key, `seals ${entry.key} for a second time`));
      else sealed.set(entry.key, entry);
    }
  }
  const bytesOf = (keys: Iterable<string>): number =>
    [...keys].reduce((sum, key) => sum + (objects.get(key)?.bytes ?? 0), 0);
  const checked = await checkBatches(options, sealed, objects, bytesOf(sealed.keys()));
  const { newest } = chain;
  const kept = await checkKept(store, sealed.keys(), objects);
  const times = await checkTimestamps(store, objects.keys(), timeCertificates);
  const findings = [
    ...chain.findings,
    ...twice,
    ...checked.findings,
    ...times.findings,
    ...kept.findings,
    ...(await strangers(store, objects, sealed, kept.named, chain.whole)),
    ...keyFindings(chain.keys.keys, fingerprints, newest),
    ...(knownHead === undefined || hashes.has(knownHead) ? [] : [lostEnd(knownHead, newest)]),
  ];
  return {
    whole: findings.every(({ weight }) => weight === "notice"),
    heads: sequences.length,
    batches: sealed.size,
    records: checked.records,
    ...(newest === undefined ? {} : { newest: { key: newest.key, sha256: newest.sha256, head: newest.head } }),
    ...(times.stamped === undefined ? {} : { stamped: times.stamped }),
    keys: chain.keys.keys,
    keyKnown: chain.keys.keys.some(({ fingerprint }) => fingerprints.includes(fingerprint)),
    findings,
  };
}

function sequenceOf(key: string): number[] {
  const named = objectNamed(key);
  return named.kind === "head" ? [named.sequence] : [];
}

async function checkBatches(
  { store, onProgress = () => undefined }: VerifyOptions,
  sealed: ReadonlyMap<string, BatchEntry>,
  objects: ReadonlyMap<string, StoredObject>,
  ofBytes: number,
): Promise<{ findings: Finding[]; records: number }> {
  const keysByHash = new Map([...sealed.values()].map(({ key, sha256 }) => [sha256, key]));
  const findings: Finding[] = [];
  let [bytes, records] = [0, 0];
  for (const entry of sealed.values()) {
    const object = objects.get(entry.key);
    if (object === undefined) {
      findings.push(fault("removed", entry.key, "is missing, though it was sealed"));
      continue;
    }
    const counted = (async function* () {
      for await (const piece of store.read(entry.key)) {
        onProgress((bytes += piece.length), ofBytes);
        yield piece;
      }
    })();
    const read = await readLines(counted, true);
    records += read.records;
    findings.push(...verifyEntry(entry, read, keysByHash));
  }
  return { findings, records };
}

/** What no head covers. */
async function strangers(
  store: LedgerStore,
  objects: ReadonlyMap<string, StoredObject>,
  sealed: ReadonlyMap<string, BatchEntry>,
  kept: ReadonlySet<string>,
  headsWhole: boolean,
): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const key of objects.keys()) {
    const named = objectNamed(key);
    if (named.kind === "head" || named.kind === "timestamp" || sealed.has(key) || kept.has(key)) continue;
    if (named.kind === "report")
      findings.push(notice("unsealed", key, "is a file of a report that no sealed record names"));
    else if (named.kind === "foreign") findings.push(fault("foreign", key, `is no part of a ledger`));
    else if (named.kind === "leftover")
      findings.push(notice("leftover", key, "was left by a write that was cut short; nothing refers to it"));
    else if (named.sha256 !== undefined && (await readLines(store.read(key), false)).sha256 !== named.sha256)
      findings.push(fault("torn", key, "does not hold what its name says, and no head covers it: torn or altered"));
    else
      findings.push(
        notice("unsealed", key, headsWhole ? "is not sealed yet" : `is covered by no head that is whole (${HEADS})`),
      );
  }
  return findings;
}

function keyFindings(
  keys: readonly ChainedKey[],
  fingerprints: readonly string[],
  newest: StoredHead | undefined,
): Finding[] {
  if (fingerprints.length === 0 || keys.some(({ fingerprint }) => fingerprints.includes(fingerprint))) return [];
  const own = keys.map(({ fingerprint }) => fingerprint).join(", ") || "none";
  return [
    fault("unknown-key", newest?.key ?? HEADS, `is not signed by a key that you named; the ledger's keys are: ${own}`),
  ];
}

function lostEnd(knownHead: string, newest: StoredHead | undefined): Finding {
  const item = newest?.key ?? HEADS;
  return fault(
    "cut-off",
    item,
    `is the last head, and the one you know, ${knownHead}, is not here: the end was cut off or another history put in its place`,
  );
}
