/** `npm run phi-score -- [--tuning|--held-out|--unseen|--foreign|--set FILE] [--by GROUPING] [--documents N] [--seed N] [--misses N] [--json]` */
import { performance } from "node:perf_hooks";
import { parseArgs } from "node:util";
import { unknownNames } from "../corpus/unseen/known";
import { loadEngine } from "./engine";
import { measure } from "./measures";
import { missesOf } from "./misses";
import { MEASURED_ONLY, SET_NAMES, setOfFile, setsOf, type GoldSet } from "./sets";
import { groupTable, goalTable } from "./table";
import { addDocument, GROUPINGS, newTally, type Grouping, type Tally } from "./tally";

const DOCUMENTS = 3000;

interface Score {
  readonly tally: Tally;
  readonly misses: readonly string[];
  readonly documentsASecond: number;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      ...Object.fromEntries(SET_NAMES.map((name) => [name, { type: "boolean" as const }])),
      set: { type: "string" },
      by: { type: "string" },
      documents: { type: "string", default: String(DOCUMENTS) },
      seed: { type: "string", default: "1" },
      misses: { type: "string" },
      json: { type: "boolean" },
    },
  });
  const { by, set: file } = values;
  if (by !== undefined && by !== "category" && !GROUPINGS.includes(by as Grouping))
    throw new Error(`--by takes category, ${GROUPINGS.join(", ")}; got ${JSON.stringify(by)}`);
  const chosen = SET_NAMES.find((name) => (values as Record<string, unknown>)[name] === true) ?? "tuning";
  if (MEASURED_ONLY.includes(chosen) && values.misses !== undefined)
    throw new Error(`--misses shows texts, and nobody who tunes the engine reads those that --${chosen} takes`);
  if (chosen === "unseen" && file === undefined && !values.json) process.stdout.write(`${sharesOfNames()}\n\n`);
  // Sets of others are a kind each: one figure for all of them says little.
  const usual = chosen === "foreign" && file === undefined ? "kind" : undefined;
  const grouping = (by ?? usual) as Grouping | "category" | undefined;
  const [documents, seed] = [count("documents", values.documents), count("seed", values.seed)];
  const wanted = values.misses === undefined ? 0 : count("misses", values.misses);
  for (const set of file === undefined ? setsOf(chosen, documents, seed) : [setOfFile(file)]) {
    const score = await scoreOf(set, wanted);
    process.stdout.write(values.json ? lineOf(set, score) : textOf(set, score, grouping));
  }
}

async function scoreOf({ documents }: GoldSet, wanted: number): Promise<Score> {
  const { find } = loadEngine();
  const tally = newTally();
  const misses: string[] = [];
  let milliseconds = 0;
  for await (const document of documents) {
    const started = performance.now();
    const found = find(document.text);
    milliseconds += performance.now() - started;
    addDocument(tally, document, found);
    if (misses.length < wanted) misses.push(...missesOf(document, found));
  }
  const documentsASecond = Math.round((1000 * tally.documents) / milliseconds);
  return { tally, misses: misses.slice(0, wanted), documentsASecond };
}

function sharesOfNames(): string {
  const { names, unknown } = unknownNames();
  return `${names} names, of which ${((100 * unknown) / names).toFixed(1)} % are in no list of the engine`;
}

function lineOf({ name }: GoldSet, { tally, documentsASecond }: Score): string {
  const engine = loadEngine().name;
  return `${JSON.stringify({ engine, set: name, documents: tally.documents, measures: measure(tally), documentsASecond })}\n`;
}

function textOf({ name }: GoldSet, { tally, misses, documentsASecond }: Score, by?: Grouping | "category"): string {
  const groups = by === "category" ? tally.categories : by !== undefined ? tally.groups[by] : undefined;
  return [
    `${loadEngine().name} on ${name}: ${tally.documents} documents, ${tally.all.gold} spans, ${documentsASecond} documents a second`,
    goalTable(tally),
    ...(groups === undefined ? [] : ["", groupTable(by!, groups)]),
    ...(misses.length === 0 ? [] : ["", ...misses]),
    "",
    "",
  ].join("\n");
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
