import { stepEvent } from "../phi/audit";
import { PHI_METRICS } from "../phi/contract";
import { documentId, quarantineKeys } from "../phi/document";
import { FAILED, readEvent } from "../phi/pipeline-event";
import type { Clock, Log, Metrics, Reviews } from "../phi/ports";
import { contract } from "./contract";
import { causeOf, lastStep, recordOf } from "./core";
import type { Quarantine } from "./ports";

interface Ports {
  /** Name of the incoming bucket: part of the document's id. */
  readonly incomingBucket: string;
  readonly quarantine: Quarantine;
  readonly reviews: Reviews;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * The last resort of every step. The document is copied: the original is locked, and its version stays where it is. Each write is the
 * same in every run, and none replaces another.
 */
export function createHandler({ incomingBucket, quarantine, reviews, metrics, clock, log }: Ports) {
  return async (input: unknown): Promise<object> => {
    const event = readEvent(FAILED, input);
    const { document, validation, route } = event;
    const id = documentId(incomingBucket, document);
    const accepted = validation?.outcome === "accepted" ? validation : undefined;
    const cause = causeOf(event);
    const keys = quarantineKeys(accepted, id);
    const copied = await quarantine.copy(document, keys.document);
    await quarantine.write(keys.reason, recordOf(id, event, cause, copied));
    const now = clock.now();
    const [reason = "processing-failed"] = cause.reasons;
    await reviews.ask({
      documentId: id,
      kind: "quarantine",
      createdAt: now.toISOString(),
      purpose: accepted?.purpose ?? "unknown",
      recipient: accepted?.recipient ?? "unknown",
      format: accepted?.format ?? "unknown",
      reasons: cause.reasons,
      bucket: quarantine.bucket,
      key: copied ? keys.document : keys.reason,
      ...(route !== undefined && { riskScore01: route.riskScore01 }),
    });
    const counts = { [PHI_METRICS.quarantined]: 1, [PHI_METRICS.failed]: cause.processingFailed ? 1 : 0 };
    metrics.tell(counts, now.getTime() - Date.parse(document.arrivedAt));
    log.warn("put a document into quarantine", { document: id, reason, processingFailed: cause.processingFailed });
    const audit = stepEvent(contract.name, now, {
      action: "document.quarantined",
      outcome: cause.processingFailed ? "failure" : "denied",
      subject: id,
      ...(accepted && { purpose: accepted.purpose, recipient: accepted.recipient }),
      reason,
      detail: { afterStep: lastStep(event), copied },
    });
    return { ...event, quarantine: { reason, processingFailed: cause.processingFailed, record: keys.reason }, audit };
  };
}
