import { ENTITIES } from "../note-entities/contract";
import { stepEvent } from "../phi/audit";
import { PHI_METRICS } from "../phi/contract";
import { resultKeys } from "../phi/document";
import { readDocument } from "../phi/formats";
import { readEvent, RefusedEvent, ROUTED } from "../phi/pipeline-event";
import type { Clock, Log, Metrics, Reviews } from "../phi/ports";
import { contract } from "./contract";
import { CONTENT_TYPES, maskedDocument, readSpans, recordOf } from "./core";
import type { Documents } from "./ports";

interface Ports {
  readonly documents: Documents;
  readonly reviews: Reviews;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
}

/** Lets a document out. Each write is the same in every run, and none replaces another, so it may run again at any point. */
export function createHandler({ documents, reviews, metrics, clock, log }: Ports) {
  return async (input: unknown): Promise<object> => {
    const event = readEvent(ROUTED, input);
    const { validation, detection, route } = event;
    const { id, purpose, recipient, format } = validation;
    if (route.kind === "quarantine") throw new RefusedEvent("the event's route is not one that lets a document out");
    const bytes = await documents.read(event.document);
    const reading = typeof bytes === "string" ? undefined : readDocument(bytes);
    if (reading?.kind !== "document") throw new RefusedEvent("the document is not the one that was validated");
    const place = route.kind === "mask" ? "masked" : "released";
    const text =
      place === "masked"
        ? maskedDocument(format, reading.text, readSpans(await documents.readSpans(detection.spansKey)))
        : reading.text;
    const keys = resultKeys(validation, id, format);
    // Whose it is goes to nobody but the one who makes FHIR of it.
    const subject = recipient === ENTITIES.recipient ? await documents.subject(event.document) : undefined;
    const bucket = await documents.write(place, keys.document, text, CONTENT_TYPES[format], subject);
    await documents.write(place, keys.record, recordOf(id, format, detection, route), "application/json");
    const now = clock.now();
    if (route.sampled) {
      await reviews.ask({
        documentId: id,
        kind: "sample",
        createdAt: now.toISOString(),
        purpose,
        recipient,
        format,
        reasons: route.reasons,
        bucket,
        key: keys.document,
        riskScore01: route.riskScore01,
      });
    }
    metrics.tell({ [PHI_METRICS.processed]: 1 }, now.getTime() - Date.parse(event.document.arrivedAt));
    log.info("let a document out", { document: id, place, sampled: route.sampled });
    const audit = stepEvent(contract.name, now, {
      action: `document.${place}`,
      outcome: "success",
      subject: id,
      purpose,
      recipient,
      detail: { spans: detection.spans, sampled: route.sampled },
    });
    return { ...event, result: { place, key: keys.document }, audit };
  };
}
