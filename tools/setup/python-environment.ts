import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { withLock } from "./lock";
import type { Progress } from "./progress";

/** Python packages of exact versions in an environment of this user's cache. */
export interface PythonEnvironment {
  /** Holds one environment for each list of packages. */
  readonly cache: string;
  /** The list: every package with its version, dependencies too. */
  readonly requirements: string;
  /** What it is, as the subject of a sentence. */
  readonly name: string;
  /** What cannot be done without it. */
  readonly need: string;
}

/** The environment's Python; may not be there yet. */
export function pythonOf({ cache, requirements }: PythonEnvironment): string {
  const hash = createHash("sha256").update(fs.readFileSync(requirements)).digest("hex").slice(0, 12);
  return path.join(cache, hash, "bin", "python");
}

/**
 * Installs the packages with pip, once for each list of them.
 * @returns undefined when they are there, else the sentence that says what is missing.
 */
export async function ensurePython(environment: PythonEnvironment, progress: Progress): Promise<string | undefined> {
  const python = pythonOf(environment);
  const folder = path.dirname(path.dirname(python));
  if (isWhole(folder)) return undefined;
  fs.mkdirSync(environment.cache, { recursive: true });
  return withLock(`${folder}.installing`, progress, async () => {
    if (isWhole(folder)) return undefined;
    return progress.during(`installing ${environment.name} with pip, once`, () => install(environment, folder, python));
  });
}

async function install(environment: PythonEnvironment, folder: string, python: string): Promise<string | undefined> {
  fs.rmSync(folder, { recursive: true, force: true });
  try {
    await promisify(execFile)("python3", ["-m", "venv", folder]);
    const quiet = ["--quiet", "--disable-pip-version-check", "--no-deps"];
    await promisify(execFile)(python, ["-m", "pip", "install", ...quiet, "-r", environment.requirements]);
  } catch (error) {
    const why = (error as Error).message.trim().split("\n").at(-1) ?? "";
    return `Could not install ${environment.name} (${why}). ${environment.need} need Python 3.11 with venv, and pip.`;
  }
  fs.writeFileSync(path.join(folder, "whole"), "");
  return undefined;
}

/** A stopped installation leaves a folder without this file. */
function isWhole(folder: string): boolean {
  return fs.existsSync(path.join(folder, "whole"));
}
