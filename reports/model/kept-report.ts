import { z } from "zod";

import { recordId } from "../../policies/record";

const hash = z.string().regex(/^[0-9a-f]{64}$/, "wanted 64 hex digits");

/** The least that a report is kept: six years from when it was made (164.316(b)(2)(i)), two of them leap years. */
export const LEAST_KEPT_DAYS = 2192;
/** Seven years. */
export const USUAL_KEPT_DAYS = 2557;

/** What vouches in the ledger for a report whose files lie beside it, locked: a leaf names each by its hash. Its bytes are one line of JSON. */
const keptReport = z
  .strictObject({
    /** SHA-256 of the canonical JSON of the rest. */
    id: hash,
    kind: z.literal("kept-report"),
    reportId: hash,
    asOf: z.iso.datetime(),
    /** SHA-256 of the report's list of files, after which its folder in the ledger is named. */
    bundle: hash,
    files: z.array(z.strictObject({ name: z.string().min(1), sha256: hash, bytes: z.number().int().min(0) })).min(1),
    /** Until when all files are locked in compliance mode, as the store says; null where the store locks nothing. */
    lockedUntil: z.iso.datetime().nullable(),
  })
  .refine((kept) => kept.id === recordId(kept), { error: "is not the hash of the content", path: ["id"] });

export type KeptReport = Readonly<z.infer<typeof keptReport>>;

/** The record with its id. */
export function keptReportOf(facts: Omit<KeptReport, "id" | "kind">): KeptReport {
  const told = { kind: "kept-report" as const, ...facts };
  return keptReport.parse({ id: recordId(told), ...told });
}

/** The record in a line of JSON; undefined for anything else. */
export function parseKeptReport(text: string): KeptReport | undefined {
  try {
    return keptReport.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
