import type { Category, Span } from "./span";

/** What one detector looks for, and found. */
export interface Finding {
  readonly covers: readonly Category[];
  readonly spans: readonly Span[];
}

/** Spans of which a detector that looks for their category has found nothing. */
export function disagreements(spans: readonly Span[], findings: readonly Finding[]): number {
  const isDisputed = ({ category, begin, end }: Span): boolean =>
    findings.some(
      (of) => of.covers.includes(category) && !of.spans.some((other) => other.begin < end && begin < other.end),
    );
  return spans.filter(isDisputed).length;
}
