import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import type { CliEngine } from "./engine";
import { PINNED_ENGINE } from "./engine-version";
import { readIfPresent, writeWhole } from "./files";
import { withLock } from "./lock";
import type { Places } from "./places";
import type { Progress } from "./progress";

/** Time for the small npm package. */
const PACKAGE_TIMEOUT_MS = 60_000;
/** Time for the CLI itself, about 100 MB; without a network its first request fails within seconds. */
const CLI_TIMEOUT_MS = 10 * 60_000;

/**
 * The npm package `pulumi` is a small launcher: on its first run it fetches the official CLI into
 * `$PULUMI_HOME/versions/<version>`. Both live in a folder of the user's cache.
 */
function downloadFolder(places: Places): string {
  return path.join(places.engineCache, `official-${PINNED_ENGINE}-${process.platform}-${process.arch}`);
}

/** The official CLI of an earlier download. */
export function downloadedEngine(places: Places): CliEngine | undefined {
  const folder = downloadFolder(places);
  const command = path.join(folder, "home", "versions", PINNED_ENGINE, "bin", "pulumi");
  const finished = readIfPresent(path.join(folder, "finished")) !== undefined;
  return finished && fs.existsSync(command) ? { kind: "download", command, version: `v${PINNED_ENGINE}` } : undefined;
}

/** Why the last download failed, so that a later run does not wait for the network again. */
export function failedDownload(places: Places): { reason: string } | undefined {
  const reason = readIfPresent(path.join(downloadFolder(places), "failed"));
  return reason === undefined ? undefined : { reason: reason.trim() };
}

/** Downloads the official CLI. A failure is remembered; PHIGUARD_ENGINE=download tries again. */
export async function downloadEngine(
  places: Places,
  env: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<CliEngine | { reason: string }> {
  const folder = downloadFolder(places);
  fs.mkdirSync(folder, { recursive: true });
  return withLock(path.join(folder, "downloading"), progress, async () => {
    const other = downloadedEngine(places);
    if (other !== undefined) return other;
    const failure = await progress.during(`looking for the official Pulumi CLI ${PINNED_ENGINE}`, () =>
      fetchCli(places, folder, env),
    );
    if (failure !== undefined) {
      const reason = `the official Pulumi CLI could not be downloaded (${failure})`;
      writeWhole(path.join(folder, "failed"), `${reason}\n`);
      return { reason };
    }
    writeWhole(path.join(folder, "finished"), `${new Date().toISOString()}\n`);
    fs.rmSync(path.join(folder, "failed"), { force: true });
    return downloadedEngine(places) ?? { reason: "the official Pulumi CLI is not where its package puts it" };
  });
}

/** @returns why it failed, or undefined. */
async function fetchCli(places: Places, folder: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  for (const name of ["package.json", "package-lock.json"]) {
    fs.copyFileSync(path.join(places.root, "tools", "engine", "official", name), path.join(folder, name));
  }
  const npm = ["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--fetch-retries=0"];
  const installed = await runBounded("npm", npm, folder, env, PACKAGE_TIMEOUT_MS);
  if (installed !== undefined) return `npm: ${installed}`;
  const home = path.join(folder, "home");
  const launcher = path.join(folder, "node_modules", "pulumi", "run.js");
  return runBounded(process.execPath, [launcher, "version"], folder, { ...env, PULUMI_HOME: home }, CLI_TIMEOUT_MS);
}

async function runBounded(
  command: string,
  args: string[],
  cwd: string,
  env: NodeJS.ProcessEnv,
  timeoutMs: number,
): Promise<string | undefined> {
  const child = spawn(command, args, { cwd, env, stdio: ["ignore", "ignore", "pipe"], timeout: timeoutMs });
  const stop = (): void => void child.kill("SIGTERM");
  process.once("exit", stop);
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2000)));
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code, signal) => {
      process.off("exit", stop);
      if (code === 0) return resolve(undefined);
      if (signal !== null) return resolve(`no end within ${timeoutMs / 1000} s`);
      resolve(words.trim().split("\n").at(-1) || `exit code ${code}`);
    });
  });
}
