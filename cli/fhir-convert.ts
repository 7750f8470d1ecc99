import { randomBytes } from "node:crypto";
import { createReadStream, createWriteStream, readdirSync, readFileSync, statSync, type WriteStream } from "node:fs";
import { mkdir, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { once } from "node:events";
import { join, resolve } from "node:path";
import { Ids, SHORTEST_KEY } from "../lambdas/fhir/convert/ids";
import type { Why } from "../lambdas/fhir/convert/conversion";
import { UserError } from "./failure";
import type { Converted } from "./fhir-converted";
import { SOURCES, type Source } from "./fhir-sources";

export interface ConvertOptions {
  readonly from: Source;
  readonly out: string;
  readonly keyFile?: string;
  readonly zone?: string;
  readonly json?: true;
}

interface Summary {
  readonly files: number;
  converted: number;
  refused: number;
  resources: Record<string, number>;
  unmapped: Partial<Record<Why, number>>;
  /** Whether ids hold over runs. */
  readonly keyed: boolean;
}

/** Refused ones that are named on the screen; all of them are in the file. */
const SHOWN = 10;

/** Converts files one after another in bounded memory, and writes all of it or nothing. What can't be converted is listed, and ends non-zero. */
export async function convertFiles(path: string, { from, out, keyFile, zone, json }: ConvertOptions): Promise<void> {
  if (zone !== undefined && !/^(Z|[+-](0\d|1[0-4]):[0-5]\d)$/.test(zone)) {
    throw new UserError(`--zone takes an offset such as -05:00 or Z; got ${JSON.stringify(zone)}`);
  }
  const files = filesAt(path);
  const settings = { ids: new Ids(keyOf(keyFile)), zone, convertedAt: new Date().toISOString() };
  const convert = SOURCES[from];
  const summary: Summary = {
    files: files.length,
    converted: 0,
    refused: 0,
    resources: {},
    unmapped: {},
    keyed: keyFile !== undefined,
  };
  const shown: string[] = [];
  const target = await emptyFolder(out);
  const partial = `${target}.partial-${process.pid}`;
  await mkdir(partial, { recursive: true });
  try {
    const [bundles, notes, refused] = ["bundles.ndjson", "unmapped.ndjson", "refused.ndjson"].map((name) =>
      createWriteStream(join(partial, name), { mode: 0o600 }),
    ) as [WriteStream, WriteStream, WriteStream];
    for (const [at, file] of files.entries()) {
      for await (const one of convert(createReadStream(file), settings)) {
        if ("conversion" in one) {
          const { bundle, unmapped, erased } = one.conversion;
          await write(bundles, bundle);
          if (unmapped.length + erased.length > 0)
            await write(notes, { file: at + 1, index: one.index, unmapped, erased });
        } else {
          await write(refused, { file: at + 1, ...one });
          if (shown.length < SHOWN)
            shown.push(`  file ${at + 1}, ${nameOf(from)} ${one.index}: ${one.reasons.join("; ")}`);
        }
        count(summary, one);
      }
    }
    for (const stream of [bundles, notes, refused]) {
      stream.end();
      await once(stream, "close");
    }
    await writeFile(join(partial, "summary.json"), `${JSON.stringify(summary, undefined, 2)}\n`, { mode: 0o600 });
    await rmdir(target).catch(() => undefined);
    await rename(partial, target);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
  process.stdout.write(json ? `${JSON.stringify(summary)}\n` : told(summary, from, target, shown));
  if (summary.refused > 0) process.exitCode = 1;
}

async function write(stream: WriteStream, line: object): Promise<void> {
  if (!stream.write(`${JSON.stringify(line)}\n`)) await once(stream, "drain");
}

function count(summary: Summary, one: Converted): void {
  if (!("conversion" in one)) {
    summary.refused += 1;
    return;
  }
  summary.converted += 1;
  for (const { resource } of one.conversion.bundle.entry ?? []) {
    const type = resource?.resourceType ?? "";
    summary.resources[type] = (summary.resources[type] ?? 0) + 1;
  }
  for (const { why } of one.conversion.unmapped) summary.unmapped[why] = (summary.unmapped[why] ?? 0) + 1;
}

const nameOf = (from: Source): string => ({ hl7v2: "message", "claims-csv": "row", entities: "line" })[from];

/** No name of a file stands in it: it may be a patient's. */
function told(
  { files, converted, refused, resources, unmapped, keyed }: Summary,
  from: Source,
  target: string,
  shown: readonly string[],
): string {
  const counts = (of: Readonly<Record<string, number>>): string =>
    Object.entries(of)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, number]) => `${name} ${number}`)
      .join(", ");
  return [
    `${files} ${files === 1 ? "file" : "files"}: ${converted} ${nameOf(from)}s converted, ${refused} refused.`,
    ...(converted > 0 ? [`Resources: ${counts(resources)}.`] : []),
    ...(Object.keys(unmapped).length > 0
      ? [`Not mapped, as unmapped.ndjson lists them: ${counts(unmapped as Record<string, number>)}.`]
      : []),
    ...shown,
    ...(refused > shown.length ? [`  and ${refused - shown.length} more in refused.ndjson`] : []),
    ...(keyed ? [] : ["Ids hold within this run only: no key file was given."]),
    target,
    "",
  ].join("\n");
}

/** Throws UserError for a path where nothing can be read. */
function filesAt(path: string): string[] {
  try {
    if (!statSync(path).isDirectory()) return [path];
    const files = readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
      .map(({ name }) => join(path, name))
      .sort();
    if (files.length === 0) throw new UserError(`${path} has no file in it.`);
    return files;
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

async function emptyFolder(out: string): Promise<string> {
  const target = resolve(out);
  try {
    if (readdirSync(target).length > 0) throw new UserError(`${out} has files in it already; nothing is written over.`);
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT") throw new UserError(`${out} cannot be written to (${code}).`);
    await mkdir(resolve(target, ".."), { recursive: true });
  }
  return target;
}

/** Without a file a key of this run's own: ids that nobody can guess, nor make again. */
function keyOf(file: string | undefined): Uint8Array {
  if (file === undefined) return randomBytes(SHORTEST_KEY);
  let key: Buffer;
  try {
    if (process.platform !== "win32" && (statSync(file).mode & 0o077) !== 0)
      throw new UserError(
        `Others than its owner may read ${file}, who could then tell whose ids are whose: chmod 600 ${file}`,
      );
    key = readFileSync(file);
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(`The key ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
  if (key.length < SHORTEST_KEY)
    throw new UserError(`The key ${file} has ${key.length} bytes; ${SHORTEST_KEY} or more are wanted.`);
  return key;
}
