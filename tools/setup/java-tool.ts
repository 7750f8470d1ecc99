import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { sha256, writeWhole } from "./files";
import { withLock } from "./lock";
import type { Progress } from "./progress";

/** One Java class of ours against jars of exact versions, in this user's cache. */
export interface JavaTool {
  readonly cache: string;
  /** Folder of `pom.xml`, which lists the jars, and of the class. */
  readonly sources: string;
  /** The class's file. */
  readonly file: string;
  /** Begins the name of its folder in the cache. */
  readonly label: string;
  readonly name: string;
  /** What cannot be done without it. */
  readonly need: string;
}

/** Folder of the class and, in `jars`, of what it needs; may not be there yet. */
export function javaFolder({ cache, sources, file, label }: JavaTool): string {
  const texts = ["pom.xml", file].map((name) => fs.readFileSync(path.join(sources, name), "utf8"));
  return path.join(cache, `${label}-${sha256(...texts).slice(0, 12)}`);
}

/** The class path of a tool's folder. */
export const classPath = (folder: string): string => [folder, path.join(folder, "jars", "*")].join(path.delimiter);

/**
 * Fetches the jars with Maven and compiles the class, once.
 * @returns undefined when it is there, else the sentence that says what is missing.
 */
export async function ensureJava(tool: JavaTool, progress: Progress): Promise<string | undefined> {
  const folder = javaFolder(tool);
  if (isWhole(folder)) return undefined;
  fs.mkdirSync(tool.cache, { recursive: true });
  return withLock(`${folder}.installing`, progress, async () => {
    if (isWhole(folder)) return undefined;
    return progress.during(`installing ${tool.name} with Maven, once`, () => install(tool, folder));
  });
}

async function install({ sources, file, name, need }: JavaTool, folder: string): Promise<string | undefined> {
  fs.rmSync(folder, { recursive: true, force: true });
  const jars = path.join(folder, "jars");
  const run = promisify(execFile);
  try {
    const copy = ["dependency:copy-dependencies", `-DoutputDirectory=${jars}`];
    await run("mvn", ["--quiet", "--batch-mode", "--file", path.join(sources, "pom.xml"), ...copy]);
    await run("javac", ["-cp", `${jars}/*`, "-d", folder, path.join(sources, file)]);
  } catch (error) {
    const why = (error as Error).message.trim().split("\n").at(-1) ?? "";
    return `Could not install ${name} (${why}). ${need} need Java 17 with javac, and Maven.`;
  }
  writeWhole(path.join(folder, "whole"), "");
  return undefined;
}

/** A stopped installation leaves a folder without this file. */
function isWhole(folder: string): boolean {
  return fs.existsSync(path.join(folder, "whole"));
}
