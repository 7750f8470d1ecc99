import { isFree, takeText, tokenFrom, type Note } from "../note";
import { lengthAt } from "../sticky";
import { MIXED } from "../tokens";
import { isIban } from "./validators";

const IBAN = /[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])/y;

/** International bank account numbers, by their check digits, with or without spaces; a label would take the first group alone. */
export function bankAccountLayer(note: Note): void {
  const { tokens, text } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.kind[at] !== MIXED || note.taken[at] !== 0) continue;
    const begin = tokens.begin[at] as number;
    const length = lengthOfNumber(text.slice(begin, begin + lengthAt(IBAN, text, begin)));
    if (length > 0 && isFree(note, at, tokenFrom(tokens, begin + length) - 1))
      takeText(note, begin, begin + length, "account", 0.95, "id:iban");
  }
}

/** Words in capitals behind it may look like its last groups: the check digits tell where it ends. */
function lengthOfNumber(text: string): number {
  for (let length = text.length; length > 0; length = text.lastIndexOf(" ", length - 1))
    if (isIban(text.slice(0, length))) return length;
  return 0;
}
