import type { Subtype } from "../../subtypes";
import { fold } from "../fold";
import { nameRank, wordRank } from "../lexicon";
import { hasRole, keyAt, take, type Note } from "../note";
import { skeleton } from "../ocr";
import { ROLE } from "../roles";
import { CAPITAL, LOWER, MIXED, NONE, SPACE, UPPER, WORD } from "../tokens";
import { after } from "./after";
import { before } from "./before";
import { isInitial, opensSentence } from "./nameness";

/** How sure a name must be for its words to be looked for in the rest of the document. */
const REMEMBERED = 0.62;
const SHORTEST = 3;

interface Memory {
  readonly words: Map<string, Subtype>;
  /** By the form that bad print leaves. */
  readonly forms: Map<string, Subtype>;
}

/** Names that the document has shown, found again: family name alone, given name alone, in other case, misread. */
export function memoryLayer(note: Note, known: readonly { readonly text: string; readonly subtype?: Subtype }[]): void {
  const memory = remembered(note, known);
  if (memory.words.size === 0) return;
  const { tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if ((tokens.kind[at] !== WORD && tokens.kind[at] !== MIXED) || !isOpen(note, at)) continue;
    const subtype = recall(note, memory, at);
    if (subtype === undefined) continue;
    let last = at;
    while (
      tokens.gap[last + 1] === SPACE ||
      (keyAt(note, last + 1) === "." && isInitial(note, last) && tokens.gap[last + 1] === NONE)
    ) {
      const next = last + 1;
      if (keyAt(note, next) === "." && isInitial(note, last)) last = next;
      else if (
        note.taken[next] === 0 &&
        isInitial(note, next) &&
        memory.words.has(keyAt(note, next + (keyAt(note, next + 1) === "." ? 2 : 1)))
      )
        last = next;
      else if (note.taken[next] === 0 && memory.words.has(keyAt(note, next)) && !hasRole(note, next, ROLE.never))
        last = next;
      else break;
    }
    take(note, at, last, subtype, 0.85, "name:memory");
    at = last;
  }
}

/** Whether no candidate that is likelier than not has the token. */
const isOpen = (note: Note, at: number): boolean =>
  note.taken[at] === 0 || (note.found[(note.taken[at] as number) - 1]?.score ?? 1) < 0.5;

function remembered(note: Note, known: readonly { readonly text: string; readonly subtype?: Subtype }[]): Memory {
  const memory: Memory = { words: new Map(), forms: new Map() };
  const put = (key: string, subtype: Subtype): void => {
    if (key.length < SHORTEST || memory.words.has(key)) return;
    memory.words.set(key, subtype);
    if (key.length > 4) memory.forms.set(skeleton(key), subtype);
  };
  for (const { text, subtype } of known) {
    for (const word of text.split(/[^\p{L}\p{M}'’]+/u)) put(fold(word), subtype ?? "patient-name");
  }
  const { tokens } = note;
  const plain = plainWords(note);
  for (let at = 0; at < tokens.count; at += 1) {
    const found = note.found[(note.taken[at] as number) - 1];
    if (plain.has(keyAt(note, at))) continue;
    if (found === undefined || found.category !== "NAME" || found.score < REMEMBERED || tokens.kind[at] !== WORD)
      continue;
    if (!hasRole(note, at, ROLE.particle | ROLE.suffix)) put(keyAt(note, at), found.subtype);
  }
  return memory;
}

function recall(note: Note, memory: Memory, at: number): Subtype | undefined {
  const { tokens } = note;
  const key = keyAt(note, at);
  const subtype = memory.words.get(key);
  const shape = tokens.shape[at] as number;
  const mixed = note.casing === "mixed";
  if (subtype === undefined) {
    if (
      key.length < 5 ||
      (mixed && shape === LOWER) ||
      wordRank(tokens.bits[at] as number) > 0 ||
      nameRank(tokens.bits[at] as number) === 2
    )
      return undefined;
    return memory.forms.get(skeleton(key));
  }
  const bits = tokens.bits[at] as number;
  const word = wordRank(bits);
  const denied = note.denied[at] !== 0;
  if (denied && !(mixed && shape === CAPITAL && before(note, at).weight >= 2)) return undefined;
  const near = isNeighbour(note, memory, at);
  if (mixed) {
    if (shape === LOWER) return word === 0 && nameRank(bits) > 0 && key.length > 4 ? subtype : undefined;
    if (shape === UPPER && key.length < 4 && word > 0) return undefined;
    if (hasRole(note, at, ROLE.never))
      return near || before(note, at).weight >= 1.7 || (after(note, at).weight >= 1.2 && shape === CAPITAL)
        ? subtype
        : undefined;
    if (word > 1 && opensSentence(note, at)) return near || after(note, at).weight >= 1 ? subtype : undefined;
    return subtype;
  }
  if (word < 2 && !hasRole(note, at, ROLE.never)) return subtype;
  return near || before(note, at).weight >= 1.7 || (after(note, at).weight >= 1.3 && !hasRole(note, at, ROLE.never))
    ? subtype
    : undefined;
}

function isNeighbour(note: Note, memory: Memory, at: number): boolean {
  const { tokens } = note;
  return (
    (tokens.gap[at] === SPACE && memory.words.has(keyAt(note, at - 1)) && !hasRole(note, at - 1, ROLE.never)) ||
    (tokens.gap[at + 1] === SPACE && memory.words.has(keyAt(note, at + 1)) && !hasRole(note, at + 1, ROLE.never))
  );
}

/** Words of English that the text also has in small letters, though it has capitals: what they are once as a name they need not be again. */
function plainWords({ tokens, taken, casing }: Note): ReadonlySet<string> {
  const plain = new Set<string>();
  if (casing !== "mixed") return plain;
  for (let at = 0; at < tokens.count; at += 1)
    if (
      tokens.kind[at] === WORD &&
      tokens.shape[at] === LOWER &&
      taken[at] === 0 &&
      wordRank(tokens.bits[at] as number) > 0
    )
      plain.add(tokens.key[at] as string);
  return plain;
}
