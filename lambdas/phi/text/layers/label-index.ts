import { keyAt, type Note } from "../note";
import { LINE, NONE, POSSESSIVE, SIGN } from "../tokens";
import { LABEL_GROUPS, WEAK_LABELS, type LabelGroup } from "../words/labels";

interface Phrase {
  readonly words: readonly string[];
  readonly group: LabelGroup;
  readonly weak: boolean;
}

/** Where a label ends, and what it labels. */
export interface Label {
  readonly first: number;
  /** Its last token. */
  readonly last: number;
  readonly group: LabelGroup;
  readonly weak: boolean;
}

/** Phrases by their first word, the longest first; words joined to one stand for themselves. */
const PHRASES = new Map<string, Phrase[]>();
for (const group of LABEL_GROUPS) {
  for (const label of group.labels) {
    const words = label.split(" ");
    put({ words, group, weak: WEAK_LABELS.has(label) });
    if (words.length > 1 && label.length > 4) put({ words: [words.join("")], group, weak: WEAK_LABELS.has(label) });
    // As a column or a field is called: mrn_number, accountNo.
    for (const tail of ["number", "no", "num", "id"]) {
      const joined = words.join("") + tail;
      if (joined.length > 5) put({ words: [joined], group, weak: false });
    }
  }
}
for (const phrases of PHRASES.values()) phrases.sort((a, b) => b.words.length - a.words.length);

function put(phrase: Phrase): void {
  const first = phrase.words[0] as string;
  const known = PHRASES.get(first);
  if (known === undefined) PHRASES.set(first, [phrase]);
  else if (!known.some(({ words }) => words.join(" ") === phrase.words.join(" "))) known.push(phrase);
}

/** The longest label that begins at a token. */
export function labelAt(note: Note, at: number): Label | undefined {
  const phrases = PHRASES.get(keyAt(note, at));
  if (phrases === undefined || isUnit(note, at)) return undefined;
  for (const { words, group, weak } of phrases) {
    const last = endOf(note, at, words);
    if (last >= 0) return { first: at, last, group, weak };
  }
  return undefined;
}

/** `mg/dL` is no driver's licence. */
const isUnit = (note: Note, at: number): boolean =>
  note.tokens.gap[at] === NONE &&
  /^[/%.]$/.test(keyAt(note, at - 1)) &&
  keyAt(note, at).length <= 3 &&
  note.tokens.gap[at - 1] === NONE;

/** Signs within a label: `Med. Rec. No.`, `driver's license`, `S/N`, `account_number`. */
const INNER_SIGNS = new Set([".", "/", "-", "_", "'", "&"]);

function endOf(note: Note, at: number, words: readonly string[]): number {
  const { tokens } = note;
  let next = at;
  for (let step = 1; step < words.length; step += 1) {
    next += 1;
    while (
      next < tokens.count &&
      (tokens.kind[next] === POSSESSIVE ||
        (tokens.kind[next] === SIGN && INNER_SIGNS.has(keyAt(note, next)) && tokens.gap[next] === NONE))
    ) {
      next += 1;
    }
    if ((tokens.gap[next] as number) >= LINE || keyAt(note, next) !== words[step]) return -1;
  }
  return next;
}
