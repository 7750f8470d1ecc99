import type { Span } from "../span";
import { SUBTYPES, type Subtype } from "../subtypes";
import type { Decoded } from "./decoded";

/** What a reader makes of a document: offsets are UTF-16 units of the raw text. */
export interface Layout {
  /** What identifies somebody by the place where it stands. */
  readonly identifiers: readonly Identifier[];
  /** What people wrote or nobody has described: to be searched as text. */
  readonly prose: readonly Decoded[];
  /** Cells of a table's columns whose head tells nothing; they are prose, too. */
  readonly columns?: readonly (readonly Decoded[])[];
}

/** A span with its text as the format's escapes have it, by which the rest of the document is searched. */
export interface Identifier extends Span {
  readonly text: string;
  readonly subtype: Subtype;
}

/** How sure a place makes an identifier: a standard says what stands there. */
const BY_PLACE = 0.99;

const YEAR = /^(?:1[89]|20)\d\d$/;

/** A layout that a reader fills. */
export class LayoutBuilder implements Layout {
  readonly identifiers: Identifier[] = [];
  readonly prose: Decoded[] = [];
  readonly columns: Decoded[][] = [];

  /** Something that identifies by its place; nothing where it has no letter or digit. `score` in [0, 1]. */
  add(value: Decoded, subtype: Subtype, rule: string, score = BY_PLACE): void {
    const lead = value.text.length - value.text.trimStart().length;
    const text = value.text.trim();
    if (!/[\p{L}\p{N}]/u.test(text)) return;
    const told = subtype === "date" && YEAR.test(text) ? "year" : subtype;
    const { category } = SUBTYPES[told];
    const [begin, end] = [value.at(lead), value.at(lead + text.length)];
    this.identifiers.push({ begin, end, text, category, subtype: told, score, rules: [rule] });
  }

  /** Something to be searched as text. */
  read(value: Decoded): void {
    if (hasTwoLetters(value.text)) this.prose.push(value);
  }
}

/** Found one after the other: one pattern over all of it runs out of stack on a document of 10 MB. */
function hasTwoLetters(text: string): boolean {
  const letter = /[\p{L}\p{N}]/gu;
  return letter.test(text) && letter.test(text);
}
