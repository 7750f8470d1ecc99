import type { Format } from "./formats";
import { lastAtMost } from "./last-at-most";
import type { Span } from "./span";
import { readStructure } from "./structure";
import type { Decoded } from "./structure/decoded";

/** Prose of a document as one text. */
export interface Prose {
  readonly text: string;
  /** The span in the raw text, cut where it reaches from one part into another. */
  place(span: Span): Span[];
}

/** Stands between parts: nothing that is said reaches over it. */
const BETWEEN = "\n\n";

/** What people wrote within a document's structure. */
export function proseOf(text: string, format: Format): Prose {
  return joinProse(readStructure(text, format).prose);
}

/** Parts of prose as one text, in which a name that one part shows is known in all. Equal parts stand in it once. */
export function joinProse(parts: readonly Decoded[]): Prose {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return { text: only.text, place: (span) => [placedIn(only, span, 0)] };
  const texts: string[] = [];
  const begins: number[] = [];
  const groups: Decoded[][] = [];
  const byText = new Map<string, Decoded[]>();
  let length = 0;
  for (const part of parts) {
    const same = byText.get(part.text);
    if (same !== undefined) {
      same.push(part);
      continue;
    }
    const group = [part];
    byText.set(part.text, group);
    groups.push(group);
    texts.push(part.text);
    begins.push(length);
    length += part.text.length + BETWEEN.length;
  }
  const place = (span: Span): Span[] => {
    const placed: Span[] = [];
    for (let at = lastAtMost(begins, span.begin); at < begins.length; at += 1) {
      const begin = begins[at] as number;
      if (begin >= span.end) break;
      for (const part of groups[at] as Decoded[]) {
        if (span.begin < begin + part.text.length) placed.push(placedIn(part, span, begin));
      }
    }
    return placed.filter(({ begin, end }) => begin < end);
  };
  return { text: texts.join(BETWEEN), place };
}

function placedIn(part: Decoded, span: Span, begin: number): Span {
  const from = Math.max(0, span.begin - begin);
  const to = Math.min(part.text.length, span.end - begin);
  return { ...span, begin: part.at(from), end: part.at(to) };
}
