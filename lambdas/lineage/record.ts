import { z } from "zod";

/**
 * Where an object came from. One line of NDJSON a step of a job, each in an object of its own below `lineage/`, so that a step that is
 * written twice changes nothing and a table over the prefix holds them all.
 */
export interface LineageRecord {
  readonly kind: JobKind;
  readonly jobId: string;
  readonly step: string;
  /** ISO 8601 UTC, of what happened; never of when it was written down. */
  readonly at: string;
  readonly datastoreId: string;
  /** What went in, by S3 URI and, where it is one object, its version. */
  readonly inputs: readonly LineageInput[];
  /** S3 URI of the object or the prefix that came out. */
  readonly output: string;
  /** Name and published version of the function that did or recorded it: a version never changes. */
  readonly code: string;
  /** Counts and states; no text that a file may have brought along. */
  readonly facts?: Readonly<Record<string, string | number>>;
}

export interface LineageInput {
  readonly uri: string;
  readonly version?: string;
}

export const JOB_KINDS = ["convert", "import", "export", "analytics", "hold"] as const;
export type JobKind = (typeof JOB_KINDS)[number];
export type JobName = Pick<LineageRecord, "kind" | "jobId">;

export const LINEAGE_PREFIX = "lineage/";

const RECORD: z.ZodType<LineageRecord> = z.object({
  kind: z.enum(JOB_KINDS),
  jobId: z.string().min(1),
  step: z.string().min(1),
  at: z.iso.datetime(),
  datastoreId: z.string(),
  inputs: z.array(z.object({ uri: z.string().min(1), version: z.string().optional() })),
  output: z.string(),
  code: z.string().min(1),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** The records of a file. @throws RangeError that names `where`, the line and the field that is wrong, and nothing of its content. */
export function recordsIn(text: string, where: string): LineageRecord[] {
  return text.split("\n").flatMap((line, at) => {
    if (line.trim() === "") return [];
    const read = RECORD.safeParse(jsonIn(line));
    if (read.success) return [read.data];
    throw new RangeError(
      `${where}, line ${at + 1}, is no record of lineage: ${read.error.issues[0]?.path.join(".") || "no JSON object"}`,
    );
  });
}

function jsonIn(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}

/** The same step of the same job has the same key. */
export function lineageKey({ kind, jobId, step }: Pick<LineageRecord, "kind" | "jobId" | "step">): string {
  return `${LINEAGE_PREFIX}${kind}/${jobId}/${step.toLowerCase().replaceAll("_", "-")}.ndjson`;
}

/** One line, fields in a fixed order: the same record gives the same bytes. */
export function lineageLine({
  kind,
  jobId,
  step,
  at,
  datastoreId,
  inputs,
  output,
  code,
  facts,
}: LineageRecord): string {
  return `${JSON.stringify({ kind, jobId, step, at, datastoreId, inputs, output, code, facts })}\n`;
}

/** What an object's own metadata say, so that it can be traced wherever it is copied to (at most 2 kB in S3). */
export function lineageMetadata({
  kind,
  jobId,
  code,
}: Pick<LineageRecord, "kind" | "jobId" | "code">): Record<string, string> {
  return { "job-kind": kind, "job-id": jobId, code, lineage: `${LINEAGE_PREFIX}${kind}/${jobId}/` };
}

/**
 * The job that wrote an object, by its key alone: HealthLake puts its files below `<data store>-FHIR_EXPORT-<job>/` or
 * `<data store>-FHIR_IMPORT-<job>/`; figures lie below `analytics/<job>/`; what a conversion writes has the file's id in its name, of which the
 * first half names the job.
 */
export function jobOfObject(key: string): JobName | undefined {
  const [, kind, jobId] = /(?:^|\/)[0-9a-f]{32}-FHIR_(IMPORT|EXPORT)-([0-9a-f]{32})\//.exec(key) ?? [];
  if (kind !== undefined && jobId !== undefined) return { kind: kind === "IMPORT" ? "import" : "export", jobId };
  const [, analysed] = /^analytics\/([0-9a-f]{32})\//.exec(key) ?? [];
  if (analysed !== undefined) return { kind: "analytics", jobId: analysed };
  const [, converted] =
    /^(?:fhir\/converted|converted\/unmapped|converted\/receipts|quarantine)\/([0-9a-f]{32})[0-9a-f]{32}[./]/.exec(
      key,
    ) ?? [];
  return converted === undefined ? undefined : { kind: "convert", jobId: converted };
}

/** Name and version of the running function (Lambda Developer Guide, "Defined runtime environment variables"). */
export function runningCode(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return `${env["AWS_LAMBDA_FUNCTION_NAME"] ?? "unnamed"}:${env["AWS_LAMBDA_FUNCTION_VERSION"] ?? "unpublished"}`;
}

export interface Lineage {
  /** Writes a step down; again with the same content changes nothing. */
  record(record: LineageRecord): Promise<void>;
}
