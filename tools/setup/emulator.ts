import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { withLock } from "./lock";
import type { Places } from "./places";
import type { Progress } from "./progress";

/** Python of the emulator's own environment, by the packages it holds; may not be there yet. */
export function emulatorPython(places: Places): string {
  const hash = createHash("sha256")
    .update(fs.readFileSync(requirementsOf(places)))
    .digest("hex")
    .slice(0, 12);
  return path.join(places.emulatorCache, hash, "bin", "python");
}

/**
 * Installs moto, which emulates AWS, with pip into an environment of this user's cache; once for each list of packages.
 * @returns undefined when it is there, else the sentence that says what is missing.
 */
export async function ensureEmulator(places: Places, progress: Progress): Promise<string | undefined> {
  const python = emulatorPython(places);
  const folder = path.dirname(path.dirname(python));
  if (isWhole(folder)) return undefined;
  fs.mkdirSync(places.emulatorCache, { recursive: true });
  return withLock(`${folder}.installing`, progress, async () => {
    if (isWhole(folder)) return undefined;
    return progress.during("installing the AWS emulator moto with pip, once", () =>
      install(folder, python, requirementsOf(places)),
    );
  });
}

async function install(folder: string, python: string, requirements: string): Promise<string | undefined> {
  fs.rmSync(folder, { recursive: true, force: true });
  try {
    await promisify(execFile)("python3", ["-m", "venv", folder]);
    const quiet = ["--quiet", "--disable-pip-version-check", "--no-deps"];
    await promisify(execFile)(python, ["-m", "pip", "install", ...quiet, "-r", requirements]);
  } catch (error) {
    const why = (error as Error).message.trim().split("\n").at(-1) ?? "";
    return `The AWS emulator could not be installed (${why}). The tests that deploy to it need Python 3.11 with venv, and pip.`;
  }
  fs.writeFileSync(path.join(folder, "whole"), "");
  return undefined;
}

function requirementsOf({ root }: Places): string {
  return path.join(root, "tools/emulator/requirements.txt");
}

/** A stopped installation leaves a folder without this file. */
function isWhole(folder: string): boolean {
  return fs.existsSync(path.join(folder, "whole"));
}
