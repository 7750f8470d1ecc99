import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type * as LineageAdapters from "../lambdas/lineage/adapters";
import {
  JOB_KINDS,
  jobOfObject,
  LINEAGE_PREFIX,
  recordsIn,
  type JobName,
  type LineageInput,
} from "../lambdas/lineage/record";
import { traceBack, traceOnward, type LineageReader, type Trace, type TracedJob } from "../lambdas/lineage/trace";
import type * as S3Adapters from "../lambdas/s3/adapters";
import { faultOf, nameOf } from "../reports/sources/aws-errors";
import { NO_CREDENTIALS, regionOf } from "./aws-caller";
import { UserError } from "./failure";

export interface LineageOptions {
  readonly from: string;
  readonly onward?: true;
  readonly region?: string;
  readonly json?: true;
}

/** Inputs of a job that are named on the screen; `--json` has all. */
const SHOWN = 20;

/** Tells where an object or a job's outputs came from, or what was made of them. Ends non-zero where a record is missing on the way. */
export async function showLineage(asked: string, options: LineageOptions): Promise<void> {
  const reader = readerOf(options);
  try {
    const trace = await traceOf(reader, asked, options);
    process.stdout.write(
      options.json === true ? `${JSON.stringify({ asked, ...trace })}\n` : textOf(asked, trace, options),
    );
    if (trace.missing.length > 0) process.exitCode = 1;
  } catch (error) {
    if (error instanceof UserError) throw error;
    if (error instanceof RangeError) throw new UserError(`${error.message}.`);
    throw new UserError(
      faultOf(error) === "credentials"
        ? NO_CREDENTIALS
        : `The records in ${options.from} could not be read (${nameOf(error)}); nothing is known of it.`,
    );
  }
}

async function traceOf(reader: LineageReader, asked: string, { from, onward }: LineageOptions): Promise<Trace> {
  const [, key] = /^s3:\/\/[^/]+\/(.+)$/.exec(asked) ?? [];
  if (key !== undefined) {
    if (onward === true) return traceOnward(reader, asked);
    const job = jobOfObject(key);
    return job === undefined ? { jobs: [], roots: [{ uri: asked }], missing: [] } : traceBack(reader, job);
  }
  const job = await jobNamed(reader, asked.replace(LINEAGE_PREFIX, "").replace(/\/$/, ""));
  if (job === undefined)
    throw new UserError(
      `No record in ${from} is of a job ${JSON.stringify(asked)}; name an object (s3://...) or a job.`,
    );
  return onward === true ? traceOnward(reader, job) : traceBack(reader, job);
}

/** A job by its id, or by `<kind>/<id>` as it stands in the metadata of what it wrote. */
async function jobNamed(reader: LineageReader, asked: string): Promise<JobName | undefined> {
  for (const kind of JOB_KINDS) {
    const jobId = asked.startsWith(`${kind}/`) ? asked.slice(kind.length + 1) : asked;
    if (/^[\w.-]+$/.test(jobId) && (await reader.below(`${kind}/${jobId}/`)).length > 0) return { kind, jobId };
  }
  return undefined;
}

function readerOf({ from, region }: LineageOptions): LineageReader {
  const [, bucket] = /^s3:\/\/([a-z0-9.-]{3,63})\/?$/.exec(from) ?? [];
  if (bucket !== undefined) {
    const place = regionOf(region);
    // The client takes longer to load than everything else.
    /* eslint-disable @typescript-eslint/no-require-imports -- an import would load it at once */
    const { s3Client } = require("../lambdas/s3/adapters") as typeof S3Adapters;
    const { s3LineageReader } = require("../lambdas/lineage/adapters") as typeof LineageAdapters;
    /* eslint-enable @typescript-eslint/no-require-imports */
    return s3LineageReader(s3Client(place), bucket);
  }
  if (!(statSync(from, { throwIfNoEntry: false })?.isDirectory() ?? false))
    throw new UserError(
      `--from takes a bucket, such as s3://phiguard-prod-fhir-output, or a folder of records; got ${JSON.stringify(from)}.`,
    );
  return folderReader(from);
}

/** Records that were copied from the bucket, in whatever folders below. */
function folderReader(folder: string): LineageReader {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ndjson") && statSync(join(folder, name)).isFile())
    .sort();
  if (files.length === 0) throw new UserError(`${folder} holds no records: no file ends with .ndjson.`);
  const records = files.flatMap((name) => recordsIn(readFileSync(join(folder, name), "utf8"), join(folder, name)));
  return { below: async (prefix) => records.filter(({ kind, jobId }) => `${kind}/${jobId}/`.startsWith(prefix)) };
}

function textOf(asked: string, { jobs, roots, missing }: Trace, { onward }: LineageOptions): string {
  const lines = [asked, ...jobs.flatMap(jobLines)];
  if (jobs.length === 0 && onward === true) lines.push("  no job has read it");
  if (roots.length > 0)
    lines.push("no job made these; they were put there:", ...roots.map((input) => `  ${inputText(input)}`));
  if (missing.length > 0)
    lines.push("nothing is written down of these jobs:", ...missing.map(({ kind, jobId }) => `  ${kind} ${jobId}`));
  return `${lines.join("\n")}\n`;
}

function jobLines({ kind, jobId, steps, inputs }: TracedJob): string[] {
  const last = steps.at(-1);
  const code = [...new Set(steps.map((one) => one.code))].join(", ");
  const more = inputs.length - SHOWN;
  return [
    `  ${kind} ${jobId}: ${last?.step ?? ""} ${last?.at ?? ""}, by ${code}`,
    ...(last === undefined || last.output === "" ? [] : [`    to   ${last.output}`]),
    ...inputs.slice(0, SHOWN).map((input) => `    from ${inputText(input)}`),
    ...(more > 0 ? [`    and ${more} more, which --json has`] : []),
  ];
}

const inputText = ({ uri, version }: LineageInput): string =>
  version === undefined ? uri : `${uri}, version ${version}`;
