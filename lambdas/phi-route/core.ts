import type { OperatingPoint } from "../phi/contract";
import type { Format } from "../phi/formats";
import { isSampled } from "../phi/document";
import { missedShare01 } from "../phi/measured-misses";
import type { Detection, Route } from "../phi/pipeline-event";
import { CATEGORIES, type Category } from "../phi/span";

export interface RouteSettings {
  readonly operatingPoint: OperatingPoint;
  /** Risk in percent below which a document goes out as it is. */
  readonly releaseBelowPercent: number;
  /** Risk in percent that is left after masking from which on people decide. */
  readonly quarantineFromPercent: number;
  /** Share in percent of what goes out that people look at. */
  readonly sampleSharePercent: number;
}

/**
 * How much a category tells of who somebody is, in [0, 1]: what names one person alone weighs all, what only narrows down weighs less.
 * First values, by judgement; to be calibrated on documents whose identifiers are known.
 */
const WEIGHT: Readonly<Record<Category, number>> = {
  ID: 1,
  NAME: 1,
  EMAIL: 1,
  PHONE_OR_FAX: 1,
  ADDRESS: 0.8,
  URL: 0.8,
  DATE: 0.5,
  AGE: 0.3,
  PROFESSION: 0.3,
};

/** Where a detector is unsure of what it found, it may as well have missed the like of it: half of its doubt counts. */
const DOUBT = 0.5;
/** What a span counts that one detector found and another, which looks for the like, did not; and the most of it. */
const DISPUTED = 0.01;
const MOST_DISPUTED = 0.3;

/** Chance that at least one of several independent things is so. */
const anyOf = (chances: readonly number[]): number => 1 - chances.reduce((none, chance) => none * (1 - chance), 1);

const rounded = (score: number): number => Math.round(score * 1000) / 1000;

/** How likely the document identifies somebody as it is, in [0, 1]. */
export function riskScore01({ categories }: Pick<Detection, "categories">): number {
  return rounded(anyOf(CATEGORIES.map((category) => WEIGHT[category] * (categories[category]?.highest ?? 0))));
}

/** What the engine is given to find, and how. */
export interface Search {
  readonly format: Format;
  readonly operatingPoint: OperatingPoint;
}

/** Different identifiers among so many: the same few come again, so each further one counts less. */
const distinct = (count: number): number => Math.log2(1 + count);

/**
 * How likely it still does after all that was found is masked, in [0, 1]: by what detectors are unsure of, what they differ about, and what
 * the engine was measured to miss of documents like it.
 */
export function residualRisk01(
  { categories, disagreements }: Pick<Detection, "categories" | "disagreements">,
  { format, operatingPoint }: Search,
): number {
  const weighed = CATEGORIES.reduce((sum, category) => sum + WEIGHT[category] * (categories[category]?.count ?? 0), 0);
  const missed = 1 - (1 - missedShare01(format, operatingPoint)) ** distinct(weighed);
  const doubts = CATEGORIES.map((category) => {
    const found = categories[category];
    return found === undefined ? 0 : WEIGHT[category] * (1 - found.lowest) * DOUBT;
  });
  return rounded(anyOf([...doubts, missed, Math.min(MOST_DISPUTED, DISPUTED * disagreements)]));
}

/** Where a document goes, and why, in codes. The same document and settings give the same. */
export function routeOf(id: string, format: Format, detection: Detection, settings: RouteSettings): Route {
  const risk = riskScore01(detection);
  const residual = residualRisk01(detection, { format, operatingPoint: settings.operatingPoint });
  const uncovered = CATEGORIES.filter((category) => !detection.covered.includes(category));
  const found = CATEGORIES.filter((category) => detection.categories[category] !== undefined);
  const to = (kind: Route["kind"], reasons: string[]): Route => ({
    kind,
    riskScore01: risk,
    residualRisk01: residual,
    reasons,
    sampled: kind !== "quarantine" && isSampled(id, settings.sampleSharePercent),
  });
  const codes = (what: string, categories: readonly Category[]): string[] =>
    categories.map((category) => `${what}.${category.toLowerCase().replaceAll("_", "-")}`);
  if (uncovered.length > 0 && settings.operatingPoint === "recall")
    return to("quarantine", codes("not-searched", uncovered));
  if (residual * 100 >= settings.quarantineFromPercent)
    return to("quarantine", ["residual-risk", ...codes("found", found)]);
  if (uncovered.length > 0) return to("mask", [...codes("found", found), ...codes("not-searched", uncovered)]);
  // A vote that is missing is no agreement: what would have gone out as it is goes out masked.
  const missing = detection.absent.map((name) => `absent.${name}`);
  if (missing.length > 0) return to("mask", [...codes("found", found), ...missing]);
  if (risk * 100 < settings.releaseBelowPercent) return to("release", ["low-risk"]);
  return to("mask", codes("found", found));
}
