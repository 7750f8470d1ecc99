import { createHmac, createSecretKey, type KeyObject } from "node:crypto";

/** Bytes of a key at the least: as many as the hash has. */
export const SHORTEST_KEY = 32;

/** Ids that are kept: some megabytes. */
const MOST_KNOWN = 10_000;

/**
 * Ids of resources: the same key and the same facts give the same id, in any run and any format. HMAC-SHA-256 over the facts, as record numbers
 * and names are few enough to be tried one after another against a hash without a key.
 */
export class Ids {
  private readonly key: KeyObject;
  private readonly known = new Map<string, string>();

  constructor(key: Uint8Array) {
    if (key.length < SHORTEST_KEY) throw new RangeError(`a key of ids has at least ${SHORTEST_KEY} bytes`);
    this.key = createSecretKey(key);
  }

  /** A UUID of version 8 (RFC 9562), so that it may stand in `urn:uuid:`. */
  of(type: string, ...facts: readonly string[]): string {
    return this.made(JSON.stringify([type, ...facts]));
  }

  /** The same for what comes again and again, as staff, places and payers do: made once and kept. */
  kept(type: string, ...facts: readonly string[]): string {
    const text = JSON.stringify([type, ...facts]);
    let id = this.known.get(text);
    if (id === undefined) {
      id = this.made(text);
      if (this.known.size >= MOST_KNOWN) this.known.clear();
      this.known.set(text, id);
    }
    return id;
  }

  private made(text: string): string {
    const hash = createHmac("sha256", this.key).update(text).digest();
    hash[6] = ((hash[6] as number) & 0x0f) | 0x80;
    hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
    const hex = hash.toString("hex", 0, 16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  }
}
