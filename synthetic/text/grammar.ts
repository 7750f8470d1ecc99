import { mapText, type Piece } from "./labelled";
import type { Random } from "../random";

/**
 * Phrases by name. In a phrase `{slot}` or `{slot:argument}` asks for a value (`{slot^}` in capitals, `{slot_}` in small letters),
 * `{@name}` for one of the phrases of that name, `«a|b»` for one of the two; all else is text.
 */
export type Grammar = Readonly<Record<string, readonly string[]>>;

/** Gives the value of a slot, or undefined where there is none of that name. */
export type Slots = (name: string, argument: string | undefined) => readonly Piece[] | undefined;

type Part =
  | { readonly text: string }
  | { readonly rule: string }
  | { readonly slot: string; readonly argument?: string; readonly letters: string }
  | { readonly choices: readonly (readonly Part[])[] };

const SLOT = /\{(@?)([a-z][a-zA-Z0-9.]*)([\^_]?)(?::([^{}"]*))?\}/y;
const parsed = new Map<string, readonly Part[]>();

/** One text of the phrase, chance deciding where it leaves a choice. Throws for a name that nobody gives. */
export function expand(phrase: string, grammar: Grammar, slots: Slots, random: Random): Piece[] {
  let parts = parsed.get(phrase);
  if (parts === undefined) parsed.set(phrase, (parts = parse(phrase)));
  return parts.flatMap((part) => expandPart(part, grammar, slots, random));
}

function expandPart(part: Part, grammar: Grammar, slots: Slots, random: Random): Piece[] {
  if ("text" in part) return [part.text];
  if ("choices" in part) return random.pick(part.choices).flatMap((inner) => expandPart(inner, grammar, slots, random));
  if ("rule" in part) {
    const phrases = grammar[part.rule];
    if (phrases === undefined) throw new Error(`no phrases are named ${part.rule}`);
    return expand(random.pick(phrases), grammar, slots, random);
  }
  const value = slots(part.slot, part.argument);
  if (value === undefined) throw new Error(`no slot is named ${part.slot}`);
  if (part.letters === "") return [...value];
  return mapText(value, (text) => (part.letters === "^" ? text.toUpperCase() : text.toLowerCase()));
}

function parse(phrase: string): Part[] {
  const [parts, end] = parseUntil(phrase, 0, false);
  if (end !== phrase.length) throw new Error(`» without « in ${JSON.stringify(phrase)}`);
  return parts;
}

/** Parts from a place up to the end, or inside a choice up to its next `|` or `»`. */
function parseUntil(phrase: string, from: number, inChoice: boolean): [Part[], number] {
  const parts: Part[] = [];
  let text = "";
  const flush = (): void => {
    if (text !== "") parts.push({ text });
    text = "";
  };
  let at = from;
  while (at < phrase.length) {
    const letter = phrase[at]!;
    if (letter === "»" || (inChoice && letter === "|")) break;
    SLOT.lastIndex = at;
    const slot = letter === "{" ? SLOT.exec(phrase) : null;
    if (slot !== null) {
      flush();
      const [all, rule, name = "", letters = "", argument] = slot;
      parts.push(rule === "@" ? { rule: name } : { slot: name, argument, letters });
      at += all.length;
    } else if (letter === "«") {
      flush();
      const choices: Part[][] = [];
      do {
        const [inner, end] = parseUntil(phrase, at + 1, true);
        choices.push(inner);
        at = end;
      } while (phrase[at] === "|");
      if (phrase[at] !== "»") throw new Error(`« without » in ${JSON.stringify(phrase)}`);
      parts.push({ choices });
      at += 1;
    } else {
      text += letter;
      at += 1;
    }
  }
  flush();
  return [parts, at];
}
