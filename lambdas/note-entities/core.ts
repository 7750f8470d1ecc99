import { z } from "zod";
import { ENTITIES, SUBJECT } from "./contract";
import type { NoteRef } from "./ports";

/** Of a note: some forty calls of Comprehend Medical for each of its three questions. */
export const MOST_BYTES = 400_000;

const KEY = new RegExp(`^[a-z0-9.-]{2,32}/${ENTITIES.recipient}/([0-9a-f]{64})\\.(txt|fhir\\.json)$`);

/** S3's event of a new object (EventBridge Events Reference, "Amazon S3 events"). */
const EVENT = z.object({
  time: z.iso.datetime(),
  detail: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({ key: z.string(), "version-id": z.string().min(1) }),
  }),
});

export interface Arrival {
  readonly note: NoteRef;
  /** The document's id in the pipeline. */
  readonly document: string;
  readonly format: "text" | "fhir";
  /** When it was let out, ISO 8601 in UTC. */
  readonly at: string;
}

/** Undefined for what is no note let out for this recipient: no second try would make it one. */
export function arrivalOf(event: unknown, buckets: readonly string[]): Arrival | undefined {
  const read = EVENT.safeParse(event);
  if (!read.success) return undefined;
  const { bucket, object } = read.data.detail;
  const [, document, extension] = KEY.exec(object.key) ?? [];
  if (document === undefined || !buckets.includes(bucket.name)) return undefined;
  return {
    note: { bucket: bucket.name, key: object.key, versionId: object["version-id"] },
    document,
    format: extension === "txt" ? "text" : "fhir",
    at: new Date(read.data.time).toISOString(),
  };
}

/** Why a note is not read, in words of a fixed list. */
export type Refusal = "note-missing" | "note-too-large" | "no-subject" | "no-text" | "not-readable";

export type Note =
  | { readonly kind: "note"; readonly subject: string; readonly text: string }
  | { readonly kind: "refused"; readonly reason: Refusal };

const refused = (reason: Refusal): Note => ({ kind: "refused", reason });

const REFERENCE = z.object({
  resourceType: z.literal("DocumentReference"),
  subject: z.object({ reference: z.string() }).optional().catch(undefined),
  content: z
    .array(z.object({ attachment: z.object({ contentType: z.string().optional(), data: z.string().optional() }) }))
    .min(1),
});

/** Text and patient of a note. Of a DocumentReference its texts, one after another, and its own subject where the sender named none. */
export function noteOf(format: Arrival["format"], bytes: Uint8Array, subject: string | undefined): Note {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return refused("not-readable");
  }
  let whose = subject;
  if (format === "fhir") {
    const reference = referenceIn(text);
    if (reference === undefined) return refused("not-readable");
    whose ??= reference.subject?.reference;
    text = textsOf(reference);
  }
  if (whose === undefined || !SUBJECT.test(whose)) return refused("no-subject");
  return text.trim() === "" ? refused("no-text") : { kind: "note", subject: whose, text };
}

function referenceIn(text: string): z.infer<typeof REFERENCE> | undefined {
  try {
    return REFERENCE.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function textsOf({ content }: Pick<z.infer<typeof REFERENCE>, "content">): string {
  return content
    .filter(({ attachment }) => /^text\/plain\b/.test(attachment.contentType ?? ""))
    .map(({ attachment }) => Buffer.from(attachment.data ?? "", "base64").toString())
    .join("\n\n");
}
