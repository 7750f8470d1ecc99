import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import type { Command } from "commander";
import pc from "picocolors";
import { ruleInfos } from "../policies/catalog";
import { publishFindings, type Published } from "../reports/publish";
import type { Target } from "../reports/publish/finding";
import { CredentialsError } from "../reports/sources/paged-call";
import { readPolicyRecords } from "../reports/sources/policy-records";
import { NO_CREDENTIALS, regionOf, whoAsks } from "./aws-caller";
import { publishing } from "./aws-clients";
import { UserError } from "./failure";

interface Options {
  readonly evidence: string;
  readonly region?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

export function addEvidencePublish(evidence: Command): void {
  evidence
    .command("publish")
    .description("tell Security Hub the newest policy results as findings; archives what is mended")
    .option("--evidence <folder>", "folder with evidence records", ".phiguard/evidence")
    .option("--region <name>", "region of Security Hub; AWS_REGION by default")
    .option("--dry-run", "say what would be sent, and send nothing")
    .option("--json", "the outcome as JSON for machines")
    .action((options: Options) => publish(options));
}

async function publish({ evidence, region: named, dryRun, json }: Options): Promise<void> {
  const folder = resolve(evidence);
  if (!existsSync(folder))
    throw new UserError(`There is no folder ${evidence}; run a preview with PHIGUARD_EVIDENCE set, or npm start.`);
  const region = regionOf(named);
  const records = await readPolicyRecords(folder);
  if (records.evaluations.length === 0)
    throw new UserError(`${evidence} holds no policy results; nothing was published.`);
  const { account, partition } = await whoAsks(region);
  const target = { partition: partitionOf(partition), account, region };
  const patience = { wait: (milliseconds: number) => wait(milliseconds), random: Math.random };
  const asOf = new Date().toISOString();
  const request = { records, rules: ruleInfos(), target, asOf, dryRun: dryRun === true, patience };
  const { securityHubFindings } = publishing();
  let published: Published;
  try {
    published = await publishFindings(request, securityHubFindings(target));
  } catch (error) {
    if (error instanceof CredentialsError) throw new UserError(NO_CREDENTIALS);
    throw error;
  }
  process.stdout.write(
    json === true ? `${JSON.stringify(published, undefined, 2)}\n` : textOf(published, dryRun === true),
  );
  if (published.failed.length > 0 || published.listing.outcome !== "whole") process.exitCode = 1;
}

function partitionOf(name: string): Target["partition"] {
  if (name === "aws" || name === "aws-us-gov" || name === "aws-cn") return name;
  throw new UserError(`Findings can be told to Security Hub of aws, aws-us-gov and aws-cn; got ${name}.`);
}

const MOST_NAMED = 10;

function textOf({ opened, updated, resolved, unchanged, older, failed, listing }: Published, dryRun: boolean): string {
  if (listing.outcome !== "whole")
    return `${pc.red("nothing was sent")}: Security Hub's findings could not all be read (${listing.outcome}${listing.error === undefined ? "" : `, ${listing.error}`}).\n`;
  const would = dryRun ? "would be " : "";
  const lines = [
    `${opened} ${would}opened, ${updated} ${would}updated, ${resolved} ${would}archived; ${unchanged} unchanged, ${older} known newer.`,
    ...failed.slice(0, MOST_NAMED).map(({ rule, resource, code }) => `${pc.red(code)}  ${rule}  ${resource}`),
    ...(failed.length === 0 ? [] : [`${failed.length} were not taken.`]),
  ];
  return `${lines.join("\n")}\n`;
}
