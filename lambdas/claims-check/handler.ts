import { z } from "zod";
import { auditEvent } from "../../reports/model/audit-event";
import type { AuditTrail } from "../audit/ports";
import { kindOf, readSent } from "../claims/sent-files";
import { fileHash, partnerOf, refusalBefore, verdictOf, type Upload, type Verdict } from "./core";
import type { Log, Uploads } from "./ports";

/** The event is none of ours; no second try would mend that. */
export class RefusedEvent extends Error {
  override readonly name = "RefusedEvent";
}

/** GuardDuty's event of a scan that ended (GuardDuty User Guide, "Malware Protection for S3: monitoring with EventBridge"). */
const EVENT = z.object({
  time: z.iso.datetime(),
  detail: z.object({
    s3ObjectDetails: z.object({ bucketName: z.string(), objectKey: z.string(), versionId: z.string().min(1) }),
    scanResultDetails: z.object({
      scanResultStatus: z.enum(["NO_THREATS_FOUND", "THREATS_FOUND", "UNSUPPORTED", "ACCESS_DENIED", "FAILED"]),
    }),
  }),
});

interface Ports {
  readonly rawBucket: string;
  readonly uploads: Uploads;
  readonly audit: AuditTrail;
  readonly log: Log;
}

/** Checks one upload. The same event gives the same copy and the same audit event, so it may come twice. */
export function createHandler({ rawBucket, uploads, audit, log }: Ports) {
  return async (input: unknown): Promise<{ readonly outcome: Verdict["kind"] }> => {
    const { upload, scan } = parsed(input, rawBucket);
    const before = refusalBefore(scan, undefined) ?? refusalBefore(scan, await uploads.size(upload));
    const verdict = verdictOf(
      upload,
      before === undefined
        ? await readSent(kindOf(upload.key), uploads.read(upload))
        : { kind: "unread", reason: before },
    );
    if (verdict.kind === "accepted") await uploads.copyToAccepted(upload, verdict.key);
    else await uploads.copyToQuarantine(upload, verdict.key, verdict.reason);
    const file = fileHash(upload);
    await audit.tell(
      auditEvent({
        at: upload.scannedAt,
        actor: "function:claims-check",
        action: "claims.checked",
        outcome: verdict.kind === "accepted" ? "success" : "denied",
        subject: `arn:aws:s3:::${rawBucket}`,
        ...(verdict.kind === "refused" && { reason: verdict.reason }),
        workload: "data-platform",
        detail: { file, ...(verdict.kind === "accepted" && { records: verdict.records }) },
      }),
    );
    log.info("an upload was checked", { partner: upload.partner, file, outcome: verdict.kind });
    return { outcome: verdict.kind };
  };
}

function parsed(
  input: unknown,
  rawBucket: string,
): { upload: Upload; scan: z.infer<typeof EVENT>["detail"]["scanResultDetails"]["scanResultStatus"] } {
  const event = EVENT.safeParse(input);
  if (!event.success) {
    throw new RefusedEvent(`the event's ${event.error.issues[0]?.path.join(".") ?? ""} can't be read`);
  }
  const { s3ObjectDetails: object, scanResultDetails } = event.data.detail;
  const partner = object.bucketName === rawBucket ? partnerOf(object.objectKey) : undefined;
  if (partner === undefined) throw new RefusedEvent("the object is no upload of a partner's");
  const at = new Date(event.data.time).toISOString();
  return {
    upload: { partner, key: object.objectKey, versionId: object.versionId, scannedAt: at },
    scan: scanResultDetails.scanResultStatus,
  };
}
