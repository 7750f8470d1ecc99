/**
 * `npm run phi-learn`: fits the model of the text engine to made-up texts and writes lambdas/phi/text/learnt/weights.json. With `--check` it
 * writes nothing: a model that has not seen every fifth template of the practice texts is tried on those.
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Model } from "../../../lambdas/phi/text/learnt/model";
import { Random } from "../../../synthetic/random";
import type { GoldDocument } from "../../../synthetic/text/labelled";
import { generate, TEMPLATES } from "../corpus/generate";
import { practice } from "../corpus/practice";
import { average } from "./average";
import { check } from "./check";
import { fit } from "./fit";
import { lessonOf } from "./lessons";
import { pack } from "./pack";

/** A model is fitted for each, and the file has their average. */
const SEEDS = [1, 2, 3, 4];
const CHECK_SEED = 7;
/** Rounds over the practice templates, and how many texts of the tuning half stand beside them. */
const ROUNDS = 20;
const CHECK_ROUNDS = 4;
const TUNING_DOCUMENTS = 6000;
const FILE = "lambdas/phi/text/learnt/weights.json";

const isKept = (template: number): boolean => template % 5 === 0;

/** Texts in prose of the tuning half; in files and messages of systems the structure is read and not the words. */
function* tuning(seed: number): Generator<GoldDocument> {
  for (const document of generate({ half: "tuning", documents: TUNING_DOCUMENTS, seed }))
    if (TEMPLATES.tuning.kinds[document.kind]?.isProse === true) yield document;
}

/** The model of one seed, and of how many texts it was made. */
export function fitted(seed: number, takes: (template: number) => boolean): { model: Model; texts: number } {
  const lessons = [...practice({ seed, rounds: ROUNDS, takes }), ...tuning(seed)].map(lessonOf);
  return { model: fit(lessons, new Random(`learn/${seed}`)), texts: lessons.length };
}

function main(args: readonly string[]): void {
  if (args.length > 1 || (args[0] ?? "--check") !== "--check") {
    process.stderr.write("phi-learn: wanted --check or nothing\n");
    process.exitCode = 2;
    return;
  }
  const fits = SEEDS.map((seed) => fitted(seed, args.length === 0 ? () => true : (template) => !isKept(template)));
  const texts = fits.reduce((sum, each) => sum + each.texts, 0);
  const model = average(fits.map((each) => each.model));
  if (args.length === 0) {
    const text = `${JSON.stringify({ generatedBy: "npm run phi-learn", texts, ...pack(model) }, undefined, 2)}\n`;
    writeFileSync(resolve(__dirname, "../../..", FILE), text);
    process.stdout.write(`${texts} texts, ${text.length} bytes: ${FILE}\n`);
    return;
  }
  const unseen = [...practice({ seed: CHECK_SEED, rounds: CHECK_ROUNDS, takes: isKept })].map(lessonOf);
  for (const least of [0.5, 0.6, 0.8, 0.95]) {
    const { words, held, right } = check(model, unseen, least);
    process.stdout.write(
      `from a chance of ${least}: recall ${(right / words).toFixed(3)}, precision ${(right / held).toFixed(3)} of ${words} words\n`,
    );
  }
}

if (require.main === module) main(process.argv.slice(2));
