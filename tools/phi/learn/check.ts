import { CLASSES, NONE_OF_THEM } from "../../../lambdas/phi/text/learnt/classes";
import { featuresAt, MOST_FEATURES } from "../../../lambdas/phi/text/learnt/features";
import { chancesOf, likeliest, type Model } from "../../../lambdas/phi/text/learnt/model";
import { SPACE } from "../../../lambdas/phi/text/tokens";
import { NOTHING_TO_LEARN, type Lesson } from "./lessons";

/** Words that identify somebody, words held for such ones, and those that are both. */
export interface Checked {
  readonly words: number;
  readonly held: number;
  readonly right: number;
}

/** How a model does on lessons that it has not learnt. */
export function check(model: Model, lessons: readonly Lesson[], least = 0.5): Checked {
  const features = new Int32Array(MOST_FEATURES);
  const chances = new Float64Array(CLASSES.length);
  let [words, held, right] = [0, 0, 0];
  for (const { note, symbols, classes } of lessons) {
    let previous = NONE_OF_THEM;
    for (const [at, wanted] of classes.entries()) {
      if ((note.tokens.gap[at] as number) > SPACE) previous = NONE_OF_THEM;
      chancesOf(model, features, featuresAt(note, symbols, at, previous, features), chances);
      previous = likeliest(chances);
      if (wanted === NOTHING_TO_LEARN) continue;
      const isHeld = 1 - (chances[NONE_OF_THEM] as number) >= least;
      if (wanted !== NONE_OF_THEM) words += 1;
      if (isHeld) held += 1;
      if (isHeld && wanted !== NONE_OF_THEM) right += 1;
    }
  }
  return { words, held, right };
}
