import { z } from "zod";
import { CONTROL_CHARACTER, plainSpaces } from "../../../text/characters";

/** Amazon Comprehend Medical's answers, as far as they are read (API Reference: DetectEntitiesV2, InferICD10CM, InferRxNorm, InferSNOMEDCT). */
/** A piece of a text, on one line. */
const words = z
  .string()
  .transform((text) => plainSpaces(text).replace(/\s+/g, " ").trim())
  .refine((text) => text !== "" && !CONTROL_CHARACTER.test(text), { error: "a text is wanted" });
const score = z.number().min(0).max(1);
const TRAIT = z.object({ Name: z.string(), Score: score });
const CONCEPT = z.object({
  Code: z.string().regex(/^\S+$/),
  Description: z
    .string()
    .default("")
    .transform((text) => plainSpaces(text).trim()),
  Score: score,
});
const place = { BeginOffset: z.int().min(0), EndOffset: z.int().min(0) };
const ATTRIBUTE = z.object({
  ...place,
  Type: z.string(),
  Score: score,
  RelationshipScore: score.optional(),
  Text: words,
  Traits: z.array(TRAIT).default([]),
});
const ENTITY = z.object({
  ...place,
  Score: score,
  Text: words,
  Category: z.string(),
  Type: z.string(),
  Traits: z.array(TRAIT).default([]),
  Attributes: z.array(ATTRIBUTE).default([]),
  ICD10CMConcepts: z.array(CONCEPT).default([]),
  RxNormConcepts: z.array(CONCEPT).default([]),
  SNOMEDCTConcepts: z.array(CONCEPT).default([]),
});
const RESPONSE = z.object({ Entities: z.array(ENTITY), ModelVersion: z.string().optional() });

/** One text's entities: whose it is, which text, when it was read, and one answer or several about the same text. */
export const READING = z
  .object({
    subject: z.string().regex(/^Patient\/[A-Za-z0-9\-.]{1,64}$/),
    /** What the caller calls the text; it may name nobody. */
    document: z.string().regex(/^[A-Za-z0-9\-._]{1,128}$/),
    /** When the text was written or read, with its offset. */
    at: z.iso.datetime({ offset: true }),
    detectEntitiesV2: RESPONSE.optional(),
    inferIcd10Cm: RESPONSE.optional(),
    inferRxNorm: RESPONSE.optional(),
    inferSnomedCt: RESPONSE.optional(),
  })
  .refine((all) => ANSWERS.some((name) => all[name] !== undefined), {
    error: "an answer is wanted",
    path: ["detectEntitiesV2"],
  });

export const ANSWERS = ["detectEntitiesV2", "inferIcd10Cm", "inferRxNorm", "inferSnomedCt"] as const;

export type Reading = z.infer<typeof READING>;
export type Entity = z.infer<typeof ENTITY>;
export type Attribute = z.infer<typeof ATTRIBUTE>;

/** The fields that are not as they should be, by their paths: `inferRxNorm.Entities.3.Score`. No value. */
export class BadReading extends Error {
  override readonly name = "BadReading";

  constructor(readonly paths: readonly string[]) {
    super(`can't be read: ${paths.join(", ")}`);
  }
}

/** Throws BadReading. */
export function readingOf(given: unknown): Reading {
  const read = READING.safeParse(given);
  if (read.success) return read.data;
  throw new BadReading([...new Set(read.error.issues.map(({ path }) => path.join(".") || "(whole)"))].slice(0, 10));
}
