import { createHash } from "node:crypto";

/**
 * Letters and digits that look made up by AWS but are the same in every run: they follow from a seed (a URN) and a
 * salt (what they are for).
 */
export class Deterministic {
  private readonly digests = new Map<string, string>();

  constructor(private readonly seed: string) {}

  /** Lower-case hexadecimal digits, at most 64. */
  hex(length: number, salt: string): string {
    return this.digest(salt).slice(0, length);
  }

  /** A UUID of version 4. */
  uuid(salt: string): string {
    const hex = this.digest(salt);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** Upper-case letters and digits as in access key and role ids, at most 32. */
  upper(length: number, salt: string): string {
    return this.pick("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", length, salt);
  }

  /** Lower-case letters and digits, at most 32. */
  lower(length: number, salt: string): string {
    return this.pick("abcdefghijklmnopqrstuvwxyz012345", length, salt);
  }

  /** A whole number in [0, below), below at most 65,536. */
  number(below: number, salt: string): number {
    return Number.parseInt(this.hex(8, salt), 16) % below;
  }

  private pick(alphabet: string, length: number, salt: string): string {
    const hex = this.digest(salt);
    let out = "";
    for (let at = 0; at < length; at += 1) {
      out += alphabet.charAt(Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16) % alphabet.length);
    }
    return out;
  }

  private digest(salt: string): string {
    let digest = this.digests.get(salt);
    if (digest === undefined) {
      digest = createHash("sha256").update(`${this.seed}\n${salt}`).digest("hex");
      this.digests.set(salt, digest);
    }
    return digest;
  }
}
