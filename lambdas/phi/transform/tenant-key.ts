import { createHmac } from "node:crypto";
import type { Category } from "../span";

/** A tenant's secret: what it makes of a value, nobody can lead back or compare without it. */
export interface TenantKey {
  /** Stands in every token: 1 to 16 small letters and digits. */
  readonly id: string;
  /** At least 32 bytes. */
  readonly secret: Uint8Array;
}

export const KEY_ID = /^[a-z0-9]{1,16}$/;
export const LEAST_SECRET_BYTES = 32;

/** Throws RangeError for a key that is none. */
export function assertKey({ id, secret }: TenantKey): void {
  if (!KEY_ID.test(id)) throw new RangeError("the key's id must have 1 to 16 small letters and digits");
  if (secret.length < LEAST_SECRET_BYTES)
    throw new RangeError(`the key must have at least ${LEAST_SECRET_BYTES} bytes; got ${secret.length}`);
}

/** HMAC-SHA-256 over a purpose and a value. */
export function keyed({ secret }: TenantKey, purpose: string, value: string): Buffer {
  return createHmac("sha256", secret).update(`${purpose}|${value}`).digest();
}

const ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";

/** The first bytes as letters and digits (base32, RFC 4648, in small letters), five bits each. */
export function letters(bytes: Uint8Array, count: number): string {
  let [bits, held, text] = [0, 0, ""];
  for (const byte of bytes) {
    held = ((held << 8) | byte) & 0xffff;
    bits += 8;
    for (; bits >= 5 && text.length < count; bits -= 5) text += ALPHABET[(held >> (bits - 5)) & 31];
  }
  return text;
}

/** The first bytes as decimal digits, one a byte. */
export const digits = (bytes: Uint8Array, count: number): string =>
  Array.from({ length: count }, (_, at) => String((bytes[at % bytes.length] as number) % 10)).join("");

/** Characters of a token's code: 80 bits. */
const CODE = 16;

/** The token of a value in its canonical form; the same value of another tenant or category has another. */
export function token(key: TenantKey, category: Category, canonical: string): string {
  const name = category === "PHONE_OR_FAX" ? "PHONE" : category;
  return `${name}-${key.id}-${letters(keyed(key, category, canonical), CODE)}`;
}
