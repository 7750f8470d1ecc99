import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Command } from "commander";
import pc from "picocolors";
import type { Collected, Scope } from "../reports/sources/collection";
import { AWS_SOURCES, collectFromAws, type AwsSourceName } from "../reports/sources/collect";
import { CredentialsError } from "../reports/sources/paged-call";
import { NO_CREDENTIALS, whoAsks } from "./aws-caller";
import { collecting } from "./aws-clients";
import { fromLedger, fromOcsf, fromState, type Settings } from "./evidence-collect-files";
import { list, regions, sources, time } from "./evidence-collect-options";
import { UserError } from "./failure";
import { readSubjectKey } from "./key-file";

interface Options {
  readonly source: readonly AwsSourceName[];
  readonly region?: readonly string[];
  readonly out: string;
  readonly resume?: true;
  readonly allowPartial?: true;
  readonly subjectKey?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly history?: true;
  readonly aggregator?: string;
  readonly state?: readonly string[];
  readonly ledger?: string;
  readonly ocsf?: readonly string[];
  readonly json?: true;
}

/** How far back CloudTrail's digests are checked where nothing else is said. */
const USUAL_DAYS = 7;

export function addEvidenceCollect(evidence: Command): void {
  evidence
    .command("collect")
    .description("read AWS, exported stacks and the ledger into evidence records; says what could not be read")
    .option("--source <names>", `of ${Object.keys(AWS_SOURCES).join(", ")}, with commas`, sources, [])
    .option("--region <names>", "regions to ask, with commas; AWS_REGION by default", regions)
    .option("--out <folder>", "folder the records are written to", ".phiguard/evidence")
    .option("--resume", "go on with a collection that was stopped")
    .option("--allow-partial", "end with zero even where something was denied or is missing")
    .option(
      "--subject-key <file>",
      "key for the names of resources, 16 bytes or more; without it one that is thrown away",
    )
    .option("--from <time>", "first moment of CloudTrail's digests and of --history, ISO 8601 UTC", time)
    .option("--to <time>", "last moment of CloudTrail's digests, ISO 8601 UTC", time)
    .option("--history", "AWS Config: the compliance of each resource since --from; a call for each")
    .option("--aggregator <name>", "AWS Config: ask this aggregator for all its accounts and regions")
    .option("--state <files>", "outputs of `pulumi stack export`, with commas", list)
    .option("--ledger <folder>", "a copy of the ledger's batches, with what the intake observed")
    .option("--ocsf <files>", "findings that another tool, such as prowler, wrote as OCSF, with commas", list)
    .option("--json", "the statements as JSON for machines")
    .action((options: Options) => collect(options));
}

async function collect(options: Options): Promise<void> {
  const { source, state = [], ocsf = [], ledger, json } = options;
  if (source.length === 0 && state.length === 0 && ocsf.length === 0 && ledger === undefined)
    throw new UserError("There is nothing to collect: name --source, --state, --ocsf or --ledger.");
  const settings = settingsOf(options);
  const collected: Collected[] = [];
  const faults: string[] = [];
  if (source.length > 0) collected.push(...(await fromAws(options, settings)));
  for (const file of state) collected.push(fromState(file, settings));
  for (const file of ocsf) collected.push(...(await fromOcsf(file, settings, (sentence) => faults.push(sentence))));
  if (ledger !== undefined) collected.push(await fromLedger(ledger, settings));
  const partial = collected.filter(({ run }) => !run.complete);
  if (json === true) process.stdout.write(`${JSON.stringify(collected, undefined, 2)}\n`);
  else process.stdout.write(textOf(collected, faults, options.out));
  if (partial.length > 0 && options.allowPartial !== true) process.exitCode = 1;
}

function settingsOf({ out, resume, subjectKey }: Options): Settings {
  return {
    out: resolve(out),
    resume: resume === true,
    now: () => new Date(),
    patience: { wait: (milliseconds) => wait(milliseconds), random: Math.random },
    ...(subjectKey === undefined ? {} : { subjectKey: readSubjectKey(subjectKey) }),
    ...(process.stderr.isTTY ? { progress } : {}),
  };
}

async function fromAws(options: Options, settings: Settings): Promise<Collected[]> {
  const asked = options.region ?? regions(process.env["AWS_REGION"] ?? process.env["AWS_DEFAULT_REGION"] ?? "");
  const [first] = asked;
  if (first === undefined)
    throw new UserError("No region is named: give --region, such as us-east-1, or set AWS_REGION.");
  try {
    const { account, principal, clockOffsetMs } = await whoAsks(first);
    const now = (): Date => new Date(Date.now() + clockOffsetMs);
    const request = {
      ...settings,
      principal,
      now,
      account,
      sources: options.source,
      regions: asked,
      period: periodOf(options, now()),
      withHistory: options.history === true,
      ...(options.aggregator === undefined ? {} : { aggregator: options.aggregator }),
      ...(clockOffsetMs === 0 ? {} : { clockAheadSeconds: Math.round(-clockOffsetMs / 1000) }),
    };
    const { awsPorts } = collecting();
    return await collectFromAws(request, awsPorts());
  } catch (error) {
    if (error instanceof CredentialsError)
      throw new UserError(`${NO_CREDENTIALS} What was collected is kept; --resume goes on.`);
    throw error;
  } finally {
    if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  }
}

/** Whole hours, so that a collection that goes on within the hour asks for the same. */
function periodOf({ from, to }: Options, now: Date): { from: Date; to: Date } {
  const end = to ?? new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000);
  const begin = from ?? new Date(end.getTime() - USUAL_DAYS * 86_400_000);
  if (begin >= end) throw new UserError(`--from ${begin.toISOString()} does not lie before --to ${end.toISOString()}.`);
  return { from: begin, to: end };
}

function textOf(collected: readonly Collected[], faults: readonly string[], out: string): string {
  const lines = collected.map(({ run }) => {
    const state = run.complete ? pc.green("complete") : pc.red(`partial: ${run.missing.join("; ")}`);
    return `${run.source}  ${run.account}  ${run.region}  ${run.records} records  ${state}`;
  });
  const partial = collected.filter(({ run }) => !run.complete).length;
  const whole =
    partial === 0
      ? "all that was asked for was read"
      : `${partial} of ${collected.length} are partial: what they do not show is undetermined`;
  return `${[...faults, ...lines].join("\n")}\n${out}: ${whole}.\n`;
}

function progress({ source, region }: Scope, records: number): void {
  process.stderr.write(`\r\u001b[K${source} ${region}: ${records} records`);
}
