import { createHash } from "node:crypto";
import type { Lines } from "../claims/lines";
import { ACCEPTED, kindOf, type SentFile } from "../claims/sent-files";

/** Below these prefixes; components/lake/lake-names.ts has them too, and a test compares them. */
export const PREFIX = {
  incoming: "claims/incoming/",
  accepted: ACCEPTED.claims.prefix,
  ehr: ACCEPTED.ehr.prefix,
  decisions: ACCEPTED.decisions.prefix,
  refused: "claims/refused/",
  acknowledgements: "claims/acknowledgements/",
  scanned: "claims/scanned/",
} as const;

/** S3 copies at most 5 GiB at once; a file of claims is refused long before that. */
export const MOST_BYTES = 1024 ** 3;

/** What GuardDuty says of an object (GuardDuty User Guide, "Malware Protection for S3: potential scan result status"). */
export type Scan = "NO_THREATS_FOUND" | "THREATS_FOUND" | "UNSUPPORTED" | "ACCESS_DENIED" | "FAILED";

export interface Upload {
  readonly partner: string;
  readonly key: string;
  readonly versionId: string;
  /** When the scan ended, or was asked for where it is not GuardDuty's: ISO 8601 in UTC. */
  readonly scannedAt: string;
}

export type Verdict =
  | { readonly kind: "accepted"; readonly key: string; readonly records: number }
  /** `reason` is a code: it stands in the object's metadata and in the audit event. */
  | { readonly kind: "refused"; readonly key: string; readonly reason: string };

/** The partner whose folder an upload is in; undefined for an object that is no upload of a partner's. */
export function partnerOf(key: string): string | undefined {
  return /^claims\/incoming\/([a-z][a-z0-9-]{2,15})\/./.exec(key)?.[1];
}

/** GuardDuty's word for it; an event of anything else is no scan. */
export const guardDutyScanner = { scan: async (_: Upload, said: Scan | undefined): Promise<Scan> => said ?? "FAILED" };

/** Why a file is not even read. */
export function refusalBefore(scan: Scan, sizeBytes: number | undefined): string | undefined {
  if (scan === "THREATS_FOUND") return "malware-found";
  if (scan !== "NO_THREATS_FOUND") return "not-scanned";
  return sizeBytes !== undefined && sizeBytes > MOST_BYTES ? "too-large" : undefined;
}

/** Keyed by nothing secret, so only for names that stand in the same bucket: the same upload gives the same name. */
export function fileHash({ key, versionId }: Pick<Upload, "key" | "versionId">): string {
  return createHash("sha256").update(`${key}\n${versionId}`).digest("hex");
}

/** Where the copy goes. An upload's own name may be a patient's, so the copy's is a hash; a second run writes the same. */
export function verdictOf(
  upload: Upload,
  read: SentFile | { readonly kind: "unread"; readonly reason: string },
): Verdict {
  const { partner, scannedAt } = upload;
  const { prefix, extension } = ACCEPTED[kindOf(upload.key)];
  const name = `received=${scannedAt.slice(0, 10)}/partner=${partner}/${fileHash(upload).slice(0, 32)}.${extension}`;
  if (read.kind === "sent") return { kind: "accepted", key: prefix + name, records: read.records };
  const reason = read.kind === "unread" ? read.reason : read.fault;
  return { kind: "refused", key: PREFIX.refused + name, reason };
}

/**
 * Ending of the file beside an upload that says what its bytes hash to: one or more lines of `sha256sum`, of which the one that names the
 * upload counts (GNU Coreutils manual, "sha2 utilities").
 */
const CHECKSUM_ENDING = ".sha256";
/** Bytes of it: a line has less than a hundred beside the name. */
export const MOST_CHECKSUM_BYTES = 65_536;

/** The key of the upload that a file of checksums is beside, or undefined for any other file. */
export const checksummedKey = (key: string): string | undefined =>
  key.toLowerCase().endsWith(CHECKSUM_ENDING) ? key.slice(0, -CHECKSUM_ENDING.length) : undefined;
export const checksumKey = (key: string): string => key + CHECKSUM_ENDING;

/** What a file of checksums says of an upload: 64 small hex digits; undefined where it says nothing of it. */
export function checksumIn(text: string, key: string): string | undefined {
  const name = key.split("/").at(-1);
  for (const line of text.split(/\r?\n/)) {
    const [, sum, path] = /^([0-9a-fA-F]{64}) [ *](.+)$/.exec(line) ?? [];
    if (path?.split("/").at(-1) === name) return sum?.toLowerCase();
  }
  return undefined;
}

/** Where it is noted which version of a name was scanned last; by a hash, as a name may be a patient's. */
export const scannedKey = (key: string): string =>
  `${PREFIX.scanned}${createHash("sha256").update(key).digest("hex")}.json`;

/** What a partner is told of an upload. It has no value of any record: nothing of a patient's. */
export interface Acknowledgement {
  /** When the upload came, and when it was scanned: ISO 8601 in UTC. */
  readonly receivedAt: string;
  readonly scannedAt: string;
  readonly bytes: number;
  readonly verdict: Verdict["kind"] | "waiting";
  /** Why it was refused, or what it waits for. */
  readonly reason?: string;
  /** Of the bytes, where they were read, and whether the partner had said the same before. */
  readonly sha256?: string;
  readonly checksum?: "matched" | "none";
  /** Counts of records, and what is wrong with the first of them. One refused record has the whole file refused. */
  readonly lines?: Lines;
}

/** S3 takes keys of at most 1,024 bytes. */
const LONGEST_KEY = 1024;

/** Beside nothing else, one a version and a verdict: in the partner's own outbox, under the upload's own name where that is not too long. */
export function acknowledgementKey(upload: Upload, verdict: Acknowledgement["verdict"]): string {
  const { partner, key } = upload;
  const hash = fileHash(upload);
  const outbox = `${PREFIX.acknowledgements}${partner}/`;
  const name = key.slice(`${PREFIX.incoming}${partner}/`.length);
  const named = `${outbox}${name}.${hash.slice(0, 12)}.${verdict}.ack.json`;
  return Buffer.byteLength(named) <= LONGEST_KEY ? named : `${outbox}${hash}.${verdict}.ack.json`;
}
