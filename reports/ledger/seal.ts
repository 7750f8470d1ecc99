import { signedBytes } from "./envelope";
import { ClockBehind, ContendedLedger, LedgerError } from "./errors";
import { batchesIn, HEAD_TYPE, makeHead, type BatchEntry, type LedgerEntry, type StoredHead } from "./head";
import { headsBefore, newestHead } from "./history";
import { isSignedBy, verifyingKey, type PublicKey, type Signer } from "./keys";
import { BATCHES, KEPT, objectNamed, POLICY_RECORDS } from "./names";
import { readLines } from "./record-lines";
import { readWhole, type LedgerStore } from "./store";

export interface SealOptions {
  readonly store: LedgerStore;
  readonly signer: Signer;
  readonly clock: () => Date;
  /** What is looked through for objects that no head covers; batches, policy records and kept reports by default. */
  readonly prefixes?: readonly string[];
  /** Objects and heads from before that time are passed over: they were looked at then. All are looked at by default. */
  readonly since?: Date;
  /** The key that signs from now on, in place of `signer`. */
  readonly successor?: Signer;
}

export interface Sealed {
  /** New heads, oldest first; none where nothing was new. */
  readonly heads: readonly StoredHead[];
  readonly newest: StoredHead | undefined;
  readonly batches: number;
  readonly records: number;
  /** Objects that do not hold what their names say: no head covers them. */
  readonly torn: readonly string[];
  /** Objects among those that are sealed which no writer of ours leaves there. */
  readonly foreign: readonly string[];
}

/** Entries of one head, so that a head fits into memory. */
const MOST_ENTRIES = 10_000;
/** Heads that others may write before ours. */
const MOST_TRIES = 16;
/** By so much two writers' clocks may differ: the later head then takes the time of the one before. */
const CLOCK_TOLERANCE_MS = 60_000;

/**
 * Adds what no head covers yet, in the order of keys, and signs. Writers are one after the other by the name of the next head, which one
 * alone can make; the others read it and go on behind it. A repeat adds nothing. Objects are taken as they are: whether their records
 * are whole is for the reader to judge. An object that does not hold what its name says is left out and named.
 * @throws ContendedLedger, ClockBehind, or LedgerError for a ledger that is not whole or another's key.
 */
export async function sealLedger(options: SealOptions): Promise<Sealed> {
  const { store, signer, successor, clock } = options;
  const made: StoredHead[] = [];
  const known = new Map<string, Examined>();
  for (let lost = 0; lost < MOST_TRIES;) {
    const newest = await newestHead(store);
    if (newest !== undefined) assertOurs(newest, signer);
    const { batches, torn, foreign } = await unsealed(options, newest, known);
    const isLast = batches.length <= MOST_ENTRIES;
    const joining = isLast && successor !== undefined ? [successor] : [];
    const entries = [
      ...(newest === undefined ? [keyEntry(signer)] : []),
      ...batches.slice(0, MOST_ENTRIES),
      ...joining.map(keyEntry),
    ];
    if (entries.length === 0) return { ...countsOf(made), newest, torn, foreign };
    const head = await makeHead(newest, entries, timeAfter(newest, clock()), [signer, ...joining]);
    if (!(await createHead(store, head))) {
      lost += 1;
      continue;
    }
    made.push(head);
    if (isLast) return { ...countsOf(made), newest: head, torn, foreign };
  }
  throw new ContendedLedger(
    `Others wrote ${MOST_TRIES} heads while this one was tried; nothing is lost, seal again when they are done.`,
  );
}

function countsOf(heads: readonly StoredHead[]): Pick<Sealed, "heads" | "batches" | "records"> {
  const batches = heads.flatMap(({ head }) => batchesIn(head));
  return { heads, batches: batches.length, records: batches.reduce((sum, { records }) => sum + records, 0) };
}

const keyEntry = ({ fingerprint, publicKey }: PublicKey): LedgerEntry => ({ kind: "key", fingerprint, publicKey });

type Examined = BatchEntry | "torn";

async function unsealed(
  { store, prefixes = [BATCHES, KEPT, POLICY_RECORDS], since }: SealOptions,
  newest: StoredHead | undefined,
  known: Map<string, Examined>,
): Promise<{ batches: BatchEntry[]; torn: string[]; foreign: string[] }> {
  const sealed = new Set<string>();
  if (newest !== undefined) {
    for await (const { head } of headsBefore(store, newest, since)) {
      for (const { key } of batchesIn(head)) sealed.add(key);
    }
  }
  const batches: BatchEntry[] = [];
  const torn: string[] = [];
  const foreign: string[] = [];
  for (const prefix of prefixes) {
    for await (const { key, modified } of store.list(prefix)) {
      if (sealed.has(key) || (since !== undefined && modified < since)) continue;
      if (objectNamed(key).kind !== "records") {
        foreign.push(key);
        continue;
      }
      const examined = known.get(key) ?? (await examine(store, key));
      known.set(key, examined);
      if (examined === "torn") torn.push(key);
      else batches.push(examined);
    }
  }
  return { batches: batches.sort((a, b) => (a.key < b.key ? -1 : 1)), torn, foreign };
}

async function examine(store: LedgerStore, key: string): Promise<Examined> {
  const { sha256, bytes, records } = await readLines(store.read(key), false);
  const named = objectNamed(key);
  const isOther = named.kind === "records" && named.sha256 !== undefined && named.sha256 !== sha256;
  return isOther ? "torn" : { kind: "batch", key, sha256, bytes, records };
}

/** Only the key that signs now may add; with another one the ledger would have two ends. */
function assertOurs(newest: StoredHead, signer: Signer): void {
  const { fingerprint, signature } = newest.envelope.signatures.at(-1) ?? {};
  if (fingerprint !== signer.fingerprint || signature === undefined)
    throw new LedgerError(
      `The ledger's newest head, ${newest.key}, is signed by key ${fingerprint}, and not by this one, ${signer.fingerprint}.`,
    );
  const key = verifyingKey(signer);
  if (key === undefined || !isSignedBy(key, signedBytes(HEAD_TYPE, newest.envelope.payload), signature))
    throw new LedgerError(`${newest.key} is not what this key signed. The ledger has to be verified first.`);
}

function timeAfter(newest: StoredHead | undefined, now: Date): string {
  const last = newest === undefined ? 0 : Date.parse(newest.head.time);
  if (newest !== undefined && now.getTime() < last - CLOCK_TOLERANCE_MS)
    throw new ClockBehind(
      `The clock says ${now.toISOString()}, but ${newest.key} was signed at ${newest.head.time}; set the clock right and seal again.`,
    );
  return new Date(Math.max(now.getTime(), last)).toISOString();
}

/** True where the head is in the ledger; also where an earlier try had written it and its answer was lost. */
async function createHead(store: LedgerStore, { key, file }: StoredHead): Promise<boolean> {
  return (await store.create(key, file)) === "created" || (await readWhole(store, key)).equals(file);
}
