export const VERDICTS = ["misuse", "honest"] as const;

export type Verdict = (typeof VERDICTS)[number];

/** Scores between which feedback moves the threshold, whoever says what and however often. */
export const BOUNDS = { least: 0.7, most: 0.95 } as const;

/**
 * Steps of the threshold. They balance where one alert in five is misuse: fewer, and it rises; more, and it falls, as there may be others
 * below it (a stochastic approximation of that share; Robbins and Monro, 1951).
 */
const STEPS: Readonly<Record<Verdict, number>> = { misuse: -0.008, honest: 0.002 };

/** The threshold after a verdict, within the bounds, to a thousandth. A configured one outside of them is moved towards them alone. */
export function thresholdAfter(threshold: number, verdict: Verdict): number {
  const [least, most] = [Math.min(BOUNDS.least, threshold), Math.max(BOUNDS.most, threshold)];
  return Math.round(Math.min(most, Math.max(least, threshold + STEPS[verdict])) * 1000) / 1000;
}
