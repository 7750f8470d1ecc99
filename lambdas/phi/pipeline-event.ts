import { z } from "zod";
import { CATEGORIES } from "./span";
import { FORMATS } from "./formats";
import { DETECTORS } from "./contract";

/** What a function was given can't be read: no second try would mend it. */
export class RefusedEvent extends Error {
  override readonly name = "RefusedEvent";
}

/** What the machine begins with. Fields that a step doesn't know go on to the next. */
export const ARRIVED = z.looseObject({
  document: z.object({
    key: z.string().min(1).max(1024),
    versionId: z.string().min(1).max(1024),
    arrivedAt: z.iso.datetime(),
    /** In documents of a batch: whom the manifest names. */
    purpose: z.string().optional(),
    recipient: z.string().optional(),
  }),
});

const accepted = z.object({
  outcome: z.literal("accepted"),
  id: z.string().regex(/^[0-9a-f]{64}$/),
  purpose: z.string(),
  recipient: z.string(),
  format: z.enum(FORMATS),
  sizeBytes: z.number().int().min(0),
});

export const VALIDATED = ARRIVED.extend({ validation: accepted });

const summary = z.object({
  spansKey: z.string(),
  spans: z.number().int().min(0),
  /** By category: how many, and the least and the most sure. */
  categories: z.partialRecord(
    z.enum(CATEGORIES),
    z.object({ count: z.number().int().min(1), lowest: z.number(), highest: z.number() }),
  ),
  detectors: z.array(z.enum(DETECTORS)).min(1),
  /** Versions of engines and models, as they name them. */
  versions: z.record(z.string(), z.string()),
  /** Detectors that were asked and did not answer: nothing is known of what they would have found. */
  absent: z.array(z.enum(DETECTORS)).default([]),
  /** Categories that a detector looked for. */
  covered: z.array(z.enum(CATEGORIES)),
  /** Spans that one detector of several found. */
  disagreements: z.number().int().min(0),
});

export const DETECTED = VALIDATED.extend({ detection: summary });

const route = z.object({
  kind: z.enum(["release", "mask", "quarantine"]),
  riskScore01: z.number(),
  residualRisk01: z.number(),
  reasons: z.array(z.string()),
  sampled: z.boolean(),
});

export const ROUTED = DETECTED.extend({ route });

/** At the point of failure: whatever the steps before have added, as far as it can be read. */
export const FAILED = ARRIVED.extend({
  execution: z.string().min(1),
  validation: z.union([accepted, z.looseObject({ outcome: z.literal("refused"), reason: z.string() })]).optional(),
  consent: z.looseObject({ outcome: z.enum(["granted", "refused"]), reason: z.string().optional() }).optional(),
  detection: summary.optional(),
  route: route.optional(),
  error: z.looseObject({ Error: z.string() }).optional(),
});

export type Arrived = z.infer<typeof ARRIVED>;
export type Validated = z.infer<typeof VALIDATED>;
export type Detection = z.infer<typeof summary>;
export type Route = z.infer<typeof route>;
export type Failed = z.infer<typeof FAILED>;

/** The event, read; throws RefusedEvent with the names of fields alone. */
export function readEvent<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const event = schema.safeParse(input);
  if (event.success) return event.data;
  const fields = event.error.issues.map(({ path }) => path.map(String).join(".")).join(", ");
  throw new RefusedEvent(`the event's ${fields} can't be read`);
}
