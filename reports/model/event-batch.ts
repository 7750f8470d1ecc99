import { z } from "zod";

import { recordId } from "../../policies/record";

const hash = z.string().regex(/^[0-9a-f]{64}$/, "wanted 64 hex digits");
const count = z.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const day = z.iso.date();

/** A Parquet file of audit events, named by the SHA-256 of its bytes. */
const file = z.strictObject({ day, sha256: hash, bytes: count, events: count });

/**
 * What one taking-in of audit events gave: the receipt beside the files, and the leaf of the ledger that vouches for them. Its bytes are
 * one line of JSON.
 */
const eventBatch = z
  .strictObject({
    /** SHA-256 of the canonical JSON of the rest. */
    id: hash,
    kind: z.literal("event-batch"),
    /** When it was taken in, ISO 8601 in UTC. */
    collectedAt: z.iso.datetime(),
    /** SHA-256 of the piece of input that was read; the same piece is not taken in again. */
    input: hash,
    lines: count,
    /** Events in the files, and those left out as they were there already. */
    events: count,
    doubled: count,
    /** Lines that count for nothing, by why. */
    refused: z.array(z.strictObject({ reason: z.string().max(200), lines: count })),
    /** By day. */
    files: z.array(file),
  })
  .refine((batch) => batch.id === recordId(batch), { error: "is not the hash of the content", path: ["id"] });

export type EventBatch = Readonly<z.infer<typeof eventBatch>>;
export type StoredEventFile = Readonly<z.infer<typeof file>>;

/** The receipt with its id. */
export function eventBatchOf(facts: Omit<EventBatch, "id" | "kind">): EventBatch {
  const told = { kind: "event-batch" as const, ...facts };
  return eventBatch.parse({ id: recordId(told), ...told });
}

/** The receipt in a line of JSON; undefined for anything else, and for one whose content is not what its id says. */
export function parseEventBatch(text: string): EventBatch | undefined {
  try {
    return eventBatch.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
