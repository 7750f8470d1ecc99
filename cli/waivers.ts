import { InvalidArgumentError, type Command } from "commander";
import { isSeq, parseDocument } from "yaml";
import pc from "picocolors";
import { allRules } from "../policies/catalog";
import type { Waiver, WaiverStatus } from "../policies/record";
import { problemOf, readWaivers, WAIVER_FILE } from "../policies/waivers";
import { readIfPresent, writeWhole } from "../tools/setup/files";
import { UserError } from "./failure";

export function addWaivers(program: Command): void {
  const waivers = program.command("waivers").description("exceptions to rules: check, add, list");
  waivers
    .command("check")
    .description("read the waiver file as a run does; ends non-zero when an entry counts for nothing")
    .option("--file <file>", "the waiver file", WAIVER_FILE)
    .option("--json", "JSON for machines")
    .action(({ file, json }: { file: string; json?: true }) => check(file, json === true));
  waivers
    .command("list")
    .description("list the waivers with the days they have left")
    .option("--file <file>", "the waiver file", WAIVER_FILE)
    .option("--expiring <days>", "only those in force that end within this time, such as 30d", days)
    .option("--json", "JSON for machines")
    .action(({ file, expiring, json }: { file: string; expiring?: number; json?: true }) =>
      list(file, expiring, json === true),
    );
  waivers
    .command("add")
    .description("add an approved waiver to the file")
    .option("--file <file>", "the waiver file", WAIVER_FILE)
    .requiredOption("--id <id>", "its name, such as W-2026-07")
    .requiredOption("--rule <rule>", "id of the rule")
    .requiredOption("--resource <urn>", "URN of the resource or component, or code:<project>/<stack>")
    .requiredOption("--reason <text>", "why the rule is not met")
    .requiredOption("--owner <person>", "who answers for it")
    .requiredOption("--approver <person>", "who approved it; not the owner")
    .requiredOption("--compensating-control <text>", "what guards the data in the meantime")
    .requiredOption("--end <day>", "last UTC day it holds, YYYY-MM-DD")
    .option("--start <day>", "first UTC day it holds", today())
    .action(({ file, ...waiver }: Waiver & { file: string }) => add(file, waiver));
}

function check(file: string, json: boolean): void {
  const statuses = read(file);
  if (json) process.stdout.write(`${JSON.stringify(statuses, undefined, 2)}\n`);
  else for (const status of statuses) process.stdout.write(`${lineOf(status)}\n`);
  const useless = statuses.filter(({ kind }) => kind === "malformed" || kind === "ended").length;
  if (!json)
    process.stdout.write(
      `${file}: ${statuses.length} waivers, ${useless === 0 ? "all count" : `${useless} count for nothing`}.\n`,
    );
  if (useless > 0) process.exitCode = 1;
}

function list(file: string, within: number | undefined, json: boolean): void {
  const chosen = read(file).filter(
    (status) => within === undefined || (status.kind === "in-force" && daysLeft(status.waiver) <= within),
  );
  if (json) {
    const rows = chosen.map((status) =>
      status.kind === "malformed" ? status : { ...status, daysLeft: daysLeft(status.waiver) },
    );
    process.stdout.write(`${JSON.stringify(rows, undefined, 2)}\n`);
    return;
  }
  for (const status of chosen) process.stdout.write(`${lineOf(status)}\n`);
  process.stdout.write(
    within === undefined ? `${chosen.length} waivers.\n` : `${chosen.length} waivers end within ${within} days.\n`,
  );
}

/** Comments and order of the file stay as they are; nothing is written when the entry would count for nothing. */
function add(file: string, waiver: Waiver): void {
  const entry: Record<string, unknown> = { ...waiver };
  const problem = problemOf(entry, ruleIds());
  if (problem !== undefined) throw new UserError(`This waiver would count for nothing: ${problem}.`);
  const existing = read(file);
  if (existing.some((status) => (status.kind === "malformed" ? status.id : status.waiver.id) === waiver.id))
    throw new UserError(`${file} has a waiver ${waiver.id} already.`);
  const document = parseDocument(readIfPresent(file) ?? "waivers: []\n");
  const entries = document.get("waivers");
  if (isSeq(entries)) {
    // An empty list is written as []; with entries it reads better as a block.
    entries.flow = false;
    document.addIn(["waivers"], entry);
  } else document.set("waivers", [entry]);
  writeWhole(file, document.toString({ lineWidth: 120 }));
  process.stdout.write(`${file}: added ${waiver.id}, ${waiver.start} to ${waiver.end}.\n`);
}

function read(file: string): WaiverStatus[] {
  return readWaivers(file, file !== WAIVER_FILE, today(), ruleIds());
}

function ruleIds(): ReadonlySet<string> {
  return new Set(allRules().map(({ id }) => id));
}

function lineOf(status: WaiverStatus): string {
  if (status.kind === "malformed") return `${pc.red("malformed")}  ${status.id}: ${status.problem}`;
  const { waiver } = status;
  const left = daysLeft(waiver);
  const state = {
    "in-force": pc.green(`${left + 1} days left`),
    ended: pc.red(`ended ${waiver.end}`),
    "not-begun": `begins ${waiver.start}`,
  }[status.kind];
  return `${waiver.id}  ${state}  ${waiver.rule}  ${waiver.resource}  (${waiver.owner}, approved by ${waiver.approver})`;
}

/** Whole days from today to the last day, both UTC: 0 on the last day. */
function daysLeft({ end }: Waiver): number {
  return Math.round((Date.parse(`${end}T00:00:00Z`) - Date.parse(`${today()}T00:00:00Z`)) / 86_400_000);
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function days(text: string): number {
  const [, figure] = /^(\d+)d?$/.exec(text) ?? [];
  if (figure === undefined) throw new InvalidArgumentError("It must be a number of days, such as 30d.");
  return Number(figure);
}
