import type { DocumentRef } from "../phi/document";

export interface Quarantine {
  /** Name of the bucket. */
  readonly bucket: string;
  /** Copies the document; false where there is none of that version or it is too large to be copied. */
  copy(document: DocumentRef, key: string): Promise<boolean>;
  /** Writes a record, unless it is there. */
  write(key: string, text: string): Promise<void>;
}
