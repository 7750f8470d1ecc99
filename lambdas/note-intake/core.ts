import { createHash, createHmac } from "node:crypto";
import { z } from "zod";

/** Characters of a note's text; Kinesis takes 1 MiB a record. */
export const LONGEST_TEXT = 100_000;

const id = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, "must be 1 to 64 letters, digits, dots, hyphens or underscores");

/** A care note. The OpenAPI document of the intake API has the same fields (components/lake/note-api.ts), and a test compares them. */
export const NOTE = z.strictObject({
  noteId: id,
  clinicId: id,
  patientId: id,
  kind: z.enum(["visit", "telephone", "outreach-call"], { error: "must be visit, telephone or outreach-call" }),
  writtenAt: z.iso.datetime({ error: "must be a time in UTC such as 2026-11-22T10:00:00Z" }),
  /** How a call ended. */
  outcome: z.enum(["reached", "not-reached"], { error: "must be reached or not-reached" }).optional(),
  text: z
    .string({ error: "must be a text" })
    .min(1, { error: "must not be empty" })
    .max(LONGEST_TEXT, { error: `must have ${LONGEST_TEXT} characters at most` }),
});
export type Note = z.infer<typeof NOTE>;

/** `field` is a path in the note, or a header; `wanted` never holds what came. */
export interface Bad {
  readonly kind: "bad";
  readonly field: string;
  readonly wanted: string;
}

export type Reading = { readonly kind: "note"; readonly note: Note } | Bad;

/** The note of a request's body, or the first field that is not as it has to be. */
export function readNote(body: string | null | undefined): Reading {
  let value: unknown;
  try {
    value = JSON.parse(body ?? "");
  } catch {
    return { kind: "bad", field: "body", wanted: "must be a JSON object" };
  }
  const parsed = NOTE.safeParse(value);
  if (parsed.success) return { kind: "note", note: parsed.data };
  const issue = parsed.error.issues[0];
  if (issue?.code === "unrecognized_keys") {
    // A key that nobody knows may be anything, a name too.
    return {
      kind: "bad",
      field: "body",
      wanted: `must have no other fields than ${Object.keys(NOTE.shape).join(", ")}`,
    };
  }
  const field = issue === undefined || issue.path.length === 0 ? "body" : issue.path.map(String).join(".");
  const missing =
    issue?.code === "invalid_type" && issue.input === undefined && field !== "body" && !(field in Object(value));
  return { kind: "bad", field, wanted: missing ? "must be there" : (issue?.message ?? "must be a care note") };
}

/** The header by which a sender says that a request is another one again (IETF draft "The Idempotency-Key HTTP Header Field", 07). */
export const KEY_HEADER = "Idempotency-Key";

/** In quotes, as the draft has it, or without, as many clients send it. */
const KEY = /^(?:"([ !#-[\]-~]{1,255})"|([!#-[\]-~]{1,255}))$/;

/** The request's key, where it has one. Names of headers come as the sender wrote them. */
export function readKey(
  headers: Readonly<Record<string, string>>,
): { readonly kind: "key"; readonly key: string | undefined } | Bad {
  const value = Object.entries(headers).find(([name]) => name.toLowerCase() === KEY_HEADER.toLowerCase())?.[1];
  if (value === undefined) return { kind: "key", key: undefined };
  const [, quoted, bare] = KEY.exec(value.trim()) ?? [];
  const key = quoted ?? bare;
  if (key !== undefined) return { kind: "key", key };
  return { kind: "bad", field: KEY_HEADER, wanted: "must be 1 to 255 visible ASCII characters" };
}

/** Hours for which a sending is known. */
export const KNOWN_HOURS = 24;

/** What a request is known by: both are hashes, 64 hex digits each. */
export interface Sending {
  readonly id: string;
  readonly content: string;
}

/**
 * A request with a key is known by it, within its clinic. One without is known by all that the note says: the same note is the same sending,
 * and one that was put right is another. Numbers of notes and short texts can be guessed, so the hashes have a key. @param secret 32 bytes.
 */
export function sendingOf(note: Note, key: string | undefined, secret: Uint8Array): Sending {
  const hash = (...facts: readonly unknown[]): string =>
    createHmac("sha256", secret).update(JSON.stringify(facts)).digest("hex");
  const fields = Object.keys(NOTE.shape) as (keyof Note)[];
  const content = hash("content", ...fields.map((field) => note[field] ?? null));
  return { id: key === undefined ? hash("note", content) : hash("key", note.clinicId, key), content };
}

/** What is known of a sending that somebody claimed before. Times are ISO 8601 in UTC. */
export interface Known {
  readonly content: string;
  /** The request that claimed it. */
  readonly requestId: string;
  /** Until when that request may still be at work. */
  readonly claimedUntil: string;
  /** Whether the note is on the stream. */
  readonly written: boolean;
}

export type Earlier =
  | { readonly kind: "taken"; readonly requestId: string }
  | { readonly kind: "another note" }
  /** Somebody is at it: in so many seconds it is taken, or free again. */
  | { readonly kind: "being taken"; readonly seconds: number };

/** What became of a sending that could not be claimed. */
export function becameOf(known: Known, { content }: Sending, now: string): Earlier {
  if (known.content !== content) return { kind: "another note" };
  if (known.written) return { kind: "taken", requestId: known.requestId };
  const left = Math.ceil((Date.parse(known.claimedUntil) - Date.parse(now)) / 1000);
  return { kind: "being taken", seconds: Math.max(1, left) };
}

/** Notes of a patient keep their order: they go to one shard. A hash, as the key stands in figures and logs of AWS. */
export function partitionKey({ clinicId, patientId }: Note): string {
  return createHash("sha256").update(`${clinicId}\n${patientId}`).digest("hex");
}

/** One line of the raw zone. */
export function recordOf(note: Note, receivedAt: string): string {
  return `${JSON.stringify({ ...note, receivedAt })}\n`;
}
