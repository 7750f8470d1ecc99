import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { InvalidArgumentError, Option, type Command } from "commander";
import { ruleInfos } from "../policies/catalog";
import { FRAMEWORKS, REPORT_FORMATS, makeReport, type FrameworkName, type ReportFormat } from "../reports";
import type { Tree } from "../reports/ledger/bundle";
import { BUNDLE_FILE, readBundle } from "../reports/ledger/bundle-format";
import { HEADS, POLICY_RECORDS } from "../reports/ledger/names";
import { addComparison } from "./evidence-diff";
import { addDeployment } from "./evidence-deployment";
import { addKeeping } from "./evidence-keep";
import { addOcrPack } from "./evidence-ocr-pack";
import { addSealing } from "./evidence-seal";
import { addVerification } from "./evidence-verify";
import { addEvidenceCollect } from "./evidence-collect";
import { addIngest } from "./evidence-ingest";
import { addEvidencePublish } from "./evidence-publish";
import { UserError } from "./failure";
import { readKeyFile } from "./key-file";

interface ReportCommand {
  readonly evidence?: string;
  readonly ledger?: string;
  readonly earlier?: string;
  readonly key?: string;
  readonly framework: FrameworkName;
  readonly out: string;
  readonly organisation?: string;
  readonly papers?: true;
  readonly asOf?: string;
  readonly since?: string;
  readonly trend?: true;
  readonly period?: { readonly from: string; readonly to: string };
  readonly sampleSeed?: string;
  readonly events?: string;
  readonly format?: readonly ReportFormat[];
  readonly json?: true;
}

export function addEvidence(program: Command): void {
  const evidence = program
    .command("evidence")
    .description("evidence records: collect them, report from them, seal and verify them");
  addEvidenceCollect(evidence);
  addEvidencePublish(evidence);
  addIngest(evidence);
  evidence
    .command("report")
    .description("write the report of a framework for readers and for machines")
    .option("--evidence <folder>", "folder with evidence records (default: .phiguard/evidence)")
    .option("--ledger <folder>", "take the records from this ledger, and show that they are in it")
    .option("--earlier <folder>", "an earlier report: show that the ledger goes on from the one it was made from")
    .option("--key <file>", "private key (PEM) that signs the list of the report's files")
    .addOption(
      new Option("--framework <name>", "whose rows the report has")
        .choices(FRAMEWORKS)
        .default("hipaa" satisfies FrameworkName),
    )
    .option("--out <folder>", "folder the report is written to", ".phiguard/reports/latest")
    .option(
      "--organisation <file>",
      "documents, decisions, inherited controls and registers (YAML)",
      defaultOrganisation(),
    )
    .option("--papers", "put the organisation file and what it attaches beside the report, as they are")
    .option("--as-of <time>", "the moment the report speaks of, ISO 8601 UTC; now by default", time)
    .option("--since <time>", "show what changed since then", time)
    .option("--trend", "show the states at the ends of the months before")
    .option(
      "--period <from/to>",
      "show the minutes that each check held, such as 2026-01-01T00:00:00Z/2026-07-01T00:00:00Z",
      period,
    )
    .option(
      "--events <folder>",
      "audit events that evidence ingest wrote: show populations, gaps and samples of the period",
    )
    .option("--sample-seed <hex>", "draw samples by this published value, such as the hash of a ledger's head")
    .option("--format <list>", `which of ${REPORT_FORMATS.join(", ")}, with commas; all but pdf by default`, formats)
    .option("--json", "the summary as JSON for machines")
    .action(async (options: ReportCommand) => {
      const signer = options.key === undefined ? undefined : readKeyFile(resolve(options.key));
      const report = await makeReport({
        ...sourceOf(options),
        ...(signer === undefined ? {} : { signer }),
        ...(options.earlier === undefined ? {} : { earlier: treeOf(options.earlier, options.ledger) }),
        outDir: resolve(options.out),
        ...(options.organisation === undefined ? {} : { organisationFile: resolve(options.organisation) }),
        ...(options.papers === undefined ? {} : { papers: papersOf(options) }),
        asOf: options.asOf ?? new Date().toISOString(),
        rules: ruleInfos(),
        ...(options.format === undefined ? {} : { formats: options.format }),
        framework: options.framework,
        ...(options.since === undefined ? {} : { since: options.since }),
        ...(options.trend === undefined ? {} : { trend: options.trend }),
        ...(options.period === undefined ? {} : { period: options.period }),
        ...(options.sampleSeed === undefined ? {} : { sampleSeed: options.sampleSeed }),
        ...(options.events === undefined ? {} : { eventsDir: eventsFolder(options.events, options.period) }),
      });
      if (options.json === true) {
        process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
        return;
      }
      const signed = signer === undefined ? "unsigned (--key signs it)" : `signed by key ${signer.fingerprint}`;
      if (report.events !== undefined) {
        const { verifySeconds, querySeconds, bytes } = report.events;
        const [verified, asked] = [verifySeconds, querySeconds].map((seconds) => seconds.toFixed(1));
        process.stdout.write(
          `Audit events: ${Math.round(bytes / 1e6)} MB of files verified in ${verified} s, queries answered in ${asked} s\n`,
        );
      }
      process.stdout.write(`${report.summary}\nList of its files: ${report.paths.bundle}, ${signed}\n`);
    });
  addComparison(evidence);
  addOcrPack(evidence);
  addKeeping(evidence);
  addDeployment(evidence);
  addSealing(evidence);
  addVerification(evidence);
}

