import { stepEvent } from "../phi/audit";
import type { DetectorName } from "../phi/contract";
import { spansKey } from "../phi/document";
import { readDocument } from "../phi/formats";
import { readEvent, RefusedEvent, VALIDATED } from "../phi/pipeline-event";
import type { Clock, Log } from "../phi/ports";
import { contract } from "./contract";
import { spanFile, summaryOf, type Found } from "./core";
import type { Detector, Documents } from "./ports";

/** All who were asked are absent: the document stays where it is, and a later try may find them. */
export class NobodySearched extends Error {
  override readonly name = "NobodySearched";
}

interface Ports {
  readonly documents: Documents;
  /** All of them are asked; what any finds counts. */
  readonly detectors: readonly Detector[];
  readonly clock: Clock;
  readonly log: Log;
}

/** Keeps spans beside the document; the text itself stays in the bucket. */
export function createHandler({ documents, detectors, clock, log }: Ports) {
  return async (input: unknown): Promise<object> => {
    const event = readEvent(VALIDATED, input);
    const { id, purpose, recipient } = event.validation;
    const bytes = await documents.read(event.document);
    const reading = typeof bytes === "string" ? undefined : readDocument(bytes);
    if (reading?.kind !== "document") throw new RefusedEvent("the document is not the one that was validated");
    const found: Found[] = [];
    const absent: DetectorName[] = [];
    const answers = await Promise.all(
      detectors.map(async ({ name, detect }) => ({ name, answer: await detect(reading.text, reading.format) })),
    );
    for (const { name, answer } of answers) {
      if (!("absent" in answer)) found.push({ detector: name, ...answer });
      else {
        absent.push(name);
        log.warn("a detector was absent", { document: id, detector: name, reason: answer.absent });
      }
    }
    if (found.length === 0) throw new NobodySearched("no detector searched the document");
    const file = spanFile(found);
    const text = JSON.stringify(file);
    const key = spansKey(id, text);
    await documents.writeSpans(key, text);
    const detection = summaryOf({ found, absent }, file, key);
    const detail = { spans: detection.spans, disagreements: detection.disagreements };
    log.info("searched a document", { document: id, ...detail });
    const audit = stepEvent(contract.name, clock.now(), {
      action: "document.searched",
      outcome: "success",
      subject: id,
      purpose,
      recipient,
      detail: { ...detail, ...Object.fromEntries(detectors.map(({ name }) => [RAN[name], !absent.includes(name)])) },
    });
    return { ...event, detection, audit };
  };
}

/** What the audit event says of the detectors that were asked: true for those that answered. */
const RAN = { local: "localRan", "comprehend-medical": "comprehendMedicalRan", onnx: "onnxRan" } as const;
