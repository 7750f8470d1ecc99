import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";

import { ReportWriteError } from "./errors";
import { REPORT_FILES } from "./formats";
import { EVENT_TABLES } from "./renderers/activity-csv";
import { BUNDLE_FILE, KEY_FILE, SIGNATURE_FILE } from "./ledger/bundle-format";
import { systemReason } from "./system-reason";

/** The file system as far as writing needs it; a test puts one in its place that is full. */
export interface WritableFiles {
  readonly mkdir: typeof mkdir;
  readonly readdir: typeof readdir;
  readonly rename: typeof rename;
  readonly rm: typeof rm;
  readonly writeFile: typeof writeFile;
}

const FILES: WritableFiles = { mkdir, readdir, rename, rm, writeFile };

export interface WriteInput {
  /** Name relative to the folder, with `/`, to content. */
  readonly files: ReadonlyMap<string, string | Uint8Array>;
  /** The folder to write. One that holds an earlier report is replaced; one that holds anything else is refused. */
  readonly outDir: string;
}

/** Absolute; a format that was not asked for has no path. */
export interface ReportPaths extends Readonly<Partial<Record<keyof typeof REPORT_FILES, string>>> {
  readonly folder: string;
  readonly records: string;
  /** List of all files, which the signature is over. */
  readonly bundle: string;
}

const OWN_NAMES: ReadonlySet<string> = new Set([
  ...Object.values(REPORT_FILES),
  "records",
  EVENT_TABLES,
  "ledger",
  "papers",
  BUNDLE_FILE,
  SIGNATURE_FILE,
  KEY_FILE,
]);

/** @throws ReportWriteError with one sentence; what was there before is still there. */
export async function writeReport(input: WriteInput, files: WritableFiles = FILES): Promise<ReportPaths> {
  const outDir = await writeFolder({ what: "report", ...input, owns: (name) => OWN_NAMES.has(name) }, files);
  const written = Object.entries(REPORT_FILES).filter(([, name]) => input.files.has(name));
  return {
    folder: outDir,
    ...Object.fromEntries(written.map(([part, name]) => [part, path.join(outDir, name)])),
    records: path.join(outDir, "records"),
    bundle: path.join(outDir, BUNDLE_FILE),
  };
}

export interface WriteFolderInput extends WriteInput {
  /** What it is, in a sentence. */
  readonly what: "report" | "pack";
  /** Whether a name at the top of the folder is part of an earlier one, which may be replaced. */
  readonly owns: (name: string) => boolean;
}

/**
 * Writes everything into a new folder beside the target and then renames it, so a reader sees the old one or the new one and
 * never a part.
 * @returns the folder, absolute.
 * @throws ReportWriteError with one sentence; what was there before is still there.
 */
export async function writeFolder(input: WriteFolderInput, files: WritableFiles = FILES): Promise<string> {
  const outDir = path.resolve(input.outDir);
  const parent = path.dirname(outDir);
  let draft: string | undefined;
  try {
    const replaces = await holdsEarlier(outDir, input, files);
    await files.mkdir(parent, { recursive: true });
    draft = path.join(parent, `.${input.what}-${randomUUID()}`);
    for (const [name, content] of input.files) {
      const file = path.join(draft, name);
      await files.mkdir(path.dirname(file), { recursive: true });
      await files.writeFile(file, content);
    }
    await swap(draft, outDir, replaces, files);
    return outDir;
  } catch (error) {
    if (draft !== undefined) await files.rm(draft, { recursive: true, force: true });
    if (error instanceof ReportWriteError) throw error;
    throw new ReportWriteError(
      `The ${input.what} cannot be written to "${input.outDir}": ${systemReason(error)}. Nothing was written.`,
    );
  }
}

async function holdsEarlier(outDir: string, { what, owns }: WriteFolderInput, files: WritableFiles): Promise<boolean> {
  let names: readonly string[];
  try {
    names = await files.readdir(outDir);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return false;
    throw error;
  }
  const foreign = names.find((name) => !owns(name));
  if (foreign === undefined) return true;
  throw new ReportWriteError(
    `The ${what} cannot be written to "${outDir}": the folder holds "${foreign}", which is not part of a ${what}. Name an empty folder.`,
  );
}

async function swap(draft: string, outDir: string, replaces: boolean, files: WritableFiles): Promise<void> {
  if (!replaces) return files.rename(draft, outDir);
  const aside = `${draft}-old`;
  await files.rename(outDir, aside);
  try {
    await files.rename(draft, outDir);
  } catch (error) {
    await files.rename(aside, outDir);
    throw error;
  }
  await files.rm(aside, { recursive: true, force: true });
}