/** The folder of records, and the ledger where it lies in one. */
function sourceOf({ evidence, ledger }: ReportCommand): { evidenceDir: string; ledgerDir?: string } {
  if (evidence !== undefined && ledger !== undefined)
    throw new UserError("Name --evidence or --ledger, not both: a report draws on one of them.");
  if (ledger !== undefined) {
    if (!existsSync(join(ledger, HEADS))) throw new UserError(`${ledger} is no ledger (a folder with heads).`);
    return { evidenceDir: resolve(ledger, POLICY_RECORDS), ledgerDir: resolve(ledger) };
  }
  const folder = evidence ?? ".phiguard/evidence";
  if (existsSync(folder)) return { evidenceDir: resolve(folder) };
  throw new UserError(`There is no folder ${folder}; run a preview with PHIGUARD_EVIDENCE set, or npm start.`);
}

function papersOf({ organisation }: ReportCommand): boolean {
  if (organisation === undefined)
    throw new UserError("--papers needs --organisation: without it no paper is attached.");
  return true;
}

function eventsFolder(folder: string, period: ReportCommand["period"]): string {
  if (!existsSync(folder)) throw new UserError(`There is no folder ${folder}; evidence ingest makes one.`);
  if (period === undefined) throw new UserError("--events needs --period: populations are counted over one.");
  return resolve(folder);
}

/** The ledger's tree as an earlier report has it. */
function treeOf(folder: string, ledger: string | undefined): Tree {
  if (ledger === undefined)
    throw new UserError("--earlier needs --ledger: without one there is no tree to go on from.");
  let tree;
  try {
    tree = readBundle(readFileSync(join(folder, BUNDLE_FILE))).ledger?.head;
  } catch {
    throw new UserError(`${folder} holds no ${BUNDLE_FILE} that can be read; wanted the folder of an earlier report.`);
  }
  if (tree === undefined) throw new UserError(`The report in ${folder} was not made from a ledger.`);
  return { treeSize: tree.treeSize, rootHash: tree.rootHash };
}

/** Used when it is there and nothing else is named. */
export const ORGANISATION_FILE = "phiguard.organisation.yaml";

function defaultOrganisation(): string | undefined {
  return existsSync(ORGANISATION_FILE) ? ORGANISATION_FILE : undefined;
}

function period(text: string): { from: string; to: string } {
  const [from, to, ...more] = text.split("/");
  if (from === undefined || to === undefined || more.length > 0)
    throw new InvalidArgumentError("It must be two UTC times with a slash between them.");
  return { from: time(from), to: time(to) };
}

function time(text: string): string {
  const parsed = Date.parse(text);
  if (!/^\d{4}-\d{2}-\d{2}T.*Z$/.test(text) || Number.isNaN(parsed)) {
    throw new InvalidArgumentError("It must be a UTC time such as 2026-03-14T00:00:00Z.");
  }
  return new Date(parsed).toISOString();
}

function formats(text: string): readonly ReportFormat[] {
  const names = text.split(",").map((name) => name.trim());
  return names.map((name) => {
    const format = REPORT_FORMATS.find((known) => known === name);
    if (format === undefined) {
      throw new InvalidArgumentError(`It must be one or more of ${REPORT_FORMATS.join(", ")}; got "${name}".`);
    }
    return format;
  });
}
