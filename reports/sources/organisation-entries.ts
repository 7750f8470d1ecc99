import { z } from "zod";

import type * as Engine from "../../lambdas/phi/text";

/** Shapes of the organisation file's entries, and what no text of theirs may hold. */
export const words = z.string().trim().min(1);
const day = z.iso.date();
const citations = z.array(words).min(1);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/i, "wanted 64 hex digits");
const attached = { file: words.optional(), sha256: sha256.optional() };

export const documentEntry = z.strictObject({
  citations,
  title: words,
  owner: words,
  heldFrom: day.optional(),
  reviewOn: day,
  ...attached,
});
export const decisionEntry = z.strictObject({
  citation: words,
  decision: z.enum(["implemented", "alternative", "not-applicable"]),
  reason: words,
  owner: words,
  approver: words,
  decidedOn: day,
  reviewOn: day,
});
export const inheritedEntry = z.strictObject({
  citations,
  provider: words,
  artefact: words,
  period: z.strictObject({ from: day, to: day, bridgeTo: day.optional() }),
  customerPart: words,
  ...attached,
});

const level = z.enum(["low", "medium", "high"]);
const linked = {
  id: z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,39}$/, "wanted a letter, then letters, digits and hyphens"),
  citations,
  title: words,
  owner: words,
};
export const riskEntry = z.strictObject({
  ...linked,
  likelihood: level,
  impact: level,
  treatment: z.enum(["reduce", "avoid", "transfer", "accept"]),
  approver: words.optional(),
  dueOn: day.optional(),
  doneOn: day.optional(),
  reviewOn: day,
});
export const incidentEntry = z.strictObject({
  ...linked,
  discoveredOn: day,
  closedOn: day.optional(),
  breach: z.enum(["undecided", "none", "notify"]),
  notifiedOn: day.optional(),
  reviewOn: day,
});
export const associateEntry = z.strictObject({ ...linked, signedOn: day.optional(), reviewOn: day, ...attached });
export const reviewEntry = z.strictObject({
  id: linked.id,
  rule: words,
  finding: words,
  conclusion: z.enum(["false-positive", "dealt-with", "accepted"]),
  reason: words,
  owner: words,
  approver: words,
  reviewedOn: day,
  reviewOn: day,
});

/** What is written by people and printed as it is. */
const TEXTS = ["title", "owner", "approver", "reason", "artefact", "provider", "customerPart"] as const;

/** Six digits are how record numbers and telephone numbers look; a year or a version has fewer. */
const FEWEST_DIGITS = 6;

/** Only where there is an organisation file: its tables are the larger part of all that a report loads, and the function that reports has no such file. */
function engine(): typeof Engine {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load it at once
  return require("../../lambdas/phi/text") as typeof Engine;
}

/** The kind of number or address that a text seems to hold, if any. */
export function identifies(text: string): string | undefined {
  return engine()
    .findInText(text)
    .find(
      ({ category, begin, end }) =>
        category === "EMAIL" ||
        ((category === "ID" || category === "PHONE_OR_FAX") &&
          text.slice(begin, end).replace(/\D/g, "").length >= FEWEST_DIGITS),
    )?.category;
}

/** The first text of an entry that seems to hold somebody's number or address; the text itself is never told. */
export function identifyingField(entry: object): { readonly field: string; readonly category: string } | undefined {
  for (const field of TEXTS) {
    const text = (entry as Readonly<Record<string, unknown>>)[field];
    const category = typeof text === "string" ? identifies(text) : undefined;
    if (category !== undefined) return { field, category };
  }
  return undefined;
}
