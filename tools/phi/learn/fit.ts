import { CLASSES, NONE_OF_THEM } from "../../../lambdas/phi/text/learnt/classes";
import { BUCKETS, featuresAt, MOST_FEATURES } from "../../../lambdas/phi/text/learnt/features";
import { chancesOf, likeliest, type Model } from "../../../lambdas/phi/text/learnt/model";
import { SPACE } from "../../../lambdas/phi/text/tokens";
import type { Random } from "../../../synthetic/random";
import { NOTHING_TO_LEARN, type Lesson } from "./lessons";

const SIZE = CLASSES.length;
const PASSES = 4;
const RATE = 0.1;
/** What squares of slopes begin with, so that the first step of a weight is no leap. */
const FIRST_SQUARE = 0.01;
/** Slopes below this change nothing worth the step. */
const FLAT = 1e-3;
/**
 * Share of the features that are not seen at a time. What was learnt of one word together with its neighbours would else be enough for the
 * texts at hand, and nothing would be left to be learnt of the words one by one, which other texts share.
 */
const LEFT_OUT = 0.4;

/**
 * Softmax regression, one token at a time by AdaGrad (Duchi, Hazan, Singer 2011), features left out by chance (dropout, Srivastava and
 * others 2014), weights the mean of those behind each pass of the second half. The class of the word before is the model's own guess, as
 * it is when it is used. The same lessons and chance give the same model.
 */
export function fit(lessons: readonly Lesson[], random: Random, passes = PASSES): Model {
  const weights = new Float32Array(BUCKETS * SIZE);
  const squares = new Float32Array(BUCKETS * SIZE).fill(FIRST_SQUARE);
  const sums = new Float32Array(BUCKETS * SIZE);
  const model = { weights, scale: 1 };
  const order = [...lessons];
  let kept = 0;
  for (let pass = 0; pass < passes; pass += 1) {
    shuffle(order, random);
    for (const lesson of order) learn(model, squares, lesson, random);
    if (pass * 2 < passes - 1) continue;
    kept += 1;
    for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] as number) + (weights[at] as number);
  }
  return { weights: sums.map((sum) => sum / kept), scale: 1 };
}

function learn(
  model: Model & { readonly weights: Float32Array },
  squares: Float32Array,
  { note, symbols, classes }: Lesson,
  random: Random,
): void {
  const features = new Int32Array(MOST_FEATURES);
  const chances = new Float64Array(SIZE);
  let previous = NONE_OF_THEM;
  for (const [at, right] of classes.entries()) {
    if ((note.tokens.gap[at] as number) > SPACE) previous = NONE_OF_THEM;
    const all = featuresAt(note, symbols, at, previous, features);
    let count = 0;
    for (let each = 0; each < all; each += 1)
      if (!random.chance(LEFT_OUT)) features[count++] = features[each] as number;
    chancesOf(model, features, count, chances);
    previous = likeliest(chances);
    if (right === NOTHING_TO_LEARN) continue;
    for (let each = 0; each < SIZE; each += 1) {
      const slope = (chances[each] as number) - (each === right ? 1 : 0);
      if (Math.abs(slope) < FLAT) continue;
      for (let index = 0; index < count; index += 1) {
        const place = (features[index] as number) * SIZE + each;
        squares[place] = (squares[place] as number) + slope * slope;
        model.weights[place] = (model.weights[place] as number) - (RATE * slope) / Math.sqrt(squares[place] as number);
      }
    }
  }
}

/** Fisher and Yates. */
function shuffle<T>(items: T[], random: Random): void {
  for (let at = items.length - 1; at > 0; at -= 1) {
    const other = random.whole(0, at);
    [items[at], items[other]] = [items[other] as T, items[at] as T];
  }
}
