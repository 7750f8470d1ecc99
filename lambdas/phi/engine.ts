import type { OperatingPoint } from "./contract";
import type { Format } from "./formats";
import { mergeSpans, type Span } from "./span";
import { joinProse } from "./prose";
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
  const joined = joinProse(layout.prose);
  const inWords = findInText(joined.text, { known, ...(operatingPoint !== undefined && { operatingPoint }) });
  const placed = inWords.flatMap((span) => joined.place(span));
  const byPlace = layout.identifiers.map(({ text: _, ...span }) => span);
  const columns = namesByColumn(layout.columns ?? [], placed).map(({ text: _, ...span }) => span);
  return mergeSpans([...byPlace, ...placed, ...columns, ...remembered(text, format, layout, [...byPlace, ...placed])]);
}
