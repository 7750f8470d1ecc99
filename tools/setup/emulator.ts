import * as path from "node:path";
import type { Places } from "./places";
import type { Progress } from "./progress";
import { ensurePython, pythonOf, type PythonEnvironment } from "./python-environment";

/** Python of the emulator's own environment, by the packages it holds; may not be there yet. */
export function emulatorPython(places: Places): string {
  return pythonOf(environmentOf(places));
}

/**
 * Installs moto, which emulates AWS.
 * @returns undefined when it is there, else the sentence that says what is missing.
 */
export function ensureEmulator(places: Places, progress: Progress): Promise<string | undefined> {
  return ensurePython(environmentOf(places), progress);
}

function environmentOf({ root, emulatorCache }: Places): PythonEnvironment {
  return {
    cache: emulatorCache,
    requirements: path.join(root, "tools/emulator/requirements.txt"),
    name: "the AWS emulator moto",
    need: "The tests that deploy to it",
  };
}
