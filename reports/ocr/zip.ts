import { zipSync, type Zippable } from "fflate";

import { ReportArgumentError } from "../errors";

/** The first moment that a ZIP can hold: the time of packing is no part of what is packed. */
const EPOCH = new Date(1980, 0, 1);

/**
 * One ZIP of all files, in the order of their names: the same files give the same bytes.
 * @param mostBytes the limit of whoever takes it.
 * @throws ReportArgumentError where it would be larger, naming the largest files.
 */
export function zipOf(files: ReadonlyMap<string, string | Uint8Array>, mostBytes: number): Uint8Array {
  const content = (of: string | Uint8Array): Uint8Array => (typeof of === "string" ? Buffer.from(of) : of);
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const all: Zippable = Object.fromEntries(sorted.map(([name, of]) => [name, [content(of), { mtime: EPOCH }]]));
  const zip = zipSync(all, { level: 9 });
  if (zip.length <= mostBytes) return zip;
  const largest = sorted
    .map(([name, of]) => ({ name, bytes: content(of).length }))
    .sort((a, b) => b.bytes - a.bytes)
    .slice(0, 3)
    .map(({ name, bytes }) => `${name} (${megabytes(bytes)} MB)`);
  throw new ReportArgumentError(
    `The pack's ZIP has ${megabytes(zip.length)} MB, and ${megabytes(mostBytes)} MB are allowed; the largest files are ${largest.join(", ")}.`,
  );
}

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);
