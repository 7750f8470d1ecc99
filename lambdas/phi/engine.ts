import type { OperatingPoint } from "./contract";
import type { Format } from "./formats";
import { mergeSpans, type Span } from "./span";
import type { Decoded } from "./structure/decoded";
import { formatOf, readStructure } from "./structure";
import { knownIn, remembered } from "./structure/memory";
import { namesByColumn } from "./structure/name-columns";
import { findInText } from "./text";

export interface EngineOptions {
  /** Told by the text itself where it is not given. */
  readonly format?: Format;
  /** `balanced` unless said. */
  readonly operatingPoint?: OperatingPoint;
}

/**
 * What identifies somebody in a document: by its structure first, then by the words within that structure, each knowing what the other has
 * shown. Offsets are UTF-16 units of `text`; spans are in order and without overlaps. Any text is taken; time is linear in its length.
 */
export function findPhi(text: string, options: EngineOptions = {}): Span[] {
  const { format = formatOf(text), operatingPoint } = options;
  const layout = readStructure(text, format);
  const known = knownIn(layout.identifiers);
  const joined = join(layout.prose);
  const inWords = findInText(joined.text, { known, ...(operatingPoint !== undefined && { operatingPoint }) });
  const placed = inWords.flatMap((span) => joined.place(span));
  const byPlace = layout.identifiers.map(({ text: _, ...span }) => span);
  const columns = namesByColumn(layout.columns ?? [], placed).map(({ text: _, ...span }) => span);
  return mergeSpans([...byPlace, ...placed, ...columns, ...remembered(text, format, layout, [...byPlace, ...placed])]);
}

interface Joined {
  readonly text: string;
  /** The span in the raw text, cut where it reaches from one part into another. */
  place(span: Span): Span[];
}

/** Stands between parts: nothing that is said reaches over it. */
const BETWEEN = "\n\n";

/** Parts of prose as one text, in which a name that one part shows is known in all. Equal parts stand in it once. */
function join(parts: readonly Decoded[]): Joined {
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

/** Index of the last number that is not above a value; the numbers ascend from zero. */
function lastAtMost(numbers: readonly number[], value: number): number {
  let low = 0;
  let high = numbers.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((numbers[middle] as number) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
