import { z } from "zod";

import type { PolicyEvaluationRecord, PolicyRecord, PolicyRunRecord } from "../../policies/record";

/**
 * The boundary between a file of records and the report. Objects are strict: a record with a field this version does not know is
 * refused as a whole, so nothing that was not looked at (a value, a note, an identifier) can pass into a report.
 */
const id = z.string().regex(/^[0-9a-f]{64}$/, "wanted 64 hex digits");
const time = z.iso.datetime({ error: "wanted a time in UTC, ISO 8601 with Z" });
const words = z.string();
const name = z.string().min(1);
const severity = z.enum(["critical", "high", "medium", "low"]);
const stage = z.enum(["preview", "update", "state"]);

const source = z.strictObject({
  call: words,
  tool: z.literal("phiguard"),
  toolVersion: words,
  engine: words,
  principal: words,
  pack: name,
  packVersion: words,
  packDigest: id,
});

const waiver = z.strictObject({
  id: name,
  rule: name,
  resource: name,
  reason: name,
  owner: name,
  approver: name,
  compensatingControl: name,
  start: z.iso.date(),
  end: z.iso.date(),
});

const waiverStatus = z.union([
  z.strictObject({ kind: z.enum(["in-force", "ended", "not-begun"]), waiver }),
  z.strictObject({ kind: z.literal("malformed"), id: words, problem: words }),
]);

const common = {
  id,
  runId: name,
  collectedAt: time,
  observedAt: time,
  expiresAt: time,
  source,
  project: name,
  stack: name,
  stage,
};

const run = z.strictObject({
  ...common,
  kind: z.literal("policy-run"),
  organization: words,
  complete: z.boolean(),
  population: z.array(z.strictObject({ urn: name, type: name })),
  rules: z.array(
    z.strictObject({
      id: name,
      version: words,
      inScope: z.number().int().min(0),
      enforcement: z.enum(["mandatory", "advisory", "remediate", "disabled"]),
    }),
  ),
  waivers: z.array(waiverStatus),
  notes: z.array(words),
}) satisfies z.ZodType<PolicyRunRecord>;

const evaluation = z.strictObject({
  ...common,
  kind: z.literal("policy-evaluation"),
  subject: z.strictObject({
    urn: name,
    type: name,
    name: words,
    source: z.strictObject({ file: name, line: z.number().int().min(1), column: z.number().int().min(0) }).optional(),
  }),
  rule: z.strictObject({ id: name, version: words, severity }),
  controls: z.strictObject({
    hipaa: z.array(name).optional(),
    nistCsf: z.array(name).optional(),
    soc2: z.array(name).optional(),
  }),
  result: z.enum(["pass", "fail", "not-applicable", "undetermined"]),
  enforcement: z.enum(["mandatory", "advisory", "none"]),
  reason: words,
  finds: z.array(words),
  reads: z.array(
    z.strictObject({
      path: words,
      state: z.enum(["present", "absent", "unknown", "secret"]),
      value: z.union([z.string(), z.number(), z.boolean()]).optional(),
    }),
  ),
  waiver: name.optional(),
  remedied: name.optional(),
}) satisfies z.ZodType<PolicyEvaluationRecord>;

export const policyRecord = z.discriminatedUnion("kind", [run, evaluation]);

export type ParsedRecord =
  | { readonly kind: "record"; readonly record: PolicyRecord }
  | { readonly kind: "refused"; readonly field: string; readonly problem: string };

/** A typed record, or the first field that is wrong. The value itself is never part of the message. */
export function parseRecord(value: unknown): ParsedRecord {
  const parsed = policyRecord.safeParse(value);
  if (parsed.success) return { kind: "record", record: parsed.data };
  return { kind: "refused", ...firstIssue(parsed.error) };
}

/** Field and sentence of the first issue; field names are clipped, for they too come from the file. */
export function firstIssue(error: z.ZodError): { readonly field: string; readonly problem: string } {
  const issue = error.issues[0];
  if (issue === undefined) return { field: "(whole)", problem: "is not valid" };
  const field = issue.path.map((step) => String(step).slice(0, 60)).join(".") || "(whole)";
  if (issue.code === "unrecognized_keys") return { field, problem: "holds a field that is not known" };
  if (issue.code === "invalid_type") return { field, problem: `wanted ${issue.expected}` };
  if (issue.code === "invalid_value") return { field, problem: `wanted one of ${issue.values.join(", ")}` };
  if (issue.code === "too_small") return { field, problem: "must not be empty" };
  if (issue.code === "invalid_format" && issue.format === "date") return { field, problem: "wanted a day, YYYY-MM-DD" };
  if (issue.code === "invalid_union") return { field, problem: "has none of the known shapes" };
  return { field, problem: issue.message };
}
