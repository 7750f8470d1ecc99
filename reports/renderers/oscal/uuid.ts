import { createHash } from "node:crypto";

/** Namespace of every UUID here; made once, at random. */
const NAMESPACE = Buffer.from("6f1d1c0e5b7a4d0c9f0a2f7c61d8e3b4", "hex");

/** UUID of version 5 (RFC 9562, 5.5): the same parts give the same UUID. Parts are kept apart, so `["ab", "c"]` is not `["a", "bc"]`. */
export function uuidOf(kind: string, ...parts: readonly string[]): string {
  const hash = createHash("sha1")
    .update(NAMESPACE)
    .update(JSON.stringify([kind, ...parts]))
    .digest();
  hash[6] = (hash[6]! & 0x0f) | 0x50;
  hash[8] = (hash[8]! & 0x3f) | 0x80;
  const hex = hash.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join("-");
}
