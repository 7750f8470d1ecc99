import { stepEvent } from "../phi/audit";
import { documentId } from "../phi/document";
import { ARRIVED, readEvent } from "../phi/pipeline-event";
import type { Clock, Log } from "../phi/ports";
import { contract } from "./contract";
import { validate } from "./core";
import type { Documents } from "./ports";

interface Ports {
  readonly documents: Documents;
  /** Name of the incoming bucket: part of the document's id. */
  readonly bucket: string;
  readonly clock: Clock;
  readonly log: Log;
}

/** Reads a document once and says what it is. It writes nothing, so it may run again. */
export function createHandler({ documents, bucket, clock, log }: Ports) {
  return async (input: unknown): Promise<object> => {
    const event = readEvent(ARRIVED, input);
    const { document } = event;
    const id = documentId(bucket, document);
    const verdict = validate(document, await documents.read(document));
    const accepted = verdict.outcome === "accepted";
    const facts: Readonly<Record<string, string | number>> = accepted
      ? { format: verdict.format, bytes: verdict.sizeBytes }
      : {};
    log.info("validated a document", { document: id, outcome: verdict.outcome, ...facts });
    const audit = stepEvent(contract.name, clock.now(), {
      action: "document.validated",
      outcome: accepted ? "success" : "failure",
      subject: id,
      ...(accepted ? { ...verdict.to, detail: facts } : { reason: verdict.reason }),
    });
    const validation = accepted
      ? { outcome: "accepted", id, ...verdict.to, format: verdict.format, sizeBytes: verdict.sizeBytes }
      : verdict;
    return { ...event, validation, audit };
  };
}
