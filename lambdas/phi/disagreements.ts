import { lastAtMost } from "./last-at-most";
import type { Category, Span } from "./span";

/** What one detector looks for, and found. */
export interface Finding {
  readonly covers: readonly Category[];
  readonly spans: readonly Span[];
}

/** Spans of which a detector that looks for their category has found nothing. Time grows with the number of spans, not with its square. */
export function disagreements(spans: readonly Span[], findings: readonly Finding[]): number {
  const detectors = findings.map(({ covers, spans: own }) => ({ covers, touches: touching(own) }));
  return spans.filter((span) =>
    detectors.some(({ covers, touches }) => covers.includes(span.category) && !touches(span)),
  ).length;
}

type Range = Pick<Span, "begin" | "end">;

/** Whether any of some ranges, in whatever order and however they overlap, has a letter with another in common. */
function touching(ranges: readonly Range[]): (range: Range) => boolean {
  const sorted = [...ranges].sort((a, b) => a.begin - b.begin);
  const begins = sorted.map(({ begin }) => begin);
  let furthest = 0;
  const ends = sorted.map(({ end }) => (furthest = Math.max(furthest, end)));
  return ({ begin, end }) => {
    const last = lastAtMost(begins, end - 1);
    return last < begins.length && (begins[last] as number) < end && (ends[last] as number) > begin;
  };
}
