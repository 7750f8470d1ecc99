export interface StoredBatch {
  readonly key: string;
  readonly bytes: number;
}

export interface LedgerDay {
  /** Everything below the prefix, all pages of it. */
  list(prefix: string): Promise<readonly StoredBatch[]>;
  append(key: string, text: string): Promise<"written" | "there-already">;
}

export interface Signer {
  /** ECDSA over P-256 of a SHA-256 digest, DER in base64, and the ARN of the key that made it. */
  sign(digest: Uint8Array): Promise<{ readonly signature: string; readonly keyArn: string }>;
}

export type Clock = () => Date;

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
}
