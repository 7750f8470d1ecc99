import type { OperatingPoint } from "../contract";
import type { Span } from "../span";
import type { Candidate, Note } from "./note";

/** Least score of a span at each operating point. */
const LEAST: Readonly<Record<OperatingPoint, number>> = { recall: 0.3, balanced: 0.5 };

/** What joins two parts of one name or one address. */
const JOINT: Readonly<Record<string, RegExp>> = {
  NAME: /^[ \t]$/,
  ADDRESS: /^,?[ \t]{1,2}$/,
  DATE: /^\s?(?:-|to|through|thru)\s?$/,
};

/**
 * Candidates as spans of the text as given: those that are likely enough, in order, without overlaps. Of two that overlap the surer
 * stays whole and the other keeps what lies outside of it; neighbouring parts of a name or an address become one.
 */
export function resolve(note: Note, original: (offset: number) => number): Span[] {
  const least = LEAST[note.point];
  const likely = note.found
    .filter(({ score }) => score >= least)
    .sort((a, b) => a.begin - b.begin || b.score - a.score || b.end - a.end);
  const kept: Candidate[] = [];
  for (const candidate of likely) {
    const last = kept.at(-1);
    if (last === undefined || candidate.begin >= last.end) kept.push(candidate);
    else overlap(kept, last, candidate, note.text);
  }
  const spans: Span[] = [];
  let previous: Candidate | undefined;
  for (const candidate of kept) {
    if (!/[\p{L}\p{N}]/u.test(note.text.slice(candidate.begin, candidate.end))) continue;
    const joint = JOINT[candidate.category];
    const last = spans.at(-1);
    if (
      last !== undefined &&
      previous?.category === candidate.category &&
      joint?.test(note.text.slice(previous.end, candidate.begin)) === true
    ) {
      spans[spans.length - 1] = {
        ...last,
        end: original(candidate.end),
        score: Math.max(last.score, round(candidate.score)),
        rules: [...new Set([...last.rules, candidate.rule])],
      };
    } else {
      spans.push({
        begin: original(candidate.begin),
        end: original(candidate.end),
        category: candidate.category,
        subtype: candidate.subtype,
        score: round(candidate.score),
        rules: [candidate.rule],
      });
    }
    previous = candidate;
  }
  return spans;
}

const round = (score: number): number => Math.round(score * 1000) / 1000;

/** `last` begins before `next`, or with it and is surer. */
function overlap(kept: Candidate[], last: Candidate, next: Candidate, text: string): void {
  if (next.end <= last.end) {
    if (next.score > last.score && next.begin === last.begin)
      kept[kept.length - 1] = {
        ...last,
        category: next.category,
        subtype: next.subtype,
        score: next.score,
        rule: next.rule,
      };
    return;
  }
  if (next.category === last.category) {
    kept[kept.length - 1] = { ...(next.score > last.score ? next : last), begin: last.begin, end: next.end };
  } else if (next.score > last.score) {
    if (/[\p{L}\p{N}]/u.test(text.slice(last.begin, next.begin))) kept[kept.length - 1] = { ...last, end: next.begin };
    else kept.pop();
    kept.push(next);
  } else kept.push({ ...next, begin: last.end });
}
