import type { Upload } from "./core";

/** The partners' uploads and where their copies go. */
export interface Uploads {
  /** Bytes of the very version that was scanned. */
  size(upload: Upload): Promise<number>;
  /** Its text in pieces; bytes that are no UTF-8 come as replacement characters. */
  read(upload: Upload): AsyncIterable<string>;
  copyToAccepted(upload: Upload, key: string): Promise<void>;
  copyToQuarantine(upload: Upload, key: string, reason: string): Promise<void>;
}

/** Ids, counts and reasons; never an object's name or content. */
export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
}
