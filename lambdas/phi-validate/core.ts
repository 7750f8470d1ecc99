import { INCOMING } from "../phi/contract";
import { DESTINATION_CODE, destinationIn, type Destination, type DocumentRef } from "../phi/document";
import { readDocument, type Format, type FormatFault } from "../phi/formats";

export type Refusal = FormatFault | "too-large" | "missing" | "destination-unknown";

export type Validation =
  | { readonly outcome: "accepted"; readonly format: Format; readonly sizeBytes: number; readonly to: Destination }
  | { readonly outcome: "refused"; readonly reason: Refusal };

type Addressed = DocumentRef & { readonly purpose?: string | undefined; readonly recipient?: string | undefined };

/** Whom a document is for: by its own name, or by the manifest that names it. */
export function destinationOf({ key, purpose = "", recipient = "" }: Addressed): Destination | undefined {
  if (!key.startsWith(INCOMING.batches)) return destinationIn(key, INCOMING.documents);
  return DESTINATION_CODE.test(purpose) && DESTINATION_CODE.test(recipient) ? { purpose, recipient } : undefined;
}

/** The verdict on what was read; the same bytes and name give the same. */
export function validate(document: Addressed, read: Uint8Array | "too-large" | "missing"): Validation {
  const to = destinationOf(document);
  if (to === undefined) return { outcome: "refused", reason: "destination-unknown" };
  if (typeof read === "string") return { outcome: "refused", reason: read };
  const reading = readDocument(read);
  return reading.kind === "fault"
    ? { outcome: "refused", reason: reading.fault }
    : { outcome: "accepted", format: reading.format, sizeBytes: read.byteLength, to };
}
