import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { builtEngine, buildEngine } from "./engine-build";
import { downloadEngine, downloadedEngine, failedDownload } from "./engine-download";
import { isAtLeast, OLDEST_ENGINE } from "./engine-version";
import { SetupError } from "./errors";
import type { Places } from "./places";
import type { Progress } from "./progress";

/** The Pulumi engine a run uses. */
export type Engine = CliEngine | { kind: "in-process"; reason: string };

export interface CliEngine {
  kind: "path" | "download" | "build";
  /** Absolute path of the `pulumi` executable. */
  command: string;
  /** As the executable prints it, e.g. `v3.250.0`. */
  version: string;
}

const CHOICES = ["path", "download", "build", "in-process"] as const;
type Choice = (typeof CHOICES)[number];

/**
 * Finds an engine: `pulumi` on PATH, else the official CLI through its npm package, else the CLI built with Go, else
 * none (the in-process run). PHIGUARD_ENGINE forces one of them.
 * @throws SetupError for an unknown PHIGUARD_ENGINE, a CLI that is too old, or a forced source that gives none.
 */
export async function findEngine(places: Places, env: NodeJS.ProcessEnv, progress: Progress): Promise<Engine> {
  const forced = forcedChoice(env["PHIGUARD_ENGINE"]);
  if (forced === "in-process") return { kind: "in-process", reason: "PHIGUARD_ENGINE=in-process asks for it" };

  if (forced === undefined || forced === "path") {
    const found = engineOnPath(env);
    if (found !== undefined) return found;
    if (forced === "path") throw new SetupError("PHIGUARD_ENGINE=path, but there is no pulumi on PATH.");
  }
  if (forced === "download") {
    const result = downloadedEngine(places) ?? (await downloadEngine(places, env, progress));
    if ("reason" in result) throw new SetupError(`PHIGUARD_ENGINE=download, but ${result.reason}.`);
    return result;
  }
  if (forced === "build") {
    const result = builtEngine(places) ?? (await buildEngine(places, env, progress));
    if ("reason" in result) throw new SetupError(`PHIGUARD_ENGINE=build, but ${result.reason}.`);
    return result;
  }

  const ready = downloadedEngine(places) ?? builtEngine(places);
  if (ready !== undefined) return ready;
  const downloaded = failedDownload(places) ?? (await downloadEngine(places, env, progress));
  if (!("reason" in downloaded)) return downloaded;
  progress.note(`No official Pulumi CLI: ${downloaded.reason}. Building it with Go instead.`);
  const built = await buildEngine(places, env, progress);
  if (!("reason" in built)) return built;
  return { kind: "in-process", reason: `${downloaded.reason}, and ${built.reason}` };
}

function forcedChoice(value: string | undefined): Choice | undefined {
  if (value === undefined || value === "") return undefined;
  const choice = CHOICES.find((name) => name === value);
  if (choice === undefined) {
    throw new SetupError(`PHIGUARD_ENGINE must be one of ${CHOICES.join(", ")}; got "${value}".`);
  }
  return choice;
}

/**
 * The first `pulumi` on PATH. Folders of npm (node_modules/.bin) do not count: npm puts them on PATH for a script, and
 * what lies there is not the user's own CLI.
 * @throws SetupError when it is older than supported or does not tell its version.
 */
export function engineOnPath(env: NodeJS.ProcessEnv): CliEngine | undefined {
  const command = (env["PATH"] ?? "")
    .split(path.delimiter)
    .filter((folder) => folder !== "" && !/node_modules[/\\]\.bin[/\\]?$/.test(folder))
    .map((folder) => path.resolve(folder, process.platform === "win32" ? "pulumi.exe" : "pulumi"))
    .find(isExecutable);
  if (command === undefined) return undefined;
  const version = versionOf(command);
  if (!isAtLeast(version, OLDEST_ENGINE)) {
    throw new SetupError(
      `${command} is Pulumi ${version || "without a version"}; wanted is ${OLDEST_ENGINE} or newer. ` +
        `Update it (pulumi.com/docs/install), take it off PATH, or set PHIGUARD_ENGINE=build to use one made from source.`,
    );
  }
  return { kind: "path", command, version };
}

/** What `pulumi version` prints; empty when it fails. */
export function versionOf(command: string): string {
  const result = spawnSync(command, ["version"], {
    encoding: "utf8",
    timeout: 30_000,
    env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
  });
  return result.status === 0 ? result.stdout.trim() : "";
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}
