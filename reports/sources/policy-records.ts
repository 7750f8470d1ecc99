import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir } from "node:fs/promises";
import * as path from "node:path";
import { createInterface } from "node:readline";

import { recordId } from "../../policies/record";
import type { PolicyEvaluationRecord, PolicyRecord, PolicyRunRecord } from "../../policies/record";
import { EvidenceFolderError } from "../errors";
import { parseCollected, type CollectedRecord } from "../model/collected-record";
import type { CollectionRun } from "../model/collection-run";
import type { ObservedRecord } from "../model/observed-record";
import { parseRecord } from "../model/record-parser";
import type { Problem, RecordRef } from "../model/report";

export interface Located<T> {
  readonly record: T;
  readonly ref: RecordRef;
}

/** Records that are whole: of a known shape, and with an id that is the hash of their content. */
export interface LoadedRecords {
  readonly runs: readonly Located<PolicyRunRecord>[];
  readonly evaluations: readonly Located<PolicyEvaluationRecord>[];
  /** What collectors and the live intake wrote. */
  readonly collected: {
    readonly runs: readonly Located<CollectionRun>[];
    readonly observed: readonly Located<ObservedRecord>[];
  };
  /** One for each line that counts for nothing. */
  readonly problems: readonly Problem[];
  /** Records that counted, by file; names are relative to the folder, with `/`. */
  readonly files: readonly { readonly file: string; readonly records: number }[];
  /** SHA-256, in hex, over all their ids, sorted, each followed by a line feed. */
  readonly digest: string;
}

/** Lines of one file are not looked at past this many faults: a file of another kind shall not fill the report. */
const MAX_PROBLEMS_PER_FILE = 50;

/**
 * Reads every `.jsonl` file below a folder, in the order of their names, line by line. A record that occurs twice counts once.
 * Links are not followed.
 * @throws EvidenceFolderError where the folder or a file cannot be read.
 */
export async function readPolicyRecords(folder: string): Promise<LoadedRecords> {
  const runs: Located<PolicyRunRecord>[] = [];
  const evaluations: Located<PolicyEvaluationRecord>[] = [];
  const collected = { runs: [] as Located<CollectionRun>[], observed: [] as Located<ObservedRecord>[] };
  const problems: Problem[] = [];
  const files: { file: string; records: number }[] = [];
  const seen = new Set<string>();
  try {
    for (const file of await listFiles(folder)) {
      let records = 0;
      let faults = 0;
      for await (const line of readLines(path.join(folder, file), file, seen)) {
        if (line.kind === "fault") {
          faults += 1;
          if (faults <= MAX_PROBLEMS_PER_FILE) problems.push(line.problem);
          continue;
        }
        records += 1;
        const { record, ref } = line;
        if (record.kind === "policy-run") runs.push({ record, ref });
        else if (record.kind === "policy-evaluation") evaluations.push({ record, ref });
        else if (record.kind === "collection-run") collected.runs.push({ record, ref });
        else collected.observed.push({ record, ref });
      }
      if (faults > MAX_PROBLEMS_PER_FILE) {
        const more = faults - MAX_PROBLEMS_PER_FILE;
        problems.push({ kind: "record", where: file, problem: `${more} more lines of this file count for nothing` });
      }
      files.push({ file, records });
    }
  } catch (error) {
    throw new EvidenceFolderError(`The evidence folder "${folder}" cannot be read: ${systemReason(error)}`);
  }
  return { runs, evaluations, collected, problems, files, digest: digestOf(seen) };
}

/**
 * The records as they go beside a report: the same file names and line numbers, and nothing but records that counted. A line that
 * was refused, or that repeats a record, is left empty, for nobody has looked at what is in it.
 */
export function copyOfRecords({ runs, evaluations, collected }: LoadedRecords): [string, string][] {
  const files = new Map<string, string[]>();
  for (const { record, ref } of [...runs, ...evaluations, ...collected.runs, ...collected.observed]) {
    const lines = files.get(ref.file) ?? [];
    files.set(ref.file, lines);
    lines[ref.line - 1] = JSON.stringify(record);
  }
  return [...files]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, lines]) => [`records/${file}`, `${lines.join("\n")}\n`]);
}

export function digestOf(ids: Iterable<string>): string {
  const hash = createHash("sha256");
  for (const id of [...ids].sort()) hash.update(`${id}\n`);
  return hash.digest("hex");
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".jsonl"))
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .sort();
}

type Line =
  | ({ readonly kind: "record" } & Located<PolicyRecord | CollectedRecord>)
  | { readonly kind: "fault"; readonly problem: Problem };

async function* readLines(fullPath: string, file: string, seen: Set<string>): AsyncGenerator<Line> {
  const whole = await endsWithLineFeed(fullPath);
  const lines = createInterface({ input: createReadStream(fullPath, "utf8"), crlfDelay: Infinity });
  let number = 0;
  let held: { readonly text: string; readonly number: number } | undefined;
  // One line is held back, for only the last one can be torn.
  for await (const text of lines) {
    if (held !== undefined) yield* readLine(held.text, file, held.number, seen, false);
    number += 1;
    held = { text, number };
  }
  if (held !== undefined) yield* readLine(held.text, file, held.number, seen, !whole);
}

function* readLine(text: string, file: string, line: number, seen: Set<string>, mayBeTorn: boolean): Generator<Line> {
  if (text.trim() === "") return;
  const fault = (problem: string): Line => ({
    kind: "fault",
    problem: { kind: "record", where: `${file}, line ${line}`, problem: `${problem}; it counts for nothing` },
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    yield fault(mayBeTorn ? "the last line is torn: its writing was cut short" : "is not JSON");
    return;
  }
  const parsed = parseLine(value);
  if (parsed.kind === "refused") {
    yield fault(`field ${parsed.field} ${parsed.problem}`);
    return;
  }
  const { record } = parsed;
  if (recordId(record) !== record.id) {
    yield fault(`record ${record.id.slice(0, 12)} was altered: its id is not the hash of its content`);
    return;
  }
  if (seen.has(record.id)) return;
  seen.add(record.id);
  yield { kind: "record", record, ref: refOf(record, file, line) };
}

/** Where a record lies, and which answer of AWS told it. */
export function refOf(record: PolicyRecord | CollectedRecord, file: string, line: number): RecordRef {
  const { call, request } = "call" in record ? record : {};
  // A file is no service that tells ids of requests; the run says which file it was.
  const told =
    call === undefined || call.startsWith("file:")
      ? {}
      : { told: { call, ...(request === undefined ? {} : { request }) } };
  return { id: record.id, file, line, ...told };
}

/** What was collected may lie beside the results of policies. */
function parseLine(value: unknown): ReturnType<typeof parseRecord> | ReturnType<typeof parseCollected> {
  const policy = parseRecord(value);
  if (policy.kind === "record") return policy;
  const collected = parseCollected(value);
  return collected.kind === "record" ? collected : policy;
}

async function endsWithLineFeed(file: string): Promise<boolean> {
  const handle = await open(file, "r");
  try {
    const { size } = await handle.stat();
    if (size === 0) return true;
    const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
    return buffer[0] === 0x0a;
  } finally {
    await handle.close();
  }
}

function systemReason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT") return "it does not exist";
  if (code === "ENOTDIR") return "it is not a folder";
  if (code === "EACCES" || code === "EPERM") return "access is denied";
  if (code !== undefined) return code;
  throw error;
}
