import type { AuditEvent } from "../../../reports/model/audit-event";
import type { Figures } from "../../metrics/embedded";
import type { Around } from "../../testing/play";
import { ENTITIES } from "../contract";
import { createHandler } from "../handler";

export const TEXT = "Synthetic note: sepsis was found. Given aspirin 81 mg. No fever.";
export const OUT = { released: "phi-released", masked: "phi-masked" } as const;

/** Id of a made-up document. */
export const documentOf = (name: string): string => Buffer.from(name.padEnd(32, "-")).toString("hex");
export const keyOf = (name: string, extension = "txt"): string =>
  `treatment/${ENTITIES.recipient}/${documentOf(name)}.${extension}`;

/** S3's event of a note that was let out. */
export const letOut = (
  name: string,
  { extension = "txt", bucket = OUT.masked as string, version = "v1" } = {},
): object => ({
  time: "2026-11-22T12:00:00Z",
  detail: { bucket: { name: bucket }, object: { key: keyOf(name, extension), "version-id": version } },
});

const found = (text: string, word: string, Category: string, Type: string, more: object = {}): object[] => {
  const at = text.indexOf(word);
  return at < 0
    ? []
    : [{ BeginOffset: at, EndOffset: at + word.length, Score: 0.99, Text: word, Category, Type, Traits: [], Attributes: [], ...more }];
}; // prettier-ignore

/** What a made-up Comprehend Medical says of a text. */
export const answersTo = (text: string): Readonly<Record<"detectEntitiesV2" | "inferIcd10Cm" | "inferRxNorm", object>> => {
  const sepsis = (more: object): object[] => found(text, "sepsis", "MEDICAL_CONDITION", "DX_NAME", more);
  const aspirin = (more: object): object[] => found(text, "aspirin", "MEDICATION", "GENERIC_NAME", more);
  return {
    detectEntitiesV2: { Entities: [...sepsis({}), ...aspirin({}), ...found(text, "note", "ANATOMY", "OTHER")], ModelVersion: "3" },
    inferIcd10Cm: { Entities: sepsis({ ICD10CMConcepts: [{ Code: "A41.9", Description: "Sepsis", Score: 0.9 }] }), ModelVersion: "2" },
    inferRxNorm: { Entities: aspirin({ RxNormConcepts: [{ Code: "1191", Description: "aspirin", Score: 0.9 }] }), ModelVersion: "2" },
  };
}; // prettier-ignore

/** A note as it lies in its bucket. */
export interface Lying {
  readonly text: string;
  readonly subject?: string;
}

/** The buckets, the reader and the audit in memory. `notes` by document's name. */
export function world({ through, log }: Pick<Around, "through" | "log">, lying: Readonly<Record<string, Lying>>) {
  const notes = new Map(Object.entries(lying).map(([name, one]) => [documentOf(name), one]));
  const objects = new Map<string, string>();
  const events = new Map<string, AuditEvent>();
  const figures: Figures[] = [];
  const asked: string[] = [];
  const ports = through({
    notes: {
      read: async ({ key }: { key: string }, most: number) => {
        const note = notes.get(/[0-9a-f]{64}/.exec(key)?.[0] ?? "");
        if (note === undefined) return "missing" as const;
        const bytes = Buffer.from(note.text);
        return bytes.byteLength > most ? ("too-large" as const) : { bytes, subject: note.subject };
      },
    },
    reader: { read: async (text: string) => (asked.push(text), answersTo(text)) },
    results: {
      has: async (key: string) => objects.has(key),
      write: async (key: string, text: string) => void objects.set(key, text),
    },
    audit: { tell: async (event: AuditEvent) => void events.set(event.id, event) },
  });
  const handler = createHandler({
    ...ports,
    metrics: { put: (one) => void figures.push(one) },
    log,
    environment: "dev",
    buckets: Object.values(OUT),
  });
  return { handler, kept: () => ({ objects, events }), objects, events, figures, asked };
}
