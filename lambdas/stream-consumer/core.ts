import { z } from "zod";

/** A record as Kinesis hands it over. */
export interface StreamRecord {
  /** Grows within a shard; up to 128 digits. */
  readonly sequence: string;
  readonly partitionKey: string;
  readonly data: Uint8Array;
  /** ISO 8601; when the stream took it. */
  readonly arrivedAt?: string;
}

/** What is written of a record: a row, or a poison record with the reason why it is none. */
export type Outcome =
  | { readonly kind: "row"; readonly sequence: string; readonly arrivedAt?: string; readonly row: Row }
  | {
      readonly kind: "poison";
      readonly sequence: string;
      readonly arrivedAt?: string;
      readonly reason: Poison;
      readonly data: Uint8Array;
    };

export interface Row {
  readonly eventId: string;
  readonly eventType: string;
  readonly occurredAt: string;
  /** JSON text. */
  readonly body: string;
}

export type Poison = "not-utf8" | "not-json" | "malformed" | "holds-nul" | "too-deep" | "refused-by-database";

const RECORD = z.object({
  id: z.string().regex(/^[\w.:-]{1,128}$/),
  type: z.string().regex(/^[a-z][a-z0-9.-]{0,63}$/),
  occurredAt: z.iso.datetime({ offset: true }),
  body: z.record(z.string(), z.unknown()),
});

/** Deeper nesting than any FHIR resource has; PostgreSQL's own parser ends somewhere above it. */
const DEEPEST = 200;

/** Reads a record. Never throws; the reason is one of a fixed list, as a record may hold anything. */
export function outcomeOf({ sequence, data, arrivedAt }: StreamRecord): Outcome {
  const told = { sequence, ...(arrivedAt !== undefined && { arrivedAt }) };
  const poison = (reason: Poison): Outcome => ({ kind: "poison", ...told, reason, data });
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(data);
  } catch {
    return poison("not-utf8");
  }
  if (deeperThan(text, DEEPEST)) return poison("too-deep");
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return poison("not-json");
  }
  const read = RECORD.safeParse(json);
  if (!read.success) return poison("malformed");
  const { id, type, occurredAt } = read.data;
  const body = JSON.stringify(read.data.body);
  // PostgreSQL's jsonb takes every character but this one.
  if (body.includes("\\u0000")) return poison("holds-nul");
  return { kind: "row", ...told, row: { eventId: id, eventType: type, occurredAt, body } };
}

/** Brackets outside of texts, counted before anything recursive sees them. */
function deeperThan(text: string, most: number): boolean {
  let [depth, inText] = [0, false];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (inText) {
      if (character === "\\") at += 1;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === "{" || character === "[") {
      depth += 1;
      if (depth > most) return true;
    } else if (character === "}" || character === "]") depth -= 1;
  }
  return false;
}

/** What a shard's reader waits before it asks again: Kinesis answers five times a second and shard, for all who ask. */
export function pauseMs(batch: { readonly records: number; readonly behindMs: number }): number {
  return batch.records > 0 && batch.behindMs > 0 ? 250 : 1000;
}

/** Grows from half a second to half a minute, spread at random so that shards do not ask together. `random` in [0, 1). */
export function backoffMs(failures: number, random: number): number {
  const ceiling = Math.min(30_000, 500 * 2 ** Math.min(failures, 10));
  return Math.round(ceiling * (0.5 + random / 2));
}
