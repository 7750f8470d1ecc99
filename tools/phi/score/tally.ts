import type { Category } from "../../../lambdas/phi/span";
import type { GoldDocument, GoldSpan } from "../../../synthetic/text/labelled";
import { clockTimes, hasWordLetter, isCovered, overlap, WORD, type Range } from "./letters";

/** What an engine says stands in a text. */
export interface Found extends Range {
  readonly category: Category;
}

/** Gold spans of a group (a category, a kind ...) and how many of them were found in which way. */
export interface Hits {
  gold: number;
  /** Some part was found, whatever it was taken for. */
  any: number;
  /** Some part was found and taken for what it is. */
  strict: number;
  /** Every letter and digit was found: what masking really removes. */
  full: number;
  /** Findings of the category, and those that are right. */
  found: number;
  right: number;
}

/** Sums over documents; `score` makes measures of them. */
export interface Tally {
  documents: number;
  all: Hits;
  /** Safe Harbor spans. */
  safeHarbor: Hits;
  categories: Map<string, Hits>;
  /** Safe Harbor spans by kind, noise and sub of their documents. */
  groups: Record<Grouping, Map<string, Hits>>;
  findings: { total: number; touching: number; strict: number; wrong: number };
  safeHarborDocuments: { total: number; covered: number };
  freeDocuments: { total: number; withWrong: number };
  words: { total: number; redacted: number };
  traps: { total: number; hit: number };
}

export const GROUPINGS = ["kind", "noise", "sub"] as const;
export type Grouping = (typeof GROUPINGS)[number];

const noHits = (): Hits => ({ gold: 0, any: 0, strict: 0, full: 0, found: 0, right: 0 });

export function newTally(): Tally {
  return {
    documents: 0,
    all: noHits(),
    safeHarbor: noHits(),
    categories: new Map(),
    groups: { kind: new Map(), noise: new Map(), sub: new Map() },
    findings: { total: 0, touching: 0, strict: 0, wrong: 0 },
    safeHarborDocuments: { total: 0, covered: 0 },
    freeDocuments: { total: 0, withWrong: 0 },
    words: { total: 0, redacted: 0 },
    traps: { total: 0, hit: 0 },
  };
}

/** Adds what was found in a document. */
export function addDocument(tally: Tally, document: GoldDocument, spans: readonly Found[]): void {
  const { text } = document;
  const found = spans.filter((span) => span.end > span.begin && hasWordLetter(text, span));
  const gold = document.spans.filter(({ tier }) => tier !== "X");
  const ignored = [...document.spans.filter(({ tier }) => tier === "X"), ...clockTimes(text)];
  const covered = marked(text, found);
  tally.documents += 1;
  addGold(tally, document, gold, found, covered);
  const wrong = addFindings(tally, document, gold, ignored, found);
  if (gold.length === 0) {
    tally.freeDocuments.total += 1;
    if (wrong > 0) tally.freeDocuments.withWrong += 1;
  }
  addWords(tally, text, marked(text, [...gold, ...ignored]), covered);
  for (const trap of document.traps ?? []) {
    tally.traps.total += 1;
    if (found.some((span) => overlap(span, trap))) tally.traps.hit += 1;
  }
}

function addGold(
  tally: Tally,
  document: GoldDocument,
  gold: readonly GoldSpan[],
  found: readonly Found[],
  covered: Uint8Array,
): void {
  let isAllCovered = true;
  for (const span of gold) {
    const hits = found.filter((of) => overlap(of, span));
    const any = hits.length > 0;
    const strict = hits.some(({ category }) => isRight(category, span));
    const full = isCovered(document.text, span, covered);
    const groups = [tally.all, hitsOf(tally.categories, span.category)];
    groups.push(hitsOf(tally.groups.kind, document.kind), hitsOf(tally.groups.noise, document.noise || "none"));
    groups.push(hitsOf(tally.groups.sub, span.sub));
    if (span.tier === "H") groups.push(tally.safeHarbor);
    for (const group of groups) {
      group.gold += 1;
      if (any) group.any += 1;
      if (strict) group.strict += 1;
      if (full) group.full += 1;
    }
    if (span.tier === "H" && !full) isAllCovered = false;
  }
  if (!gold.some(({ tier }) => tier === "H")) return;
  tally.safeHarborDocuments.total += 1;
  if (isAllCovered) tally.safeHarborDocuments.covered += 1;
}

/** @returns how many findings touch nothing that they may touch. */
function addFindings(
  { findings, categories }: Tally,
  { ignoreCats }: GoldDocument,
  gold: readonly GoldSpan[],
  ignored: readonly Range[],
  found: readonly Found[],
): number {
  let wrong = 0;
  for (const span of found) {
    const touched = gold.filter((of) => overlap(of, span));
    const isIgnored = ignored.some((of) => overlap(of, span)) || ignoreCats?.includes(span.category) === true;
    if (touched.length === 0 && isIgnored) continue;
    const hits = hitsOf(categories, span.category);
    findings.total += 1;
    hits.found += 1;
    if (touched.length === 0) {
      wrong += 1;
      continue;
    }
    findings.touching += 1;
    if (!touched.some((of) => isRight(span.category, of))) continue;
    findings.strict += 1;
    hits.right += 1;
  }
  findings.wrong += wrong;
  return wrong;
}

function addWords({ words }: Tally, text: string, identifying: Uint8Array, covered: Uint8Array): void {
  const anyOf = (marks: Uint8Array, begin: number, end: number): boolean => marks.subarray(begin, end).includes(1);
  for (const { index, 0: word } of text.matchAll(WORD)) {
    const end = index + word.length;
    if (anyOf(identifying, index, end)) continue;
    words.total += 1;
    if (anyOf(covered, index, end)) words.redacted += 1;
  }
}

function isRight(category: Category, span: GoldSpan): boolean {
  return category === span.category || span.alts?.includes(category) === true;
}

function marked(text: string, ranges: readonly Range[]): Uint8Array {
  const marks = new Uint8Array(text.length);
  for (const { begin, end } of ranges) marks.fill(1, begin, end);
  return marks;
}

function hitsOf(groups: Map<string, Hits>, name: string): Hits {
  let hits = groups.get(name);
  if (hits === undefined) groups.set(name, (hits = noHits()));
  return hits;
}
