/** Types of DetectPHI, Amazon Comprehend Medical (Comprehend Medical Developer Guide, "Detect PHI"); every detector names what it finds so. */
export const CATEGORIES = [
  "ADDRESS",
  "AGE",
  "DATE",
  "EMAIL",
  "ID",
  "NAME",
  "PHONE_OR_FAX",
  "PROFESSION",
  "URL",
] as const;

export type Category = (typeof CATEGORIES)[number];

/** Where something identifying stands in a text: offsets in UTF-16 code units, the end not included. Never the text itself. */
export interface Span {
  readonly begin: number;
  readonly end: number;
  readonly category: Category;
  /** What it is within its category: `ssn`, `mrn`. */
  readonly subtype?: string;
  /** How sure the detector is, in [0, 1]. */
  readonly score: number;
  /** What found it: names of detectors and rules. */
  readonly rules: readonly string[];
}

/**
 * Spans of several detectors as one list, in order and without overlaps: what overlaps becomes one span over all of it, with the
 * category of the surest. Nothing that any detector found is left out.
 */
export function mergeSpans(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.begin - b.begin || b.end - a.end)) {
    const last = merged.at(-1);
    if (last === undefined || span.begin >= last.end) {
      merged.push(span);
      continue;
    }
    const surest = span.score > last.score ? span : last;
    merged[merged.length - 1] = {
      begin: last.begin,
      end: Math.max(last.end, span.end),
      category: surest.category,
      ...(surest.subtype !== undefined && { subtype: surest.subtype }),
      score: surest.score,
      rules: [...new Set([...last.rules, ...span.rules])].sort(),
    };
  }
  return merged;
}
