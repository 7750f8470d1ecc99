import type { DocumentRef } from "../phi/document";

/** Where results go. */
export type Place = "released" | "masked";

export interface Documents {
  read(document: DocumentRef): Promise<Uint8Array | "too-large" | "missing">;
  readSpans(key: string): Promise<string>;
  /** Whose the document is, as a reference of FHIR, where the sender said so beside it. */
  subject(document: DocumentRef): Promise<string | undefined>;
  /** Writes under the bucket's key, unless it is there, with whose it is where that is handed on; names the bucket. */
  write(place: Place, key: string, text: string, contentType: string, subject?: string): Promise<string>;
}
