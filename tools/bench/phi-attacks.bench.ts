/**
 * `npm run bench -- phi-attacks [megabytes]`: the PHI engine over attack strings that grow fourfold up to that size, in one run; and the
 * memory and time of a 10 MB document, by the engine and by the function that searches documents. A linear engine takes four times as long
 * for four times the text; an attack that takes more than twice that is steep, and goes no further.
 */
import { performance } from "node:perf_hooks";
import { findPhi } from "../../lambdas/phi/engine";
import { localDetector } from "../../lambdas/phi-detect/local-detector";
import { ATTACKS, attackOf } from "./phi-attacks";
import { longNote } from "./phi-long-note";

const MEGABYTES = 5;
const DOCUMENT_LETTERS = 10_000_000;
const QUARTER = 4;
/** Of the ratio of times above which growth is not taken for linear: collections of garbage and caches make some of it. */
const STEEP = 8;

async function main(): Promise<void> {
  const megabytes = Number(process.argv[2] ?? MEGABYTES);
  if (!(megabytes > 0)) throw new Error(`wanted is a size in megabytes; got ${JSON.stringify(process.argv[2])}`);
  const letters = Math.round(megabytes * 1_000_000);
  findPhi(attackOf(ATTACKS["a sentence"]!, 100_000));
  const sizes = [4, 3, 2, 1, 0].map((power) => Math.round(letters / QUARTER ** power));
  process.stdout.write(
    `${"seconds for letters".padEnd(26)}${sizes.map((size) => String(size).padStart(10)).join("")}\n`,
  );
  const steep: string[] = [];
  for (const [name, piece] of Object.entries(ATTACKS)) {
    const seconds: number[] = [];
    for (const size of sizes) {
      if (isSteep(seconds)) break;
      seconds.push(secondsOf(() => findPhi(attackOf(piece, size))));
    }
    if (isSteep(seconds)) steep.push(name);
    process.stdout.write(
      `${name.padEnd(26)}${seconds.map((value) => value.toFixed(2).padStart(10)).join("")}${isSteep(seconds) ? "  steep, stopped" : ""}\n`,
    );
  }
  process.stdout.write(`${steep.length} of ${Object.keys(ATTACKS).length} grew steeper than the text.\n\n`);
  const document = longNote(DOCUMENT_LETTERS);
  let spans = 0;
  const engine = secondsOf(() => (spans = findPhi(document, { format: "text" }).length));
  const started = performance.now();
  const { spans: detected } = await localDetector("balanced").detect(document, "text");
  const detector = (performance.now() - started) / 1000;
  process.stdout.write(
    `A note of ${DOCUMENT_LETTERS / 1_000_000} MB: engine ${engine.toFixed(1)} s, ${spans} spans; as phi-detect searches it ${detector.toFixed(1)} s, ${detected.length} spans; ${Math.round(process.resourceUsage().maxRSS / 1000)} MB at most, all attacks before it included\n`,
  );
  if (steep.length > 0) process.exitCode = 1;
}

/** Whether the last step took far more than four times as long as the one before, and long enough to be told from noise. */
function isSteep(seconds: readonly number[]): boolean {
  const [before = Infinity, last = 0] = seconds.slice(-2);
  return seconds.length > 1 && last > 1 && last / before > STEEP;
}

function secondsOf(work: () => unknown): number {
  const started = performance.now();
  work();
  return (performance.now() - started) / 1000;
}

void main();
