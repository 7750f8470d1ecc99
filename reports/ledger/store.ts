/** Where a ledger lies: objects that are made once, whole, and never changed. Keys have `/` and begin with none. */
export interface LedgerStore {
  /** Everything below the prefix, sorted by key. */
  list(prefix: string): AsyncIterable<StoredObject>;
  /**
   * The content piece by piece.
   * @throws MissingObject where there is none.
   */
  read(key: string): AsyncIterable<Uint8Array>;
  /** Writes an object that was not there before, whole or not at all; leaves alone what is there. */
  create(key: string, content: Uint8Array): Promise<"created" | "exists">;
  /** Until when an object is locked in compliance mode; undefined for one that is not. Only where the store can lock. */
  lockedUntil?(key: string): Promise<Date | undefined>;
}

export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  /** When it was made, by the store's clock. */
  readonly modified: Date;
}

/** There is no such object. */
export class MissingObject extends Error {
  override readonly name = "MissingObject";

  /** By its name: a store of one bundle is handed to another (lambdas/report-run), which has a class of its own. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "MissingObject";
  }
}

/** The whole content; for objects that fit into memory. */
export async function readWhole(store: Pick<LedgerStore, "read">, key: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of store.read(key)) parts.push(part);
  return Buffer.concat(parts);
}
