import { FEATURE_NAMES } from "../../lambdas/access-model/features";
import type { Model } from "../../lambdas/access-model/model";
import type { Bag, Bags } from "./bags";

const WIDE = FEATURE_NAMES.length;
/** Rounds in which the most unusual access of each bag is chosen anew, and steps of a round. */
const ROUNDS = 12;
const STEPS = 400;
const RATE = 0.05;
/** What large weights cost. */
const RIDGE = 1e-4;

/** Score above which an access is told of. */
export const ALERT_SCORE = 0.8;

interface Weights {
  readonly row: Float64Array;
  intercept: number;
}

/**
 * A logistic of which no weight is below 0, fitted to bags by their most unusual access (multiple-instance learning; Andrews, Tsochantaridis
 * and Hofmann, 2003) by projected steps of Adam (Kingma and Ba, 2015). Its intercept is set last: so that as many honest people's days as
 * may be told of score above 0.8. @param alertsADay honest days that may be told of.
 */
export function fit({ bags, share, days }: Bags, alertsADay: number): Omit<Model, "fitted"> {
  const weights: Weights = { row: new Float64Array(WIDE).fill(1), intercept: 0 };
  const honest = bags.filter(({ isMisuse }) => !isMisuse);
  const misuse = bags.filter(({ isMisuse }) => isMisuse);
  const balance = (alertsADay * days * share) / misuse.reduce((sum, { weight }) => sum + weight, 0);
  for (let round = 0; round < ROUNDS; round++) {
    const chosen = bags.map((bag) => mostUnusual(bag, weights));
    const of = bags.map((bag) => (bag.isMisuse ? bag.weight * balance : 1));
    descend(weights, bags, chosen, of);
  }
  const scores = honest.map((bag) => sumOf(bag, mostUnusual(bag, weights), weights.row)).sort((a, b) => b - a);
  const told = Math.floor(alertsADay * days * share);
  const edge = scores[told] ?? 0;
  return {
    intercept: rounded(Math.log(ALERT_SCORE / (1 - ALERT_SCORE)) - edge),
    weights: Object.fromEntries(
      FEATURE_NAMES.flatMap((name, index) => {
        const weight = rounded(weights.row[index] as number);
        return weight > 0 ? [[name, weight]] : [];
      }),
    ),
  };
}

const rounded = (value: number): number => Math.round(value * 1000) / 1000;

function sumOf({ rows }: Bag, from: number, weights: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < WIDE; index++) sum += (weights[index] as number) * (rows[from + index] as number);
  return sum;
}

/** Where the row of the most unusual access begins. */
function mostUnusual(bag: Bag, { row }: Weights): number {
  let best = 0;
  let most = -Infinity;
  for (let from = 0; from < bag.rows.length; from += WIDE) {
    const sum = sumOf(bag, from, row);
    if (sum > most) [most, best] = [sum, from];
  }
  return best;
}

function descend(weights: Weights, bags: readonly Bag[], chosen: readonly number[], of: readonly number[]): void {
  const total = of.reduce((sum, weight) => sum + weight, 0);
  const [first, second] = [new Float64Array(WIDE + 1), new Float64Array(WIDE + 1)];
  for (let step = 1; step <= STEPS; step++) {
    const slope = new Float64Array(WIDE + 1);
    bags.forEach((bag, index) => {
      const from = chosen[index] as number;
      const chance = 1 / (1 + Math.exp(-weights.intercept - sumOf(bag, from, weights.row)));
      const off = ((chance - (bag.isMisuse ? 1 : 0)) * (of[index] as number)) / total;
      for (let at = 0; at < WIDE; at++) slope[at] = (slope[at] as number) + off * (bag.rows[from + at] as number);
      slope[WIDE] = (slope[WIDE] as number) + off;
    });
    for (let at = 0; at <= WIDE; at++) {
      const now = at < WIDE ? (slope[at] as number) + RIDGE * (weights.row[at] as number) : (slope[WIDE] as number);
      first[at] = 0.9 * (first[at] as number) + 0.1 * now;
      second[at] = 0.999 * (second[at] as number) + 0.001 * now * now;
      const by =
        (RATE * ((first[at] as number) / (1 - 0.9 ** step))) /
        (Math.sqrt((second[at] as number) / (1 - 0.999 ** step)) + 1e-8);
      if (at === WIDE) weights.intercept -= by;
      else weights.row[at] = Math.max(0, (weights.row[at] as number) - by);
    }
  }
}
