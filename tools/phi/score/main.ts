/** `npm run phi-score -- [--tuning|--held-out|--set FILE] [--by GROUPING] [--documents N] [--seed N] [--misses N] [--json]` */
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import type { GoldDocument } from "../../../synthetic/text/labelled";
import { generate } from "../corpus/generate";
import { loadEngine } from "./engine";
import { measure } from "./measures";
import { missesOf } from "./misses";
import { groupTable, goalTable } from "./table";
import { addDocument, GROUPINGS, newTally, type Grouping } from "./tally";

const DOCUMENTS = 3000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      tuning: { type: "boolean" },
      "held-out": { type: "boolean" },
      set: { type: "string" },
      by: { type: "string" },
      documents: { type: "string", default: String(DOCUMENTS) },
      seed: { type: "string", default: "1" },
      misses: { type: "string" },
      json: { type: "boolean" },
    },
  });
  const { by, set } = values;
  if (by !== undefined && by !== "category" && !GROUPINGS.includes(by as Grouping))
    throw new Error(`--by takes category, ${GROUPINGS.join(", ")}; got ${JSON.stringify(by)}`);
  const half = values["held-out"] ? "held-out" : "tuning";
  if (half === "held-out" && values.misses !== undefined)
    throw new Error("--misses shows texts, and nobody who tunes the engine reads those of the held-out half");
  const documents = set === undefined ? generate({ half, documents: count("documents", values.documents), seed: count("seed", values.seed) }) : linesOf(set); // prettier-ignore
  const { name, find } = loadEngine();
  const tally = newTally();
  const misses: string[] = [];
  const wanted = values.misses === undefined ? 0 : count("misses", values.misses);
  let milliseconds = 0;
  for await (const document of documents) {
    const started = performance.now();
    const found = find(document.text);
    milliseconds += performance.now() - started;
    addDocument(tally, document, found);
    if (misses.length < wanted) misses.push(...missesOf(document, found));
  }
  const rate = Math.round((1000 * tally.documents) / milliseconds);
  if (values.json) {
    process.stdout.write(`${JSON.stringify({ engine: name, set: set ?? half, documents: tally.documents, measures: measure(tally), documentsASecond: rate })}\n`); // prettier-ignore
    return;
  }
  const groups = by === "category" ? tally.categories : by !== undefined ? tally.groups[by as Grouping] : undefined;
  process.stdout.write(
    [
      `${name} on ${set ?? `the ${half} half`}: ${tally.documents} documents, ${tally.all.gold} spans, ${rate} documents a second`,
      goalTable(tally),
      ...(groups === undefined ? [] : ["", groupTable(by!, groups)]),
      ...(wanted === 0 ? [] : ["", ...misses.slice(0, wanted)]),
      "",
    ].join("\n"),
  );
}

async function* linesOf(file: string): AsyncGenerator<GoldDocument> {
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity }))
    if (line !== "") yield JSON.parse(line) as GoldDocument;
}

function count(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0)
    throw new Error(`--${name} takes a whole number; got ${JSON.stringify(text)}`);
  return value;
}

main().catch((error: unknown) => {
  process.stderr.write(`phi-score: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
