import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import * as path from "node:path";
import pc from "picocolors";
import type { Engine } from "./engine";
import { SetupError } from "./errors";
import { writeWhole } from "./files";
import { previewInProcess } from "./in-process-preview";
import type { Places } from "./places";
import { runPreview, type PreviewOutcome } from "./preview-run";
import { duration, type Progress } from "./progress";
import { projectAt, stacksOf } from "./stacks";

/** Findings shown in full for a blocked stack; the report holds all of them. */
const MOST_SHOWN = 20;
/** Lines shown of one message. */
const MOST_LINES = 20;

/**
 * The main job: a preview of every stack with the HIPAA pack, evidence, report.
 * @returns 0 when every preview ended 0 and the report was written.
 */
export async function start(
  places: Places,
  engine: Engine,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<number> {
  const wrong = args.find((arg) => arg !== "--json");
  if (wrong !== undefined) throw new SetupError(`npm start knows the option --json only; got "${wrong}".`);
  const stacks = stacksOf(projectAt(places.root));
  if (stacks.length === 0) throw new SetupError(`${places.root} has no Pulumi.<stack>.yaml: nothing to preview.`);

  if (engine.kind === "in-process") {
    progress.note(
      `There is no Pulumi engine here (${engine.reason}). The programs and the pack run in-process instead.`,
    );
  }
  const runId = newRunId();
  const evidence = path.join(places.data, "evidence", runId);
  const outcomes = await progress.during(`previewing ${stacks.join(" and ")} with the HIPAA pack`, () =>
    Promise.all(
      stacks.map((stack) => {
        const folder = path.join(evidence, stack);
        if (engine.kind === "in-process") return previewInProcess(places, stack, folder, env);
        return runPreview(places, engine, { stack, pack: path.join(places.packs, "hipaa"), evidence: folder }, env);
      }),
    ),
  );
  writeWhole(
    path.join(places.data, "evidence", "latest.json"),
    `${JSON.stringify({ runId, folder: evidence, stacks }, undefined, 2)}\n`,
  );
  const report = makeReport(places, evidence, args.includes("--json"));
  const engineName = engine.kind === "in-process" ? "in-process" : `Pulumi ${engine.version} (${engine.kind})`;
  if (args.includes("--json")) {
    const stacksJson = outcomes.map(({ words: _, ...outcome }) => outcome);
    const json = { runId, engine: engineName, evidence, stacks: stacksJson, report: report.json };
    process.stdout.write(`${JSON.stringify(json, undefined, 2)}\n`);
  } else {
    for (const outcome of outcomes) process.stdout.write(failureText(outcome));
    const lines = [`Engine: ${engineName}; stand-ins take the place of AWS.`, ...outcomes.map(stackLine), report.text];
    process.stdout.write(`${lines.join("\n").trimEnd()}\n`);
  }
  const failed = outcomes.find((outcome) => outcome.exitCode !== 0);
  return failed !== undefined ? 1 : report.exitCode;
}

/** Sorts by time; two runs of one second differ in the last part. */
function newRunId(): string {
  const time = new Date().toISOString().replace(/[-:]/g, "").replace(/\.\d+/, "");
  return `${time}-${randomBytes(2).toString("hex")}`;
}

/** Calls the command line as a user would: `phiguard evidence report`. */
function makeReport(
  places: Places,
  evidence: string,
  json: boolean,
): { exitCode: number; text: string; json: unknown } {
  const out = path.join(places.data, "reports", "latest");
  // What people read; `evidence report` by itself writes the formats for machines, too, which are larger.
  const formats = ["--format", "html,json,csv"];
  const args = [
    places.cli,
    "evidence",
    "report",
    "--evidence",
    evidence,
    "--out",
    out,
    ...formats,
    ...(json ? ["--json"] : []),
  ];
  const result = spawnSync(process.execPath, args, {
    cwd: places.root,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
    maxBuffer: 1 << 28,
  });
  const exitCode = result.status ?? 1;
  const text = exitCode === 0 ? result.stdout.trim() : "There is no report; the reason is above.";
  return { exitCode, text, json: json && exitCode === 0 ? (JSON.parse(result.stdout) as unknown) : undefined };
}

function stackLine(outcome: PreviewOutcome): string {
  const blocking = blockers(outcome).length;
  const advisory = outcome.findings.filter((finding) => finding.level === "advisory").length;
  const state = outcome.exitCode === 0 ? pc.green("not blocked") : blocking > 0 ? pc.red("blocked") : pc.red("failed");
  const findings = `${blocking} blocking and ${advisory} advisory findings`;
  return `${outcome.stack}: ${state}; ${findings}; ${duration(outcome.durationMs)}`;
}

function blockers(outcome: PreviewOutcome): PreviewOutcome["findings"] {
  return outcome.findings.filter((finding) => finding.level === "mandatory");
}

/** What the engine said of a preview that did not end well; empty for one that did. */
function failureText(outcome: PreviewOutcome): string {
  if (outcome.exitCode === 0) return "";
  const found = [
    ...outcome.errors.map(({ urn, message }) => [nameOf(urn), message]),
    ...blockers(outcome).map(({ policy, urn, message }) => [`${nameOf(urn)} breaks ${policy}`, message]),
  ];
  const shown = found.slice(0, MOST_SHOWN).map(([what, message]) => `  ${what}\n${indent(message ?? "")}`);
  if (found.length > shown.length) shown.push(`  and ${found.length - shown.length} more, in the report`);
  if (found.length === 0) shown.push(indent(outcome.words));
  if (/incorrect passphrase/.test(outcome.words)) {
    shown.push(
      indent(
        "This local state was made with another passphrase: unset PULUMI_CONFIG_PASSPHRASE, or delete .phiguard/.",
      ),
    );
  }
  return `${pc.bold(`The preview of ${outcome.stack} ended with exit code ${outcome.exitCode}:`)}\n${shown.join("\n")}\n\n`;
}

/** At most MOST_LINES of a text, indented; a trace through the SDK can be very long. */
function indent(text: string): string {
  const lines = text.split("\n");
  const shown = lines.length > MOST_LINES ? [...lines.slice(0, MOST_LINES), "..."] : lines;
  return shown.map((line) => `    ${line}`).join("\n");
}

/** Type and name of a URN: `urn:pulumi:dev::phiguard::a$aws:s3/bucket:Bucket::logs` gives `aws:s3/bucket:Bucket logs`. */
function nameOf(urn: string): string {
  const [, , types = "", name = ""] = urn.split("::");
  return urn === "" ? "The program" : `${types.split("$").at(-1)} ${name}`;
}
