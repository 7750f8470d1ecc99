import { auditEvent } from "../../reports/model/audit-event";
import type { AuditTrail } from "../audit/ports";
import { convertReading, THRESHOLDS } from "../fhir/convert/entities/convert";
import { readingOf } from "../fhir/convert/entities/response";
import { Ids } from "../fhir/convert/ids";
import { sayingsOf } from "../fhir/convert/sayings";
import type { Metrics } from "../metrics/embedded";
import { PHI_METRICS, PHI_WORKLOAD } from "../phi/contract";
import { ENTITIES, ENTITY_FILES, ENTITY_METRICS } from "./contract";
import { arrivalOf, MOST_BYTES, noteOf, type Arrival, type Refusal } from "./core";
import type { Log, Notes, Reader, Results } from "./ports";

export interface EntityPorts {
  readonly notes: Notes;
  readonly reader: Reader;
  readonly results: Results;
  readonly audit: AuditTrail;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly environment: string;
  /** Buckets into which the pipeline lets notes out. */
  readonly buckets: readonly string[];
}

export type EntityResult =
  | { readonly kind: "read"; readonly resources: number; readonly unmapped: number }
  | { readonly kind: "refused"; readonly reason: Refusal }
  | { readonly kind: "ignored"; readonly reason: "another-event" | "read-before" };

const linesOf = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");

/**
 * Reads one note. Ids of what comes of it are made from the document's, so it may run again at any point; the receipt is written last. What
 * Comprehend Medical refuses is tried again by Lambda.
 */
export function createHandler(ports: EntityPorts) {
  const { notes, reader, results, log } = ports;

  const told = async (
    { document, at }: Arrival,
    counts: { readonly resources: number; readonly unmapped: number },
    reason?: Refusal,
  ): Promise<void> => {
    await ports.audit.tell(
      auditEvent({
        at,
        actor: "function:note-entities",
        action: "note.read",
        outcome: reason === undefined ? "success" : "denied",
        subject: document,
        recipient: ENTITIES.recipient,
        ...(reason !== undefined && { reason }),
        workload: PHI_WORKLOAD,
        detail: counts,
      }),
    );
    ports.metrics.put({
      namespace: PHI_METRICS.namespace,
      dimensions: { [PHI_METRICS.dimension]: ports.environment },
      metrics: { [reason === undefined ? ENTITY_METRICS.read : ENTITY_METRICS.refused]: [1, "Count"] },
      at,
    });
  };

  const refuse = async (arrival: Arrival, reason: Refusal): Promise<EntityResult> => {
    await told(arrival, { resources: 0, unmapped: 0 }, reason);
    log.warn("a note is not read", { document: arrival.document, reason });
    return { kind: "refused", reason };
  };

  return async (input: unknown): Promise<EntityResult> => {
    const arrival = arrivalOf(input, ports.buckets);
    if (arrival === undefined) {
      log.warn("an event is not of a note", {});
      return { kind: "ignored", reason: "another-event" };
    }
    const { document, at } = arrival;
    const receipt = `${ENTITY_FILES.receipts}${document}.json`;
    if (await results.has(receipt)) return { kind: "ignored", reason: "read-before" };
    const read = await notes.read(arrival.note, MOST_BYTES);
    if (typeof read === "string") return refuse(arrival, `note-${read}`);
    const note = noteOf(arrival.format, read.bytes, read.subject);
    if (note.kind === "refused") return refuse(arrival, note.reason);
    const reading = readingOf({ subject: note.subject, document, at, ...(await reader.read(note.text)) });
    // The document's id is itself made with a secret, so nobody can try it out: it is key enough for ids of what it says.
    const ids = new Ids(Buffer.from(document, "hex"));
    const conversion = convertReading(reading, { ids, ...THRESHOLDS });
    const resources = [...sayingsOf(conversion, { id: document, order: [0, 0, 0] }).values()].map(
      ({ resource }) => resource,
    );
    const { unmapped } = conversion;
    if (unmapped.length > 0) await results.write(`${ENTITY_FILES.unmapped}${document}.ndjson`, linesOf(unmapped));
    if (resources.length > 0) await results.write(`${ENTITY_FILES.resources}${document}.ndjson`, linesOf(resources));
    const counts = { resources: resources.length, unmapped: unmapped.length };
    await told(arrival, counts);
    await results.write(receipt, `${JSON.stringify(counts)}\n`);
    log.info("read a note", { document, ...counts });
    return { kind: "read", ...counts };
  };
}
