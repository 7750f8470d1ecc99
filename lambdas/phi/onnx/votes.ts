import type { OperatingPoint } from "../contract";
import { CATEGORIES, mergeSpans, type Category, type Span } from "../span";
import type { Label } from "./labels";
import type { Word } from "./words";

/** What the model says of a word: the surest category of any of its subwords, and how sure. */
export interface Vote extends Word {
  readonly category: Category;
  /** In [0, 1]. */
  readonly score: number;
  readonly label: string;
  readonly begins: boolean;
}

/** From which probability on a word counts; `recall` also takes what is likelier to be nothing. */
const LEAST: Readonly<Record<OperatingPoint, number>> = { balanced: 0.5, recall: 0.25 };

/**
 * The vote on a word from the scores (logits) of its subwords, a row each. The surest subword decides for the whole word: a tail of letters
 * must not stay. Undefined where no category has a label.
 */
export function voteOn(word: Word, rows: readonly Float32Array[], labels: readonly Label[]): Vote | undefined {
  let best: Vote | undefined;
  rows.forEach((row, at) => {
    const shares = softmax(row);
    for (const category of CATEGORIES) {
      const of = labels.flatMap((label, index) => (label.category === category ? [index] : []));
      const score = of.reduce((sum, index) => sum + (shares[index] as number), 0);
      if (of.length === 0 || (best !== undefined && best.score >= score)) continue;
      const surest = of.reduce((a, b) => ((shares[b] as number) > (shares[a] as number) ? b : a));
      const { name: label, begins } = labels[surest] as Label;
      best = { ...word, category, score, label, begins: at === 0 && begins };
    }
  });
  return best;
}

/** Shares of one; the greatest is taken off first, so that nothing overflows. */
function softmax(row: Float32Array): number[] {
  const most = Math.max(...row);
  const powers = Array.from(row, (value) => Math.exp(value - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** Between words of one identifier. */
const JOINS = /^[^\S\n]*\n?[^\S\n]*$/;
const LETTER = /[\p{L}\p{N}]/u;

/** Words of one category beside each other as one span, without marks at its ends. Votes are in order of the text. */
export function spansOf(text: string, votes: readonly Vote[], operatingPoint: OperatingPoint): Span[] {
  const groups: Vote[][] = [];
  for (const vote of votes) {
    if (vote.score < LEAST[operatingPoint]) continue;
    const group = groups.at(-1);
    const last = group?.at(-1);
    if (group !== undefined && last !== undefined && goesOn(text, last, vote)) group.push(vote);
    else groups.push([vote]);
  }
  return mergeSpans(groups.flatMap((group) => spanOf(text, group)));
}

/** A given name and a family name are one name, though each begins something of its own. */
function goesOn(text: string, last: Vote, next: Vote): boolean {
  if (last.category !== next.category || (next.begins && next.label === last.label)) return false;
  return JOINS.test(text.slice(last.end, next.begin));
}

/** What is written without a space: a part of it tells of all. */
const UNBROKEN: ReadonlySet<Category> = new Set(["EMAIL", "URL"]);
/** Longer ones are no addresses. */
const MOST_UNBROKEN = 300;

/** The run of characters that are no space, without marks at its ends. */
function unbroken(text: string, begin: number, end: number): Word {
  const before = /[^\s]*$/.exec(text.slice(Math.max(0, begin - MOST_UNBROKEN), begin))?.[0] ?? "";
  const after = /^[^\s]*/.exec(text.slice(end, end + MOST_UNBROKEN))?.[0] ?? "";
  return {
    begin: begin - before.replace(/^[^\p{L}\p{N}]+/u, "").length,
    end: end + after.replace(/[^\p{L}\p{N}/]+$/u, "").length,
  };
}

function spanOf(text: string, group: readonly Vote[]): Span[] {
  const isWord = ({ begin, end }: Word): boolean => LETTER.test(text.slice(begin, end));
  const [first, last] = [group.find(isWord), group.findLast(isWord)];
  if (first === undefined || last === undefined) return [];
  const { category } = first;
  const score = Math.max(...group.map((vote) => vote.score));
  const ends = UNBROKEN.has(category) ? unbroken(text, first.begin, last.end) : { begin: first.begin, end: last.end };
  return [{ ...ends, category, score, rules: ["onnx"] }];
}
