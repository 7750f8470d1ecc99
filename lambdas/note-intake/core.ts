import { createHash } from "node:crypto";
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

export type Reading =
  | { readonly kind: "note"; readonly note: Note }
  /** `field` is a path in the note; `wanted` never holds what came. */
  | { readonly kind: "bad"; readonly field: string; readonly wanted: string };

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

/** Notes of a patient keep their order: they go to one shard. A hash, as the key stands in figures and logs of AWS. */
export function partitionKey({ clinicId, patientId }: Note): string {
  return createHash("sha256").update(`${clinicId}\n${patientId}`).digest("hex");
}

/** One line of the raw zone. */
export function recordOf(note: Note, receivedAt: string): string {
  return `${JSON.stringify({ ...note, receivedAt })}\n`;
}
