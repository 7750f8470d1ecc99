/**
 * `npm run phi-learn`: fits the model of the text engine to made-up texts and writes lambdas/phi/text/learnt/weights.json. With `--check` it
 * writes nothing: a model that has not seen every fifth template of the practice texts is tried on those.
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { Random } from "../../../synthetic/random";
import type { GoldDocument } from "../../../synthetic/text/labelled";
import { generate, TEMPLATES } from "../corpus/generate";
import { practice } from "../corpus/practice";
import { check } from "./check";
import { fit } from "./fit";
import { lessonOf, type Lesson } from "./lessons";
import { pack } from "./pack";

const SEED = 1;
const CHECK_SEED = 2;
/** Rounds over the practice templates, and how many texts of the tuning half stand beside them. */
const ROUNDS = 24;
const CHECK_ROUNDS = 4;
const TUNING_DOCUMENTS = 6000;
const FILE = "lambdas/phi/text/learnt/weights.json";

const isKept = (template: number): boolean => template % 5 === 0;

/** Texts in prose of the tuning half; in files and messages of systems the structure is read and not the words. */
function* tuning(): Generator<GoldDocument> {
  for (const document of generate({ half: "tuning", documents: TUNING_DOCUMENTS, seed: SEED }))
    if (TEMPLATES.tuning.kinds[document.kind]?.isProse === true) yield document;
}

function lessonsFor(takes: (template: number) => boolean): Lesson[] {
  return [...practice({ seed: SEED, rounds: ROUNDS, takes }), ...tuning()].map(lessonOf);
}

function main(args: readonly string[]): void {
  if (args.length > 1 || (args[0] ?? "--check") !== "--check") {
    process.stderr.write("phi-learn: wanted --check or nothing\n");
    process.exitCode = 2;
    return;
  }
  const random = new Random(`learn/${SEED}`);
  if (args.length === 0) {
    const lessons = lessonsFor(() => true);
    const content = { generatedBy: "npm run phi-learn", texts: lessons.length, ...pack(fit(lessons, random)) };
    const text = `${JSON.stringify(content, undefined, 2)}\n`;
    writeFileSync(resolve(__dirname, "../../..", FILE), text);
    process.stdout.write(`${lessons.length} texts, ${text.length} bytes: ${FILE}\n`);
    return;
  }
  const model = fit(
    lessonsFor((template) => !isKept(template)),
    random,
  );
  const unseen = [...practice({ seed: CHECK_SEED, rounds: CHECK_ROUNDS, takes: isKept })].map(lessonOf);
  for (const least of [0.5, 0.6, 0.8, 0.95]) {
    const { words, held, right } = check(model, unseen, least);
    process.stdout.write(
      `from a chance of ${least}: recall ${(right / words).toFixed(3)}, precision ${(right / held).toFixed(3)} of ${words} words\n`,
    );
  }
}

main(process.argv.slice(2));
