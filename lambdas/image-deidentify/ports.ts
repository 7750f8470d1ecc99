export interface Images {
  /** The text of a request; undefined where that version is gone, or larger than asked for. */
  request(key: string, versionId: string, mostBytes: number): Promise<string | undefined>;
  /** A checked file, unless it is larger than asked for. */
  read(key: string, mostBytes: number): Promise<Uint8Array | "missing" | "too-large">;
  /** Writes under the organisation's key; the same again changes nothing. */
  write(key: string, body: Uint8Array | string, kmsKeyArn: string): Promise<void>;
  has(key: string): Promise<boolean>;
}

export interface Quarantine {
  /** Copies a checked file, with the reason as a code; the same again changes nothing. */
  keep(from: string, to: string, reason: string, kmsKeyArn: string): Promise<void>;
  /** Writes why a request was refused. */
  write(key: string, text: string, kmsKeyArn: string): Promise<void>;
}

export interface Secrets {
  /** 32 bytes, always the same for an organisation: UIDs, pseudonyms and moves of dates are made with it. */
  keyOf(tenant: string): Promise<Uint8Array>;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
  warn(message: string, facts: Readonly<Record<string, string | number>>): void;
}
