import type { Model } from "../../../lambdas/phi/text/learnt/model";

/** One model of several, whose weights are the means of theirs: each has seen other people and another order, and their slips cancel out. */
export function average(models: readonly Model[]): Model {
  const [first] = models;
  if (first === undefined) throw new Error("there is no model to take the average of");
  const weights = new Float32Array(first.weights.length);
  for (const { weights: own, scale } of models)
    for (let at = 0; at < weights.length; at += 1)
      weights[at] = (weights[at] as number) + ((own[at] as number) * scale) / models.length;
  return { weights, scale: 1 };
}
