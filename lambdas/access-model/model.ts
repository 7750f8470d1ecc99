import { FEATURE_NAMES, type Feature, type Features } from "./features";

/** A fitted logistic: all weights are 0 or more, so that a score never falls as a feature grows. */
export interface Model {
  /** When and of what it was fitted, for people. */
  readonly fitted: string;
  readonly intercept: number;
  readonly weights: Readonly<Partial<Record<Feature, number>>>;
}

/** Why a score is what it is: a feature, and its share of what speaks for misuse, in (0, 1]. */
export interface Reason {
  readonly feature: Feature;
  readonly share: number;
}

/** The most reasons that are told. */
const MOST_REASONS = 5;

export interface Scorer {
  /** In (0, 1). */
  score(features: Features): number;
  /** The greatest first, at most five; none where nothing speaks for misuse. */
  reasons(features: Features): Reason[];
}

/** Throws for a model with a weight below 0, or of a feature that there is not. */
export function scorerOf({ intercept, weights }: Model): Scorer {
  for (const [name, weight] of Object.entries(weights)) {
    if (!FEATURE_NAMES.includes(name as Feature))
      throw new Error(`the model has a weight of ${name}, which is no feature`);
    if (!(weight >= 0 && weight < Infinity)) throw new Error(`the weight of ${name} must be 0 or more; got ${weight}`);
  }
  const row = Float64Array.from(FEATURE_NAMES, (name) => weights[name] ?? 0);
  return {
    score: (features) => {
      let sum = intercept;
      for (let index = 0; index < row.length; index++) sum += (row[index] as number) * (features[index] as number);
      return 1 / (1 + Math.exp(-sum));
    },
    reasons: (features) => {
      const parts = FEATURE_NAMES.map((feature, index) => {
        return { feature, share: (row[index] as number) * (features[index] as number) };
      });
      const all = parts.reduce((sum, { share }) => sum + share, 0);
      return parts
        .filter(({ share }) => share > 0)
        .sort((a, b) => b.share - a.share)
        .slice(0, MOST_REASONS)
        .map(({ feature, share }) => ({ feature, share: share / all }));
    },
  };
}
