import { LedgerError, MalformedObject } from "./errors";
import { readHead, type StoredHead } from "./head";
import { headKey, HEADS, objectNamed } from "./names";
import { MissingObject, readWhole, type LedgerStore } from "./store";

/** The newest head; undefined in a ledger that has none. */
export async function newestHead(store: LedgerStore): Promise<StoredHead | undefined> {
  let newest = 0;
  for await (const { key } of store.list(HEADS)) {
    const named = objectNamed(key);
    if (named.kind === "head") newest = Math.max(newest, named.sequence);
  }
  return newest === 0 ? undefined : headAt(store, newest);
}

/**
 * The head and those before it, newest first, back to the first or to one that is older than `since`.
 * @throws LedgerError where one is missing, unreadable, or not the one that its successor follows.
 */
export async function* headsBefore(store: LedgerStore, newest: StoredHead, since?: Date): AsyncGenerator<StoredHead> {
  for (let head = newest; ;) {
    yield head;
    const { sequence, previousSha256, time } = head.head;
    if (sequence === 1 || (since !== undefined && Date.parse(time) < since.getTime())) return;
    const before = await headAt(store, sequence - 1);
    if (before.sha256 !== previousSha256)
      throw new LedgerError(`${before.key} is not the head that ${head.key} follows: it was replaced. ${SEE_VERIFY}`);
    head = before;
  }
}

const SEE_VERIFY = "The ledger has to be verified before anything is added.";

export async function headAt(store: LedgerStore, sequence: number): Promise<StoredHead> {
  const key = headKey(sequence);
  try {
    return readHead(key, await readWhole(store, key));
  } catch (error) {
    if (error instanceof MalformedObject) throw new LedgerError(`${key} ${error.message}. ${SEE_VERIFY}`);
    if (error instanceof MissingObject) throw new LedgerError(`${key} is missing. ${SEE_VERIFY}`);
    throw error;
  }
}
