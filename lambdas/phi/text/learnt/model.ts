import { inflateRawSync } from "node:zlib";
import { CLASSES } from "./classes";
import WEIGHTS from "./weights.json";

/** A linear model: for each bucket of features one weight for every class, `scale` times what stands here. */
export interface Model {
  readonly weights: Int8Array | Float32Array;
  readonly scale: number;
}

const SIZE = CLASSES.length;

let model: Model | undefined;

/** The model that `npm run phi-learn` wrote. */
export function learntModel(): Model {
  if (model === undefined) {
    const bytes = inflateRawSync(Buffer.from(WEIGHTS.weights, "base64"));
    model = { weights: new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length), scale: WEIGHTS.scale };
  }
  return model;
}

/** Writes the chance of each class into `into`, given the first `count` buckets: the softmax of the sums of their weights. */
export function chancesOf({ weights, scale }: Model, buckets: Int32Array, count: number, into: Float64Array): void {
  into.fill(0);
  for (let index = 0; index < count; index += 1) {
    const from = (buckets[index] as number) * SIZE;
    for (let each = 0; each < SIZE; each += 1) into[each] = (into[each] as number) + (weights[from + each] as number);
  }
  let most = -Infinity;
  for (let each = 0; each < SIZE; each += 1) most = Math.max(most, into[each] as number);
  let sum = 0;
  for (let each = 0; each < SIZE; each += 1) {
    into[each] = Math.exp(((into[each] as number) - most) * scale);
    sum += into[each] as number;
  }
  for (let each = 0; each < SIZE; each += 1) into[each] = (into[each] as number) / sum;
}

/** Place of the likeliest class. */
export function likeliest(chances: Float64Array): number {
  let best = 0;
  for (let each = 1; each < SIZE; each += 1) if ((chances[each] as number) > (chances[best] as number)) best = each;
  return best;
}
