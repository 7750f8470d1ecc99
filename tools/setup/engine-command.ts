import { spawn, spawnSync } from "node:child_process";
import * as path from "node:path";
import { readEngineArguments, runsStack, type EngineArguments } from "./engine-arguments";
import { credentialFreeEnvironment, hasPassphrase } from "./environment";
import type { CliEngine } from "./engine";
import type { Places } from "./places";
import { prepareStack, projectAt, stacksOf, type Project } from "./stacks";

/** A command of the engine, ready to start. */
export interface EngineCommand {
  command: string;
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
}

/**
 * Puts a command line for the engine into the credential-free environment. Stacks with a configuration file are made
 * on demand; commands that run one get the copy of that file. Everything else is the user's, unchanged.
 * @param args as typed after `pulumi`.
 * @param cwd folder the command runs in.
 */
export function engineCommand(
  places: Places,
  engine: CliEngine,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  cwd: string = places.root,
): EngineCommand {
  const wantsDebug = args.some((arg) => ["--debug", "-d", "--logtostderr", "--logflow"].includes(arg));
  const runEnv = {
    ...credentialFreeEnvironment(places, engine, env),
    ...(wantsDebug ? { PHIGUARD_SDK_DEBUG: "1" } : {}),
  };
  return { command: engine.command, args: withStack(places, engine, args, env, runEnv, cwd), cwd, env: runEnv };
}

function withStack(
  places: Places,
  engine: CliEngine,
  args: readonly string[],
  userEnv: NodeJS.ProcessEnv,
  runEnv: NodeJS.ProcessEnv,
  cwd: string,
): string[] {
  const read = readEngineArguments(args);
  if (read.command === undefined || args.includes("--help") || args.includes("-h")) return [...args];
  // The engine would delete the stack's committed configuration together with the local state.
  if (read.command === "stack" && (read.subcommand === "rm" || read.subcommand === "remove")) {
    return [...args, "--preserve-config"];
  }
  const folder = path.resolve(cwd, read.cwd ?? ".");
  const stack = read.stack ?? userEnv["PULUMI_STACK"] ?? selectedStack(engine, read, folder, runEnv);
  if (stack === undefined || isMaking(read)) return [...args];
  const project = projectIfAny(folder);
  if (project === undefined || !stacksOf(project).includes(stack)) return [...args]; // the engine says what is missing
  const { configFile } = prepareStack(places, engine, project, stack, runEnv, hasPassphrase(userEnv));
  return runsStack(read) && !read.hasConfigFile ? withConfigFile(args, configFile) : [...args];
}

function withConfigFile(args: readonly string[], file: string): string[] {
  const end = args.indexOf("--");
  const at = end < 0 ? args.length : end;
  return [...args.slice(0, at), "--config-file", file, ...args.slice(at)];
}

function isMaking(args: EngineArguments): boolean {
  return args.command === "stack" && ["init", "new"].includes(args.subcommand ?? "");
}

/** The stack selected earlier with `pulumi stack select`; asked of the engine, and only where it matters. */
function selectedStack(
  engine: CliEngine,
  args: EngineArguments,
  cwd: string,
  env: NodeJS.ProcessEnv,
): string | undefined {
  if (!runsStack(args)) return undefined;
  const result = spawnSync(engine.command, ["stack", "--show-name", "--non-interactive"], {
    cwd,
    env,
    encoding: "utf8",
  });
  return result.status === 0 ? result.stdout.trim() : undefined;
}

function projectIfAny(folder: string): Project | undefined {
  try {
    return projectAt(folder);
  } catch {
    return undefined; // the engine has its own words for a missing or broken Pulumi.yaml
  }
}

/** Runs the engine on this process's own terminal. @returns its exit code; 128 + n when a signal ended it. */
export async function runAttached(run: EngineCommand): Promise<number> {
  // On a terminal Ctrl-C reaches the engine by itself. Elsewhere it gets a group of its own and each signal once.
  // Again within a second it is the same signal, come a second time through npm.
  const alone = process.stdin.isTTY !== true;
  let lastSignalAt = 0;
  const child = spawn(run.command, run.args, { cwd: run.cwd, env: run.env, stdio: "inherit", detached: alone });
  const forward = (signal: NodeJS.Signals): void => {
    const isRepeated = Date.now() - lastSignalAt < 1000;
    lastSignalAt = Date.now();
    if ((alone || signal !== "SIGINT") && !isRepeated) child.kill(signal);
  };
  const signals: NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];
  for (const signal of signals) process.on(signal, forward);
  try {
    return await new Promise<number>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 130 : 143)));
    });
  } finally {
    for (const signal of signals) process.off(signal, forward);
  }
}
