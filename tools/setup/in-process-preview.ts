import { spawn } from "node:child_process";
import { withoutCredentials } from "./environment";
import type { PolicyFinding } from "./engine-events";
import type { Places } from "./places";
import type { PreviewOutcome } from "./preview-run";

/** What `phiguard policies test --json` prints, as far as it is used here. */
interface JudgedProgram {
  resources: number;
  messages: { severity: string; text: string; urn?: string }[];
  findings: { rule: string; severity: string; level: string; urn: string; message: string }[];
}

/** Previews a stack without an engine: the command line runs the same program and pack on the small engine of its own. */
export async function previewInProcess(
  places: Places,
  stack: string,
  evidence: string,
  env: NodeJS.ProcessEnv,
): Promise<PreviewOutcome> {
  const started = Date.now();
  const args = [places.cli, "policies", "test", places.root, "--stack", stack, "--evidence", evidence, "--json"];
  const child = spawn(process.execPath, args, {
    cwd: places.root,
    env: withoutCredentials(env),
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(-4000)));
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 130));
  });
  const judged = parseJudged(stdout);
  return {
    stack,
    exitCode,
    durationMs: Date.now() - started,
    words: stderr.trim(),
    changes: judged === undefined ? undefined : { create: judged.resources },
    errors: (judged?.messages ?? [])
      .filter(({ severity }) => severity === "error")
      .map(({ text, urn = "" }) => ({ urn, message: text })),
    findings: (judged?.findings ?? []).map(({ rule, urn, message, level, severity }) => ({
      policy: rule,
      urn,
      message,
      level: level as PolicyFinding["level"],
      severity,
    })),
  };
}

/** The command's answer; undefined when it broke off before giving one. */
function parseJudged(text: string): JudgedProgram | undefined {
  try {
    return JSON.parse(text) as JudgedProgram;
  } catch {
    return undefined;
  }
}
