import type { DocumentRef } from "../phi/document";

/** Where results go. */
export type Place = "released" | "masked";

export interface Documents {
  read(document: DocumentRef): Promise<Uint8Array | "too-large" | "missing">;
  readSpans(key: string): Promise<string>;
  /** Writes under the bucket's key, unless it is there; names the bucket. */
  write(place: Place, key: string, text: string, contentType: string): Promise<string>;
}
