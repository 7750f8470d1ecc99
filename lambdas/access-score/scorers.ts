import { FEATURE_NAMES, type Feature } from "../access-model/features";
import { scorerOf, type Model } from "../access-model/model";
import type { Scorer } from "./ports";

/** The fitted models in the code: one for events that tell all, and one for events that tell of caller, patient and records alone. */
export function embeddedScorer(models: { readonly full: Model; readonly bare: Model }): Scorer {
  const [full, bare] = [scorerOf(models.full), scorerOf(models.bare)];
  return {
    score: async (features, isBare) => (isBare ? bare : full).score(features),
    reasons: (features, isBare) => (isBare ? bare : full).reasons(features),
  };
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
