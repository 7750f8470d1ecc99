import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { readDocument, type FormatFault, type Reading } from "../lambdas/phi/formats";
import { UserError } from "./failure";

/** Largest document, in bytes: as in the pipeline. */
const MOST_BYTES = 10_000_000;

export interface DocumentFile {
  readonly path: string;
  /** Path below what was asked for. */
  readonly name: string;
}

/** The file itself, or all files of a folder and the folders in it, by name; links are not followed. */
export function documentsBelow(path: string): DocumentFile[] {
  if (statSync(path).isFile()) return [{ path, name: path }];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()
    .map((file) => ({ path: file, name: relative(path, file) }));
}

/** A document's text and format, or why it is none. Throws UserError for a file that can't be read. */
export function readFile(
  path: string,
): Reading | { readonly kind: "fault"; readonly fault: FormatFault | "too-large" } {
  try {
    if (statSync(path).size > MOST_BYTES) return { kind: "fault", fault: "too-large" };
    return readDocument(readFileSync(path));
  } catch (error) {
    throw new UserError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}
