import { createHash } from "node:crypto";
import { z } from "zod";
import { auditEvent } from "../../reports/model/audit-event";
import type { AuditTrail } from "../audit/ports";
import type { Lines } from "../claims/lines";
import { kindOf, readSent } from "../claims/sent-files";
import { utf8Text } from "../text/utf8";
import {
  acknowledgementKey,
  checksumIn,
  checksummedKey,
  fileHash,
  partnerOf,
  refusalBefore,
  verdictOf,
  type Acknowledgement,
  type Scan,
  type Upload,
  type Verdict,
} from "./core";
import type { Log, Scanner, Uploads } from "./ports";

/** The event is none of ours; no second try would mend that. */
export class RefusedEvent extends Error {
  override readonly name = "RefusedEvent";
}

const SCANNED = z.object({
  time: z.iso.datetime(),
  detail: z.object({
    s3ObjectDetails: z.object({ bucketName: z.string(), objectKey: z.string(), versionId: z.string().min(1) }),
    scanResultDetails: z.object({
      scanResultStatus: z.enum(["NO_THREATS_FOUND", "THREATS_FOUND", "UNSUPPORTED", "ACCESS_DENIED", "FAILED"]),
    }),
  }),
});

const CREATED = z.object({
  time: z.iso.datetime(),
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string(), "version-id": z.string().min(1) }),
  }),
});
/**
 * GuardDuty's event of a scan that ended (GuardDuty User Guide, "Malware Protection for S3: monitoring with EventBridge"), or S3's of an object
 * that was made (S3 User Guide, "EventBridge event message structure"), which says nothing of malware.
 */
const EVENT = z.union([
  SCANNED.transform(
    ({
      time,
      detail: {
        s3ObjectDetails: { bucketName, objectKey, versionId },
        scanResultDetails,
      },
    }) => ({
      ...{ time, bucketName, objectKey, versionId },
      said: scanResultDetails.scanResultStatus as Scan | undefined,
    }),
  ),
  CREATED.transform(({ time, detail: { bucket, object } }) => ({
    ...{ time, bucketName: bucket.name, objectKey: object.key, versionId: object["version-id"] },
    said: undefined,
  })),
]);

interface Ports {
  readonly rawBucket: string;
  /** Partners whose files are kept back until their checksum is there. */
  readonly checksumsRequired: ReadonlySet<string>;
  readonly scanner: Scanner;
  readonly uploads: Uploads;
  readonly audit: AuditTrail;
  readonly log: Log;
}

export interface Outcome {
  readonly outcome: Acknowledgement["verdict"];
}

/** What a file was found to be, beside the verdict. */
type Found = Pick<Acknowledgement, "sha256" | "checksum"> & { readonly lines?: Lines };

/**
 * Checks one upload, and says so to its partner. The same event gives the same copy, audit event and acknowledgement, so it may come twice. An
 * upload and its checksum may come in either order: whichever is scanned last finds the other.
 */
