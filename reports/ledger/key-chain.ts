import type { KeyObject } from "node:crypto";

import { signedBytes } from "./envelope";
import { HEAD_TYPE, keysIn, type StoredHead } from "./head";
import { isSignedBy, verifyingKey, type PublicKey } from "./keys";

export interface ChainedKey extends PublicKey {
  /** Number of the head that names it. */
  readonly since: number;
}

export type KeyJudgement = "signed" | "altered" | "old-key" | "unknown-key";

/**
 * Which key signs when. The first head names its own key; a later head that names one hands over to it and is signed by both, so the old
 * key vouches for the new one and the new one's owner was there.
 */
export class KeyChain {
  readonly keys: ChainedKey[] = [];
  private readonly verifying = new Map<string, KeyObject>();

  /** Fingerprint of the key that signs now; undefined before the first head. */
  get active(): string | undefined {
    return this.keys.at(-1)?.fingerprint;
  }

  judge({ head, envelope }: StoredHead): KeyJudgement {
    const named = keysIn(head);
    const signers = envelope.signatures.map(({ fingerprint }) => fingerprint);
    const begins = head.sequence === 1 && this.active === undefined;
    const wanted = new Set([...(begins ? [] : [this.active]), ...named.map(({ fingerprint }) => fingerprint)]);
    const [first] = signers;
    if (first !== undefined && !wanted.has(first)) return this.verifying.has(first) ? "old-key" : "unknown-key";
    if (signers.length !== wanted.size || !signers.every((signer) => wanted.has(signer))) return "altered";
    const bytes = signedBytes(HEAD_TYPE, envelope.payload);
    const isSigned = envelope.signatures.every(({ fingerprint, signature }) => {
      const introduced = named.find((key) => key.fingerprint === fingerprint);
      const key = this.verifying.get(fingerprint) ?? (introduced && verifyingKey(introduced));
      return key !== undefined && isSignedBy(key, bytes, signature);
    });
    return isSigned ? "signed" : "altered";
  }

  /** Takes the keys of a head that was judged to be signed. */
  accept({ head }: StoredHead): void {
    for (const { fingerprint, publicKey } of keysIn(head)) {
      const key = verifyingKey({ fingerprint, publicKey });
      if (key === undefined) continue;
      this.verifying.set(fingerprint, key);
      this.keys.push({ fingerprint, publicKey, since: head.sequence });
    }
  }
}
