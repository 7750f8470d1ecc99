import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { sha256, writeWhole } from "./files";
import { withLock } from "./lock";
import type { Places } from "./places";
import type { Progress } from "./progress";
import { ensurePython, pythonOf, type PythonEnvironment } from "./python-environment";

/** Python with compliance-trestle, oscal and ocsf-json-schema; may not be there yet. */
export function validatorsPython(places: Places): string {
  return pythonOf(environmentOf(places));
}

/** Folder of veraPDF's jars and of the class that runs them; may not be there yet. */
export function pdfValidatorFolder({ root, validatorsCache }: Places): string {
  const texts = ["pom.xml", "ValidatePdf.java"].map((name) => fs.readFileSync(path.join(root, SOURCES, name), "utf8"));
  return path.join(validatorsCache, `verapdf-${sha256(...texts).slice(0, 12)}`);
}

/**
 * Installs what judges the report's outputs from outside: two validators of OSCAL, the schemas of OCSF, veraPDF.
 * @returns a sentence for each that is missing.
 */
export async function ensureValidators(places: Places, progress: Progress): Promise<readonly string[]> {
  const python = await ensurePython(environmentOf(places), progress);
  const java = await ensurePdfValidator(places, progress);
  return [python, java].filter((told) => told !== undefined);
}

const SOURCES = "tools/validators";

function environmentOf({ root, validatorsCache }: Places): PythonEnvironment {
  return {
    cache: validatorsCache,
    requirements: path.join(root, SOURCES, "requirements.txt"),
    name: "the validators of OSCAL and OCSF",
    need: "The tests that hold the reports against them",
  };
}

async function ensurePdfValidator(places: Places, progress: Progress): Promise<string | undefined> {
  const folder = pdfValidatorFolder(places);
  if (isWhole(folder)) return undefined;
  fs.mkdirSync(places.validatorsCache, { recursive: true });
  return withLock(`${folder}.installing`, progress, async () => {
    if (isWhole(folder)) return undefined;
    return progress.during("installing veraPDF with Maven, once", () => install(places, folder));
  });
}

async function install({ root }: Places, folder: string): Promise<string | undefined> {
  fs.rmSync(folder, { recursive: true, force: true });
  const sources = path.join(root, SOURCES);
  const jars = path.join(folder, "jars");
  const run = promisify(execFile);
  try {
    const copy = ["dependency:copy-dependencies", `-DoutputDirectory=${jars}`];
    await run("mvn", ["--quiet", "--batch-mode", "--file", path.join(sources, "pom.xml"), ...copy]);
    await run("javac", ["-cp", `${jars}/*`, "-d", folder, path.join(sources, "ValidatePdf.java")]);
  } catch (error) {
    const why = (error as Error).message.trim().split("\n").at(-1) ?? "";
    return `Could not install veraPDF (${why}). The tests of the PDF need Java 17 with javac, and Maven.`;
  }
  writeWhole(path.join(folder, "whole"), "");
  return undefined;
}

function isWhole(folder: string): boolean {
  return fs.existsSync(path.join(folder, "whole"));
}
