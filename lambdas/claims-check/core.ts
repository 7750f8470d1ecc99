import { createHash } from "node:crypto";
import { ACCEPTED, kindOf, type SentFile } from "../claims/sent-files";

/** Below these prefixes; components/lake/lake-names.ts has them too, and a test compares them. */
export const PREFIX = {
  incoming: "claims/incoming/",
  accepted: ACCEPTED.claims.prefix,
  ehr: ACCEPTED.ehr.prefix,
  decisions: ACCEPTED.decisions.prefix,
  refused: "claims/refused/",
} as const;

/** S3 copies at most 5 GiB at once; a file of claims is refused long before that. */
export const MOST_BYTES = 1024 ** 3;

/** What GuardDuty says of an object (GuardDuty User Guide, "Malware Protection for S3: potential scan result status"). */
export type Scan = "NO_THREATS_FOUND" | "THREATS_FOUND" | "UNSUPPORTED" | "ACCESS_DENIED" | "FAILED";

export interface Upload {
  readonly partner: string;
  readonly key: string;
  readonly versionId: string;
  /** When the scan ended, ISO 8601 in UTC. */
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
