import type { DetectorName } from "../phi/contract";
import type { Detection } from "../phi/pipeline-event";
import type { Answer } from "./ports";
import { disagreements } from "../phi/disagreements";
import { CATEGORIES, mergeSpans, type Span } from "../phi/span";

/** What one detector found. */
export interface Found extends Answer {
  readonly detector: DetectorName;
}

/** What all of them found, and who did not answer. */
export interface Search {
  readonly found: readonly Found[];
  readonly absent: readonly DetectorName[];
}

/** What is kept of a detection, beside the document: spans without their text. */
export interface SpanFile {
  readonly spans: readonly Span[];
  readonly versions: Readonly<Record<string, string>>;
}

/** Everything that any detector found. */
export function spanFile(found: readonly Found[]): SpanFile {
  return {
    spans: mergeSpans(found.flatMap(({ spans }) => spans)),
    versions: Object.fromEntries(found.map(({ detector, version }) => [detector, version])),
  };
}

/** What goes on through the machine: counts and certainties, and where the spans lie. */
export function summaryOf({ found, absent }: Search, { spans, versions }: SpanFile, spansKey: string): Detection {
  const categories: Detection["categories"] = {};
  for (const { category, score } of spans) {
    const { count = 0, lowest = 1, highest = 0 } = categories[category] ?? {};
    categories[category] = {
      count: count + 1,
      lowest: Math.min(lowest, score),
      highest: Math.max(highest, score),
    };
  }
  return {
    spansKey,
    spans: spans.length,
    categories,
    detectors: found.map(({ detector }) => detector),
    versions: { ...versions },
    absent: [...absent],
    covered: CATEGORIES.filter((category) => found.some(({ covers }) => covers.includes(category))),
    disagreements: disagreements(spans, found),
  };
}
