/** `npm run bench -- phi [--json]`: how well and how fast the PHI engine finds, on each set that nobody tunes on; beside Presidio where it is installed. */
import * as os from "node:os";
import { findPhi } from "../../lambdas/phi/engine";
import type { GoldDocument } from "../../synthetic/text/labelled";
import { generate } from "../phi/corpus/generate";
import { GOALS, measure, share } from "../phi/score/measures";
import { setsOf } from "../phi/score/sets";
import { goalTable, groupTable } from "../phi/score/table";
import { addDocument, newTally, type Tally } from "../phi/score/tally";
import { round, row } from "./figures";
import { measureDetector } from "./phi-detect";
import { longNote } from "./phi-long-note";
import { measureProcess, type ProcessFigures } from "./phi-process";
import { PRESIDIO_VARIABLE, scorePresidio } from "./phi-presidio";

const DOCUMENTS = 3000;
const SEED = 1;
/** Of each set: Presidio takes 40 ms a document. */
const DOCUMENTS_OF_PEERS = 620;
/** The largest document that the pipeline takes, in letters of one byte. */
const LONG_NOTE = 10_000_000;
const NOISES = ["lower", "upper", "ocr"] as const;

function tallyOf(documents: Iterable<GoldDocument>): Tally {
  const tally = newTally();
  for (const document of documents) addDocument(tally, document, findPhi(document.text));
  return tally;
}

/** By how much less of the Safe Harbor spans is covered when the same documents come in another form. */
function drops(): { noise: string; drop: number }[] {
  const full = (noise: string): number => {
    const { safeHarbor } = tallyOf(generate({ half: "held-out", documents: DOCUMENTS, seed: SEED, noise }));
    return share(safeHarbor.full, safeHarbor.gold);
  };
  const clean = full("");
  return NOISES.map((noise) => ({ noise, drop: clean - full(noise) }));
}

const LIMITS: readonly (readonly [keyof ProcessFigures, string, string, string])[] = [
  ["documentsASecond", "documents a second, one core", "at least 500", "3000"],
  ["p95Ms", "p95 of a document, ms", "at most 10", "2"],
  ["p50Ms", "p50 of a document, ms", "", ""],
  ["startMs", "start-up, ms", "at most 300", "100"],
  ["residentMb", "memory, MB", "at most 150", "80"],
];

function main(args: readonly string[]): void {
  const documents = [...generate({ half: "held-out", documents: DOCUMENTS, seed: SEED })];
  const tally = tallyOf(documents);
  const cost = measureProcess(documents.map((document) => `${JSON.stringify(document)}\n`).join(""));
  const detector = measureDetector(longNote(LONG_NOTE));
  const noises = drops();
  const others = [...setsOf("unseen", DOCUMENTS, SEED), ...setsOf("foreign", DOCUMENTS, SEED)].map((set) => {
    const texts = [...set.documents];
    return { name: set.name, documents: texts, tally: tallyOf(texts) };
  });
  const compared = [{ name: "the held-out half", documents }, ...others].flatMap((set) => {
    const some = set.documents.slice(0, DOCUMENTS_OF_PEERS);
    const presidio = scorePresidio(some);
    return presidio === undefined ? [] : [{ name: set.name, documents: some.length, ours: tallyOf(some), presidio }];
  });
  const machine = `${os.cpus().length} cores, Node ${process.versions.node}, load ${round(os.loadavg()[0] ?? 0, 1)}`;
  if (args.includes("--json")) {
    const peer = compared.map(({ name, documents: of, ours, presidio }) => ({
      name,
      documents: of,
      phiguard: measure(ours),
      presidio: { ...measure(presidio.tally), documentsASecond: presidio.documentsASecond },
    }));
    const figures = {
      machine,
      documents: DOCUMENTS,
      measures: measure(tally),
      cost,
      detector,
      noises,
      others: Object.fromEntries(others.map(({ name, tally: of }) => [name, measure(of)])),
      presidio: peer,
    };
    process.stdout.write(`${JSON.stringify(figures, undefined, 2)}\n`);
    return;
  }
  const lines = [
    `PHI engine on the held-out half: ${DOCUMENTS} documents, ${tally.all.gold} spans (${machine})`,
    goalTable(tally),
    "",
    ...LIMITS.map(([name, title, floor, aim]) => row(34, title, String(round(cost[name], 2)), floor, aim)),
    row(34, "bundle, KB", String(round(cost.bundleBytes / 1000, 0))),
    row(34, "phi-detect, a note of 10 MB, s", String(round(detector.seconds, 1))),
    row(34, "phi-detect, the same, MB at most", String(round(detector.residentMb, 0))),
    "",
    "Safe Harbor coverage lost when the same documents come in",
    ...noises.map(({ noise, drop }) => row(34, noise, drop.toFixed(4), "at most 0.05", "0.01")),
    "",
    groupTable("category", tally.categories),
    "",
    groupTable("kind", tally.groups.kind),
    "",
    groupTable("noise", tally.groups.noise),
    "",
    ...others.flatMap(({ name, tally: of }) => [
      `On ${name}: ${of.documents} documents, ${of.all.gold} spans`,
      goalTable(of),
      "",
    ]),
  ];
  if (compared.length === 0) lines.push(`Presidio: not measured (${PRESIDIO_VARIABLE} names no Python that has it)`);
  for (const { name, documents: of, ours, presidio } of compared) {
    const [mine, theirs] = [measure(ours), measure(presidio.tally)];
    lines.push(`Beside Presidio, ${of} of ${name}`, row(46, "", "phiguard", "Presidio"));
    for (const { measure: key, title } of GOALS)
      lines.push(row(46, title, mine[key].toFixed(4), theirs[key].toFixed(4)));
    const rates = [cost.documentsASecond, presidio.documentsASecond].map((value) => String(round(value, 0)));
    lines.push(row(46, "documents a second", ...rates), "");
  }
  process.stdout.write(`${lines.join("\n")}\n`);
}

main(process.argv.slice(2));