export function createHandler({ rawBucket, checksumsRequired, scanner, uploads, audit, log }: Ports) {
  async function finish(upload: Upload, told: Omit<Acknowledgement, "scannedAt">): Promise<Outcome> {
    const { verdict, reason, lines } = told;
    const { partner, scannedAt } = upload;
    const file = fileHash(upload);
    await uploads.acknowledge(acknowledgementKey(upload, verdict), JSON.stringify({ ...told, scannedAt }));
    await audit.tell(
      auditEvent({
        at: scannedAt,
        actor: "function:claims-check",
        action: verdict === "waiting" ? "claims.kept-back" : "claims.checked",
        outcome: verdict === "accepted" ? "success" : "denied",
        subject: `arn:aws:s3:::${rawBucket}`,
        ...(reason !== undefined && { reason }),
        workload: "data-platform",
        detail: { file, ...(verdict === "accepted" && { records: lines?.accepted ?? 0 }) },
      }),
    );
    log.info("an upload was checked", { partner, file, outcome: verdict });
    return { outcome: verdict };
  }

  async function check(upload: Upload, scan: Scan): Promise<Outcome> {
    const facts = await uploads.facts(upload);
    const before = refusalBefore(scan, facts.bytes);
    let found: Found = {};
    let verdict: Verdict;
    if (before !== undefined) verdict = verdictOf(upload, { kind: "unread", reason: before });
    else {
      // First the note, then the look: a checksum that comes between the two finds the note.
      await uploads.noteScanned(upload);
      const checksums = await uploads.checksums(upload);
      if (checksums === "missing" && checksumsRequired.has(upload.partner))
        return finish(upload, { ...facts, verdict: "waiting", reason: "checksum-missing" });
      const read = await readAll(upload, uploads.read(upload));
      const fault = checksumFault(upload, checksums, read.sha256);
      verdict = verdictOf(upload, fault === undefined ? read.file : { kind: "unread", reason: fault });
      found = {
        sha256: read.sha256,
        ...(fault === undefined && { checksum: checksums === "missing" ? "none" : "matched" }),
        lines: read.file.lines,
      };
    }
    if (verdict.kind === "accepted") await uploads.copyToAccepted(upload, verdict.key);
    else await uploads.copyToQuarantine(upload, verdict.key, verdict.reason);
    const reason = verdict.kind === "refused" ? { reason: verdict.reason } : {};
    return finish(upload, { ...facts, verdict: verdict.kind, ...reason, ...found });
  }

  return async (input: unknown): Promise<Outcome> => {
    const { upload, said } = parsed(input, rawBucket);
    const scan = await scanner.scan(upload, said);
    const key = checksummedKey(upload.key);
    if (key === undefined || scan !== "NO_THREATS_FOUND") return check(upload, scan);
    const checksummed = await uploads.scanned(upload.partner, key);
    if (checksummed !== undefined) return check(checksummed, scan);
    log.info("a checksum waits for its file", { partner: upload.partner, file: fileHash(upload) });
    return { outcome: "waiting" };
  };
}

/** Reads a file and hashes every byte of it, those too that come after a fault behind which nothing can be read. */
async function readAll(upload: Upload, bytes: AsyncIterable<Uint8Array>) {
  const hash = createHash("sha256");
  const pieces = bytes[Symbol.asyncIterator]();
  const next = async (): Promise<IteratorResult<Uint8Array>> => {
    const piece = await pieces.next();
    if (piece.done !== true) hash.update(piece.value);
    return piece;
  };
  // Without a way to end it early: what the reader leaves is read below.
  const file = await readSent(kindOf(upload.key), utf8Text({ [Symbol.asyncIterator]: () => ({ next }) }));
  while ((await next()).done !== true);
  return { file, sha256: hash.digest("hex") };
}

/** Why the checksum that a partner sent does not speak for the file; undefined where it does, or there is none. */
function checksumFault(upload: Upload, checksums: string, sha256: string): string | undefined {
  if (checksums === "missing") return undefined;
  const wanted = checksums === "too-large" ? undefined : checksumIn(checksums, upload.key);
  if (wanted === undefined) return "checksum-unreadable";
  return wanted === sha256 ? undefined : "checksum-mismatch";
}

function parsed(input: unknown, rawBucket: string): { readonly upload: Upload; readonly said: Scan | undefined } {
  const event = EVENT.safeParse(input);
  if (!event.success) {
    throw new RefusedEvent(`the event's ${event.error.issues[0]?.path.join(".") ?? ""} can't be read`);
  }
  const { bucketName, objectKey, versionId, said } = event.data;
  const partner = bucketName === rawBucket ? partnerOf(objectKey) : undefined;
  if (partner === undefined) throw new RefusedEvent("the object is no upload of a partner's");
  const at = new Date(event.data.time).toISOString();
  return { upload: { partner, key: objectKey, versionId, scannedAt: at }, said };
}
