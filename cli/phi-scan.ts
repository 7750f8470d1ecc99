import { createReadStream, statSync } from "node:fs";
import type { OperatingPoint } from "../lambdas/phi/contract";
import { findPhi } from "../lambdas/phi/engine";
import { CATEGORIES, type Span } from "../lambdas/phi/span";
import { UserError } from "./failure";
import { documentsBelow, readFile } from "./phi-files";
import { formatHint, parseLine } from "./phi-line";
import { linesOf } from "./line-stream";
import { Output } from "./output-stream";

export interface ScanOptions {
  readonly json?: true;
  readonly operatingPoint: OperatingPoint;
}

/** Searches documents; ends with exit code 1 where one could not be read. */
export async function scan(path: string, options: ScanOptions): Promise<void> {
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

async function scanLines(path: string, { json, operatingPoint }: ScanOptions, out: Output): Promise<boolean> {
  let failed = false;
  const counts = new Counts();
  let lines = 0;
  for await (const { number, bytes } of linesOf(path === "-" ? process.stdin : createReadStream(path))) {
    const line = parseLine(bytes);
    if (line === "blank") continue;
    if ("fault" in line) {
      failed = true;
      process.stderr.write(`phiguard: line ${number} of ${path === "-" ? "standard input" : path}: ${line.fault}\n`);
      continue;
    }
    const format = formatHint(line.kind, line.text);
    const spans = findPhi(line.text, { operatingPoint, ...(format !== undefined && { format }) });
    lines += 1;
    counts.add(spans);
    if (json) await out.write(`${JSON.stringify({ id: line.id, spans: printed(spans) })}\n`);
  }
  if (!json) await out.write(`${counts.row(`${lines} documents`)}\n`);
  return failed;
}

async function scanFiles(path: string, { json, operatingPoint }: ScanOptions, out: Output): Promise<boolean> {
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
    const spans = findPhi(reading.text, { format: reading.format, operatingPoint });
    all.add(spans);
    const own = new Counts();
    own.add(spans);
    await out.write(
      json
        ? `${JSON.stringify({ id: file.name, format: reading.format, spans: printed(spans) })}\n`
        : `${own.row(`${file.name} (${reading.format})`)}\n`,
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
