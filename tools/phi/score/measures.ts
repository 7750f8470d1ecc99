import type { Tally } from "./tally";

/** The measures of a tally, each in [0, 1]; 0 where nothing was there to measure. */
export interface Measures {
  readonly anyRecall: number;
  readonly anyPrecision: number;
  readonly strictRecall: number;
  readonly strictPrecision: number;
  /** Of the means of recall and precision over categories that the set has. */
  readonly macroF1: number;
  /** Share of Safe Harbor spans whose every letter and digit was found. */
  readonly safeHarborFull: number;
  readonly documentsFull: number;
  readonly freeDocumentsHit: number;
  readonly wordsRedacted: number;
  readonly trapsHit: number;
}

export function measure(tally: Tally): Measures {
  const { all, findings, safeHarbor, safeHarborDocuments, freeDocuments, words, traps } = tally;
  const categories = [...tally.categories.values()].filter(({ gold }) => gold > 0);
  const mean = (values: readonly number[]): number =>
    share(
      values.reduce((sum, value) => sum + value, 0),
      values.length,
    );
  return {
    anyRecall: share(all.any, all.gold),
    anyPrecision: share(findings.touching, findings.total),
    strictRecall: share(all.strict, all.gold),
    strictPrecision: share(findings.strict, findings.total),
    macroF1: f1(
      mean(categories.map(({ right, found }) => share(right, found))),
      mean(categories.map(({ strict, gold }) => share(strict, gold))),
    ),
    safeHarborFull: share(safeHarbor.full, safeHarbor.gold),
    documentsFull: share(safeHarborDocuments.covered, safeHarborDocuments.total),
    freeDocumentsHit: share(freeDocuments.withWrong, freeDocuments.total),
    wordsRedacted: share(words.redacted, words.total),
    trapsHit: share(traps.hit, traps.total),
  };
}

export interface Goal {
  readonly measure: keyof Measures;
  readonly title: string;
  /** What a release needs, and what is aimed at; the smaller the better where the aim is below the floor. */
  readonly floor: number;
  readonly aim: number;
}

export const GOALS: readonly Goal[] = [
  { measure: "anyRecall", title: "recall, any category", floor: 0.97, aim: 0.997 },
  { measure: "anyPrecision", title: "precision, any category", floor: 0.97, aim: 0.995 },
  { measure: "safeHarborFull", title: "Safe Harbor spans fully covered", floor: 0.95, aim: 0.99 },
  { measure: "macroF1", title: "strict macro F1", floor: 0.92, aim: 0.98 },
  { measure: "documentsFull", title: "documents with each Safe Harbor span covered", floor: 0.7, aim: 0.95 },
  { measure: "freeDocumentsHit", title: "PHI-free documents with a false hit", floor: 0.03, aim: 0.01 },
  { measure: "wordsRedacted", title: "words wrongly redacted", floor: 0.005, aim: 0.001 },
];

export function reaches({ floor, aim }: Goal, value: number): "aim" | "floor" | "below" {
  const isAtLeast = (limit: number): boolean => (aim > floor ? value >= limit : value <= limit);
  return isAtLeast(aim) ? "aim" : isAtLeast(floor) ? "floor" : "below";
}

export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function f1(precision: number, recall: number): number {
  return share(2 * precision * recall, precision + recall);
}
