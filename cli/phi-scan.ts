import { createReadStream, statSync } from "node:fs";
import type { OperatingPoint } from "../lambdas/phi/contract";
import { findPhi } from "../lambdas/phi/engine";
import type { Format } from "../lambdas/phi/formats";
import { CATEGORIES, type Span } from "../lambdas/phi/span";
import { formatOf } from "../lambdas/phi/structure";
import { findWithVoters, type Voter, type Votes } from "../lambdas/phi/voter";
import { UserError } from "./failure";
import { documentsBelow, readFile } from "./phi-files";
import { formatHint, parseLine } from "./phi-line";
import { voterOf } from "./phi-voter";
import { linesOf } from "./line-stream";
import { Output } from "./output-stream";

export interface ScanOptions {
  readonly json?: true;
  readonly operatingPoint: OperatingPoint;
  /** A second voter, such as `onnx:<folder>`. */
  readonly voter?: string;
}

/** How documents are searched. */
interface Search extends Pick<ScanOptions, "json" | "operatingPoint"> {
  readonly voter?: Voter;
}

interface Searched {
  readonly spans: readonly Span[];
  /** Where there is a second voter. */
  readonly votes?: Votes;
}

/** Searches documents; ends with exit code 1 where one could not be read, or a voter that was asked for did not vote. */
export async function scan(path: string, { voter: named, ...asked }: ScanOptions): Promise<void> {
  const options: Search = { ...asked, ...(named !== undefined && { voter: await voterOf(named) }) };
  const out = new Output(process.stdout);
  const failed = isLines(path) ? await scanLines(path, options, out) : await scanFiles(path, options, out);
  await out.end();
  if (failed) process.exitCode = 1;
}

function isLines(path: string): boolean {
  if (path === "-") return true;
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) throw new UserError(`There is nothing at ${path}.`);
  return found.isFile() && path.endsWith(".jsonl");
}

/** Spans as they are printed; the rules that found them are for audits of the engine. */
const printed = (spans: readonly Span[]): object[] =>
  spans.map(({ begin, end, category, subtype, score }) => ({ begin, end, category, subtype, score }));

async function search(text: string, format: Format | undefined, { operatingPoint, voter }: Search): Promise<Searched> {
  if (voter === undefined) return { spans: findPhi(text, { operatingPoint, ...(format !== undefined && { format }) }) };
  return findWithVoters(text, { format: format ?? formatOf(text), operatingPoint }, [voter]);
}

/** Told where a voter did not vote: what it would have found is not known. */
const isIncomplete = ({ votes }: Searched): boolean => (votes?.absent.length ?? 0) > 0;
const absence = ({ votes }: Searched): string => (votes?.absent ?? []).map((name) => `; ${name} did not vote`).join("");

async function scanLines(path: string, options: Search, out: Output): Promise<boolean> {
  let failed = false;
  const counts = new Counts();
  let lines = 0;
  let unvoted = 0;
  for await (const { number, bytes } of linesOf(path === "-" ? process.stdin : createReadStream(path))) {
    const line = parseLine(bytes);
    if (line === "blank") continue;
    if ("fault" in line) {
      failed = true;
      process.stderr.write(`phiguard: line ${number} of ${path === "-" ? "standard input" : path}: ${line.fault}\n`);
      continue;
    }
    const format = formatHint(line.kind, line.text);
    const searched = await search(line.text, format, options);
    lines += 1;
    if (isIncomplete(searched)) unvoted += 1;
    counts.add(searched.spans);
    if (options.json)
      await out.write(`${JSON.stringify({ id: line.id, spans: printed(searched.spans), votes: searched.votes })}\n`);
  }
  const untold = unvoted === 0 ? "" : `; the voter did not vote on ${unvoted}`;
  if (!options.json) await out.write(`${counts.row(`${lines} documents`)}${untold}\n`);
  return failed || unvoted > 0;
}

async function scanFiles(path: string, options: Search, out: Output): Promise<boolean> {
  const { json } = options;
  let failed = false;
  const all = new Counts();
  let files = 0;
  for (const file of documentsBelow(path)) {
    files += 1;
    const reading = readFile(file.path);
    if (reading.kind === "fault") {
      failed = true;
      await out.write(
        json
          ? `${JSON.stringify({ id: file.name, refused: reading.fault })}\n`
          : `${file.name}: refused, ${reading.fault}\n`,
      );
      continue;
    }
    const searched = await search(reading.text, reading.format, options);
    const { spans, votes } = searched;
    if (isIncomplete(searched)) failed = true;
    all.add(spans);
    const own = new Counts();
    own.add(spans);
    await out.write(
      json
        ? `${JSON.stringify({ id: file.name, format: reading.format, spans: printed(spans), votes })}\n`
        : `${own.row(`${file.name} (${reading.format})`)}${absence(searched)}\n`,
    );
  }
  if (files === 0) throw new UserError(`There are no documents in ${path}.`);
  if (!json && files > 1) await out.write(`${all.row(`${files} files`)}\n`);
  return failed;
}

/** How many spans of each category. */
class Counts {
  private readonly by = new Map<string, number>();

  add(spans: readonly Span[]): void {
    for (const { category } of spans) this.by.set(category, (this.by.get(category) ?? 0) + 1);
  }

  row(name: string): string {
    const found = CATEGORIES.filter((category) => this.by.has(category)).map(
      (category) => `${category} ${this.by.get(category)}`,
    );
    return `${name}: ${found.length === 0 ? "nothing found" : found.join(", ")}`;
  }
}
