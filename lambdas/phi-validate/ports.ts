import type { DocumentRef } from "../phi/document";

export interface Documents {
  /** The version's bytes, unless there are too many or none. */
  read(document: DocumentRef): Promise<Uint8Array | "too-large" | "missing">;
}
