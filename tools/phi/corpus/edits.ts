import type { Labelled } from "../../../synthetic/text/labelled";

/** Takes `remove` letters away at a place of the text and puts others there. */
export interface Edit {
  readonly at: number;
  readonly remove: number;
  readonly insert: string;
}

/**
 * The text after the edits, with the spans and traps moved along. What is put in right before or right behind a span is not part of it.
 * Throws where edits overlap, or where one takes letters of both sides of a border away.
 * @param edits in the order of their places.
 */
export function applyEdits(document: Labelled, edits: readonly Edit[]): Labelled {
  const { text } = document;
  let out = "";
  let from = 0;
  for (const { at, remove, insert } of edits) {
    if (at < from || at + remove > text.length) throw new Error(`edits overlap at ${at}`);
    out += text.slice(from, at) + insert;
    from = at + remove;
  }
  const moved = <T extends { begin: number; end: number }>(items: readonly T[]): T[] => {
    const borders = [...new Set(items.flatMap(({ begin, end }) => [begin, end]))].sort((a, b) => a - b);
    const begins = moveBorders(borders, edits, true);
    const ends = moveBorders(borders, edits, false);
    return items
      .map((item) => ({ ...item, begin: begins.get(item.begin)!, end: ends.get(item.end)! }))
      .filter(({ begin, end }) => end > begin);
  };
  return { text: out + text.slice(from), spans: moved(document.spans), traps: moved(document.traps) };
}

function moveBorders(borders: readonly number[], edits: readonly Edit[], begins: boolean): Map<number, number> {
  const moved = new Map<number, number>();
  let shift = 0;
  let next = 0;
  for (const border of borders) {
    for (let edit = edits[next]; edit !== undefined; edit = edits[++next]) {
      const end = edit.at + edit.remove;
      const isBefore = end < border || (end === border && (edit.remove > 0 || (begins && edit.at === border)));
      if (!isBefore) break;
      shift += edit.insert.length - edit.remove;
    }
    const across = edits[next];
    if (across !== undefined && across.at < border && across.at + across.remove > border)
      throw new Error(`an edit goes across the border at ${border}`);
    moved.set(border, border + shift);
  }
  return moved;
}
