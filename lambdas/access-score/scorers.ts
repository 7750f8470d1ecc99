import { FEATURE_NAMES, type Feature } from "../access-model/features";
import { scorerOf, type Model } from "../access-model/model";
import type { Scorer } from "./ports";

/** The fitted model in the code. */
export function embeddedScorer(model: Model): Scorer {
  const { score, reasons } = scorerOf(model);
  return { score: async (features) => score(features), reasons };
}

/** Every feature weighs the same: the reasons of a score that another model gave are what was unusual, not what made it. */
const EVEN = scorerOf({
  fitted: "not fitted",
  intercept: 0,
  weights: Object.fromEntries(FEATURE_NAMES.map((name) => [name, 1])),
});

/** A model of one's own, asked with the features by name. */
export function outsideScorer(ask: (features: Readonly<Record<Feature, number>>) => Promise<number>): Scorer {
  return {
    score: (features) =>
      ask(Object.fromEntries(FEATURE_NAMES.map((name, index) => [name, features[index]])) as Record<Feature, number>),
    reasons: EVEN.reasons,
  };
}
