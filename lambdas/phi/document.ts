import { createHash, createHmac } from "node:crypto";
import { INCOMING } from "./contract";
import type { Format } from "./formats";

/** A version of an object of the incoming bucket. Its key was chosen by others and may name a patient. */
export interface DocumentRef {
  readonly key: string;
  readonly versionId: string;
  /** ISO 8601, UTC. */
  readonly arrivedAt: string;
}

/** Whom a document is for, and what for; both stand in names of results and in audit events. */
export interface Destination {
  readonly purpose: string;
  readonly recipient: string;
}

/** A code of an audit event, no longer than names of objects allow. */
export const DESTINATION_CODE = /^(?=.{2,32}$)(?!.*\d{6})[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/;

/**
 * The document's id: HMAC-SHA-256 of bucket and key, keyed by the version's id, which S3 makes at random. The same version has the same
 * id in every run, two versions have two, and nobody who has only the id can try names of patients against it.
 */
export function documentId(bucket: string, { key, versionId }: Pick<DocumentRef, "key" | "versionId">): string {
  return createHmac("sha256", versionId).update(`${bucket}\n${key}`).digest("hex");
}

/** Purpose and recipient from `documents/<purpose>/<recipient>/<name>` or a manifest's key of the same shape. */
export function destinationIn(key: string, part: string): Destination | undefined {
  if (!key.startsWith(part)) return undefined;
  const [purpose = "", recipient = "", ...name] = key.slice(part.length).split("/");
  const named = name.join("/") !== "";
  return named && DESTINATION_CODE.test(purpose) && DESTINATION_CODE.test(recipient)
    ? { purpose, recipient }
    : undefined;
}

/** Where spans of a document are kept: under a hash of them, as a model that was changed meanwhile may find others. */
export function spansKey(id: string, content: string): string {
  return `${INCOMING.spans}${id}/${createHash("sha256").update(content).digest("hex")}.json`;
}

/** Ends of the names of results. */
export const RESULT_EXTENSIONS: Readonly<Record<Format, string>> = {
  text: "txt",
  json: "json",
  hl7v2: "hl7",
  fhir: "fhir.json",
  ndjson: "ndjson",
  csv: "csv",
  dicom: "dcm.txt",
  xml: "xml",
};

/** Names of a result and of the record about it; no part of them is from the sender but purpose and recipient. */
export function resultKeys(
  { purpose, recipient }: Destination,
  id: string,
  format: Format,
): { document: string; record: string } {
  const stem = `${purpose}/${recipient}/${id}`;
  return { document: `${stem}.${RESULT_EXTENSIONS[format]}`, record: `${stem}.result.json` };
}

/** Names in quarantine; a document whose destination can't be told has none. */
export function quarantineKeys(to: Destination | undefined, id: string): { document: string; reason: string } {
  const stem = to === undefined ? `unaddressed/${id}` : `${to.purpose}/${to.recipient}/${id}`;
  return { document: `${stem}/document`, reason: `${stem}/reason.json` };
}

/**
 * Whether a released document is among the samples that people look at: the same document always is or always isn't, and nobody who
 * sends it can tell. `sharePercent` in [0, 100].
 */
export function isSampled(id: string, sharePercent: number): boolean {
  const draw = createHash("sha256").update(`sample\n${id}`).digest().readUInt32BE(0) / 2 ** 32;
  return draw * 100 < sharePercent;
}
