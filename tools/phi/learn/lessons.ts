import { ruled } from "../../../lambdas/phi/text";
import { CLASSES, NONE_OF_THEM, type Class } from "../../../lambdas/phi/text/learnt/classes";
import { isAsked } from "../../../lambdas/phi/text/learnt/layer";
import { symbolsOf, type Symbols } from "../../../lambdas/phi/text/learnt/symbols";
import type { Note } from "../../../lambdas/phi/text/note";
import { WORD } from "../../../lambdas/phi/text/tokens";
import type { GoldDocument } from "../../../synthetic/text/labelled";
import type { Sub } from "../../../synthetic/text/labels";

const CLASS_OF: Readonly<Partial<Record<Sub, Class>>> = {
  PATIENT: "person-name",
  PROVIDER: "person-name",
  RELATIVE: "person-name",
  ORG: "organization",
  HOSPITAL: "facility",
  CITY: "city",
  PROF: "profession",
  USERNAME: "username",
  AGE: "age",
  AGE90: "age",
};

/** Of a token there is nothing to be learnt: a sign, or part of an identifier that shapes and labels tell. */
export const NOTHING_TO_LEARN = -1;

/** A note as the rules leave it, with the right class of each token. */
export interface Lesson {
  readonly note: Note;
  readonly symbols: Symbols;
  /** Places in `CLASSES`, or `NOTHING_TO_LEARN`. */
  readonly classes: Int8Array;
}

export function lessonOf({ text, spans }: GoldDocument): Lesson {
  const { note } = ruled(text);
  const { count, begin, end } = note.tokens;
  const classes = new Int8Array(count);
  for (let at = 0; at < count; at += 1) {
    const span = spans.find((each) => (end[at] as number) > each.begin && (begin[at] as number) < each.end);
    classes[at] = !isAsked(note, at)
      ? NOTHING_TO_LEARN
      : span === undefined
        ? NONE_OF_THEM
        : classWithin(note, at, span.sub as Sub);
  }
  return { note, symbols: symbolsOf(note), classes };
}

/** The postal code behind a town is none of its words. */
function classWithin({ tokens }: Note, at: number, sub: Sub): number {
  const found = CLASS_OF[sub];
  return found === undefined || (found === "city" && tokens.kind[at] !== WORD)
    ? NOTHING_TO_LEARN
    : CLASSES.indexOf(found);
}
