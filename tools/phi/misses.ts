/**
 * `npm run phi-misses [documents]`: what the engine leaves uncovered of the unseen documents, by operating point and format, written to
 * lambdas/phi/miss-shares.json, by which the pipeline tells what is left of a document's risk. It shows no text of theirs.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { OPERATING_POINTS, type OperatingPoint } from "../../lambdas/phi/contract";
import { findPhi } from "../../lambdas/phi/engine";
import type { Format } from "../../lambdas/phi/formats";
import { formatOf } from "../../lambdas/phi/structure";
import type { GoldDocument } from "../../synthetic/text/labelled";
import { generateUnseen } from "./corpus/unseen";

const DOCUMENTS = 2000;
const SEED = 11;
/** Fewer misses than this are taken for so many: none among `n` still allows 3 / n at 95 % (rule of three). */
const RULE_OF_THREE = 3;

function main(): void {
  const documents = Number(process.argv[2] ?? DOCUMENTS);
  if (!Number.isInteger(documents) || documents < 100)
    throw new Error(`wanted is a number of documents, 100 or more; got ${JSON.stringify(process.argv[2])}`);
  const set = [...generateUnseen({ set: "documents", documents, seed: SEED })].map((document) => ({
    document,
    format: formatOf(document.text),
  }));
  const missed = Object.fromEntries(OPERATING_POINTS.map((point) => [point, missedBy(set, point)]));
  const file = join(__dirname, "../../lambdas/phi/miss-shares.json");
  const head = { generatedBy: "npm run phi-misses", set: `the unseen documents, seed ${SEED}`, documents };
  writeFileSync(file, `${JSON.stringify({ ...head, missed }, undefined, 2)}\n`);
  process.stdout.write(`${JSON.stringify(missed)}\nwritten to lambdas/phi/miss-shares.json\n`);
}

interface Labelled {
  readonly document: GoldDocument;
  readonly format: Format;
}

function missedBy(set: readonly Labelled[], operatingPoint: OperatingPoint): Partial<Record<Format, number>> {
  const counts = new Map<Format, { of: number; left: number }>();
  for (const { document, format } of set) {
    const { text, spans } = document;
    const found = findPhi(text, { format, operatingPoint });
    const count = counts.get(format) ?? { of: 0, left: 0 };
    counts.set(format, count);
    for (const { begin, end, tier } of spans) {
      if (tier !== "H") continue;
      count.of += 1;
      if (!isCovered(text, begin, end, found)) count.left += 1;
    }
  }
  return Object.fromEntries(
    [...counts]
      .filter(([, { of }]) => of > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([format, { of, left }]) => [format, Math.round((Math.max(left, RULE_OF_THREE) / of) * 10_000) / 10_000]),
  );
}

/** Whether every letter and digit lies in something that was found; what was found ascends. */
function isCovered(
  text: string,
  begin: number,
  end: number,
  found: readonly { readonly begin: number; readonly end: number }[],
): boolean {
  for (let at = begin; at < end; at += 1)
    if (/[\p{L}\p{N}]/u.test(text[at] as string) && !found.some((span) => span.begin <= at && at < span.end))
      return false;
  return true;
}

main();
