import { existsSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { Command } from "commander";
import pc from "picocolors";
import { ruleInfos } from "../policies/catalog";
import { awsChecks } from "../policies/controls/aws-checks";
import { ruleExamples } from "../policies/examples";
import { defaultEnforcement } from "../policies/judge";
import { packs } from "../policies/packs";
import { peersOf } from "../policies/peers";
import type { RuleInfo } from "../policies/rule";
import { nearest, UserError } from "./failure";
import { withCiOutputs, writeCiOutputs, type CiOutputs } from "./ci-outputs";
import { judgeProgram, judgeState } from "./judged";
import { forPeople, machineReadable } from "./judged-output";
import { readPackConfig } from "./pack-config";

export function addPolicies(program: Command): void {
  const policies = program.command("policies").description("find a rule, read it, judge a program");
  policies
    .command("list")
    .description("list the rules")
    .option("--pack <name>", `only the rules of one pack (${Object.keys(packs).join(", ")})`)
    .option("--json", "one JSON array for machines")
    .action((options: { pack?: string; json?: true }) => list(options));
  policies
    .command("matrix")
    .description("how much of other tools' checks the rules cover")
    .option("--json", "JSON for machines")
    .action((options: { json?: true }) => matrix(options.json === true));
  policies
    .command("explain <rule>")
    .description("what a rule asks, why, which citation, and the fix")
    .option("--json", "JSON for machines")
    .action((id: string, options: { json?: true }) => explain(id, options.json === true));
  const test = policies
    .command("test [program]")
    .description(
      "judge a Pulumi project, one program file, or an exported state, without the Pulumi CLI and an account",
    )
    .option("--program <path>", "the same as the argument: a project's folder or a program file")
    .option("--state <file>", "judge the output of pulumi stack export; - is standard input")
    .option("--stack <name>", "the stack whose configuration is used; the project's only one by default")
    .option("--pack <name>", "the pack that judges", "hipaa")
    .option("--config <file>", "levels and settings of rules, as for pulumi preview --policy-pack-config")
    .option("--evidence <folder>", "write evidence records there")
    .option("--json", "JSON for machines");
  withCiOutputs(test).action(testStack);
}

interface TestOptions extends CiOutputs {
  readonly program?: string;
  readonly state?: string;
  readonly stack?: string;
  readonly pack: string;
  readonly config?: string;
  readonly evidence?: string;
  readonly json?: true;
}

async function testStack(argument: string | undefined, options: TestOptions): Promise<void> {
  const named = argument ?? options.program;
  if ((named === undefined) === (options.state === undefined))
    throw new UserError("Name a program, or an exported state with --state: one of the two.");
  const pack = packNamed(options.pack);
  const config = options.config === undefined ? new Map() : readPackConfig(options.config, pack);
  const judging = { pack, config, ...(options.evidence === undefined ? {} : { evidence: options.evidence }) };
  const program = named === undefined ? undefined : programAt(named);
  const judged =
    program === undefined
      ? judgeState(options.state ?? "-", judging)
      : await judgeProgram({ ...program, ...(options.stack === undefined ? {} : { stack: options.stack }) }, judging);
  const written = writeCiOutputs(options, judged.records, program?.projectDir ?? ".", program?.program);
  process.stdout.write(
    options.json === true ? `${JSON.stringify(machineReadable(judged), null, 2)}\n` : forPeople(judged),
  );
  if (options.json !== true) for (const file of written) process.stdout.write(`Written: ${file}\n`);
  process.exitCode = judged.exitCode;
}

/** A project's folder, or a program file in the project it stands in. */
function programAt(given: string): { projectDir: string; program?: string } {
  const found = statSync(given, { throwIfNoEntry: false });
  if (found === undefined)
    throw new UserError(`${given} does not exist; name a Pulumi project's folder or a program file.`);
  if (found.isFile()) return { projectDir: resolve(dirname(given)), program: basename(given) };
  if (!existsSync(resolve(given, "Pulumi.yaml"))) {
    throw new UserError(`${given} is no Pulumi project: it has no Pulumi.yaml.`);
  }
  return { projectDir: resolve(given) };
}

function packNamed(name: string): (typeof packs)[string] & object {
  const pack = packs[name];
  if (pack === undefined) throw new UserError(`There is no pack "${name}"; there is ${Object.keys(packs).join(", ")}.`);
  return pack;
}

interface Listed extends Pick<RuleInfo, "id" | "title" | "types" | "scope" | "severity" | "controls"> {
  readonly packs: readonly string[];
}

function list({ pack, json }: { pack?: string; json?: true }): void {
  const chosen = pack === undefined ? undefined : new Set(packNamed(pack).rules.map(({ id }) => id));
  const rows: Listed[] = ruleInfos()
    .filter(({ id }) => chosen === undefined || chosen.has(id))
    .map(({ id, title, types, scope, severity, controls }) => ({
      id,
      title,
      types,
      scope,
      severity,
      controls,
      packs: packsOf(id),
    }));
  if (json === true) {
    process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
    return;
  }
  const width = Math.max(...rows.map(({ id }) => id.length));
  for (const row of rows) process.stdout.write(`${row.id.padEnd(width)}  ${row.severity.padEnd(8)}  ${row.title}\n`);
  process.stdout.write(`${rows.length} rules; phiguard policies explain <rule> tells more.\n`);
}

function packsOf(id: string): string[] {
  return Object.entries(packs)
    .filter(([, pack]) => pack.rules.some((rule) => rule.id === id))
    .map(([name]) => name);
}

function explain(id: string, json: boolean): void {
  const infos = ruleInfos();
  const rule = infos.find((info) => info.id === id);
  if (rule === undefined) {
    const near = nearest(
      id,
      infos.map((info) => info.id),
    );
    throw new UserError(
      `There is no rule "${id}".${near.length > 0 ? ` Near it: ${near.join(", ")}.` : ""} phiguard policies list shows all.`,
    );
  }
  if (json) {
    process.stdout.write(
      `${JSON.stringify({ ...rule, packs: packsOf(id), examples: ruleExamples[id] ?? {} }, null, 2)}\n`,
    );
    return;
  }
  const { hipaa = [], nistCsf = [], soc2 = [] } = rule.controls;
  const rows: [string, string][] = [
    [
      "Severity",
      `${rule.severity}; ${defaultEnforcement(rule, false) === "mandatory" ? "blocks" : "advises"} by default`,
    ],
    [
      "Judges",
      `${rule.scope === "resource" ? "one resource on its own inputs" : "a relation between resources"}: ${rule.types.join(", ")}`,
    ],
    ["Breach", `a resource that ${rule.says}`],
    ["Fix", rule.fix],
    ...(rule.why === undefined ? [] : ([["Why", rule.why]] as [string, string][])),
    ["HIPAA", hipaa.map((citation) => `45 CFR ${citation}`).join(", ")],
    ["NIST CSF", nistCsf.join(", ")],
    ["SOC 2", soc2.join(", ")],
    ["Source", rule.source],
    ["Packs", packsOf(id).join(", ")],
    ...(rule.config ?? []).map(({ name, description, fallback }): [string, string] => [
      "Setting",
      `${name}: ${description} Default: ${String(fallback)}.`,
    ]),
    ["Remedy", rule.remedy === undefined ? "" : `set ${Object.keys(rule.remedy).join(", ")}`],
  ];
  process.stdout.write(`${pc.bold(rule.id)}\n${rule.title}\n\n`);
  for (const [name, text] of rows) if (text !== "") process.stdout.write(`${`${name}:`.padEnd(11)}${text}\n`);
  const { pass, fail } = ruleExamples[id] ?? {};
  if (pass !== undefined) process.stdout.write(`\n${pc.green("Passes")}\n${indented(pass)}\n`);
  if (fail !== undefined) process.stdout.write(`\n${pc.red("Fails")}\n${indented(fail)}\n`);
}

function indented(code: string): string {
  return code
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
}

function matrix(json: boolean): void {
  const peers = peersOf(awsChecks(), ruleInfos());
  if (json) {
    process.stdout.write(`${JSON.stringify(peers, null, 2)}\n`);
    return;
  }
  const width = Math.max(...peers.map(({ name }) => name.length));
  for (const { name, checks, covered, missing } of peers) {
    const share = ((covered / checks) * 100).toFixed(1).padStart(5);
    process.stdout.write(`${name.padEnd(width)}  ${share} %  ${covered} of ${checks}\n`);
    if (missing.length > 0 && missing.length <= 20)
      process.stdout.write(`${"".padEnd(width)}  missing: ${missing.join(", ")}\n`);
  }
}
