import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { engineCommand } from "./engine-command";
import type { CliEngine } from "./engine";
import { readEventLog, type EngineEvents } from "./engine-events";
import type { Places } from "./places";

/** How a preview ended and what the engine said. */
export interface PreviewOutcome extends Omit<EngineEvents, "types"> {
  /** The engine alone tells types. */
  types?: EngineEvents["types"];
  stack: string;
  /** Exit code of the engine: 0 only when the program ran and no policy blocked. */
  exitCode: number;
  durationMs: number;
  /** The engine's own last words, for a failure that left no event (a wrong passphrase, an unreadable project). */
  words: string;
}

export interface PreviewRequest {
  stack: string;
  /** Folder of the policy pack; none: a preview without policies. */
  pack?: string;
  /** Folder the pack writes its records to. */
  evidence?: string;
  /** Folder of the project; the checkout by default. */
  cwd?: string;
}

/** The flag for the event log exists only together with this variable; the Automation API sets it, too. */
export const EVENT_LOG_ENV = { PULUMI_DEBUG_COMMANDS: "true" } as const;

/** Previews one stack on the engine without showing its output. */
export async function runPreview(
  places: Places,
  engine: CliEngine,
  request: PreviewRequest,
  env: NodeJS.ProcessEnv,
): Promise<PreviewOutcome> {
  fs.mkdirSync(places.data, { recursive: true });
  const scratch = fs.mkdtempSync(path.join(places.data, "preview-"));
  const eventLog = path.join(scratch, "events.jsonl");
  const args = ["preview", "--stack", request.stack, "--non-interactive", "--color", "never", "--event-log", eventLog];
  if (request.pack !== undefined) args.push("--policy-pack", request.pack);
  const started = Date.now();
  try {
    const run = engineCommand(places, engine, args, env, request.cwd);
    const child = spawn(run.command, run.args, {
      cwd: run.cwd,
      env: {
        ...run.env,
        ...EVENT_LOG_ENV,
        ...(request.evidence === undefined ? {} : { PHIGUARD_EVIDENCE: request.evidence }),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let words = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => (words = (words + chunk.toString()).slice(-4000)));
    }
    const stop = (signal: NodeJS.Signals): void => void child.kill(signal);
    process.on("SIGINT", stop).on("SIGTERM", stop);
    try {
      const exitCode = await new Promise<number>((resolve, reject) => {
        child.once("error", reject);
        child.once("close", (code) => resolve(code ?? 130));
      });
      return {
        ...readEventLog(eventLog),
        stack: request.stack,
        exitCode,
        durationMs: Date.now() - started,
        words: words.replace(/^.*from \$PATH at.*$\n?/gm, "").trim(),
      };
    } finally {
      process.off("SIGINT", stop).off("SIGTERM", stop);
    }
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}
