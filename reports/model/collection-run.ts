import { z } from "zod";

import { recordId } from "../../policies/record";

import { callName, requestId } from "./aws-request";
import { TOKEN } from "./observed-record";

/** Where a collection asks: services of AWS, an exported stack, the ledger that the live intake writes, what another tool wrote. */
export const COLLECTED_SOURCES = [
  "aws.config",
  "aws.securityhub",
  "aws.guardduty",
  "aws.cloudtrail",
  "pulumi.state",
  "phiguard.ledger",
  "ocsf",
] as const;

export type CollectedSource = (typeof COLLECTED_SOURCES)[number];

/**
 * How a call of a collection ended. Only `whole` means that all there is was read: whatever hangs on another call is undetermined,
 * however good it looks.
 */
export const CALL_OUTCOMES = [
  "whole",
  /** The principal may not ask. */
  "denied",
  /** The service is not on in this account and region, so there is nothing to ask. */
  "not-enabled",
  /** Throttled until the retries were used up. */
  "throttled",
  /** A page named a page that was read before. */
  "looped",
  /** Page tokens ran out, time after time. */
  "expired",
  /** Another error, named by its type. */
  "failed",
] as const;

export type CallOutcome = (typeof CALL_OUTCOMES)[number];

const id = z.string().regex(/^[0-9a-f]{64}$/, "wanted 64 hex digits");
const time = z.iso.datetime({ error: "wanted a time in UTC, ISO 8601 with Z" });
const token = z.string().regex(TOKEN, "wanted a name that AWS makes");
const count = z.number().int().min(0);
/** Of a role's session the role alone: the session's name may be a person's. */
const PRINCIPAL = /^(arn:aws[a-z-]*:(iam|sts)::\d{12}:[A-Za-z0-9+=,.@_/-]{1,500}|operating-system user)$/;

export const callSummary = z.strictObject({
  /** `config:DescribeConfigRules` and the like. */
  call: callName,
  outcome: z.enum(CALL_OUTCOMES),
  /** How often it was asked, tries over again included. */
  requests: count,
  /** Answers that were read. */
  pages: count,
  items: count,
  /** Items that were of no known shape, or whose times cannot be: they count for nothing, and the call is then not whole. */
  refused: count,
  /** Items that a page before had told already. */
  repeated: count,
  /** How often it began again as page tokens had run out. */
  restarts: count,
  /** Name of the error's type; never its text. */
  error: token.optional(),
  /** AWS's own ids of the first and the last answer; each record has that of its own. */
  firstRequest: requestId.optional(),
  lastRequest: requestId.optional(),
});

export type CallSummary = Readonly<z.infer<typeof callSummary>>;

const fields = z.strictObject({
  kind: z.literal("collection-run"),
  /** What the records of this collection name. The same through all goes of one that was stopped and resumed. */
  runId: id,
  collectedAt: time,
  observedAt: time,
  expiresAt: time,
  endedAt: time,
  source: z.enum(COLLECTED_SOURCES),
  account: z.string().regex(/^(\d{12}|none)$/, "wanted twelve digits"),
  region: token,
  /** Who asked, from STS. */
  principal: z.string().regex(PRINCIPAL, "wanted an ARN of a principal"),
  tool: z.literal("phiguard"),
  toolVersion: z.string().regex(/^[0-9A-Za-z.+-]{1,40}$/, "wanted a version"),
  /** What was asked for, in the source's own names: filters, aggregator, first and last time. */
  asked: z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,31}$/, "wanted a name"), z.union([token, z.number(), id])),
  /** By name. */
  calls: z.array(callSummary),
  /** Whether everything that was asked for was read. Where false, the population is undetermined, and nothing follows from what is missing. */
  complete: z.boolean(),
  /** Why it is not: codes, by name. */
  missing: z.array(z.string().regex(/^[A-Za-z0-9:._ -]{1,120}$/, "wanted a code")),
  /** Distinct subjects that were told, by type. */
  population: z.array(z.strictObject({ type: token, count })),
  /** Records of this collection, without this one. */
  records: count,
  /** How subjects are named: by a key that the caller keeps, or one that was thrown away, so that no one can find them again. */
  subjects: z.enum(["keyed", "this-run-alone"]),
  /** Our clock less the service's, in seconds, where the service told its time. */
  clockAheadSeconds: z.number().int().optional(),
  /** Time of the oldest thing told: findings that are not updated end after 90 days (Security Hub User Guide, "Finding retention"). */
  oldest: time.optional(),
});

export const collectionRun = fields
  .extend({ id })
  .refine((run) => !run.complete || run.missing.length === 0, {
    error: "is complete, and yet something is missing",
    path: ["missing"],
  })
  .refine((run) => !run.complete || run.calls.every(({ outcome, refused }) => outcome === "whole" && refused === 0), {
    error: "is complete, and yet a call is not whole",
    path: ["complete"],
  })
  .refine((run) => run.id === recordId(run), { error: "is not the hash of the content", path: ["id"] });

/** One for each source, account and region that was asked: who asked what, what came, and what did not. */
export type CollectionRun = Readonly<z.infer<typeof collectionRun>>;

/** Days for which a collection shows a population. */
export const RUN_FRESH_FOR_DAYS = 30;

/** The record with its id and its end. */
export function collectionRunOf(facts: Omit<CollectionRun, "id" | "kind" | "expiresAt" | "tool">): CollectionRun {
  const expiresAt = new Date(Date.parse(facts.collectedAt) + RUN_FRESH_FOR_DAYS * 86_400_000).toISOString();
  const whole = { ...facts, kind: "collection-run" as const, tool: "phiguard" as const, expiresAt };
  return collectionRun.parse({ ...whole, id: recordId(whole) });
}
