import { hasRole, isFree, keyAt, take, type Note } from "../note";
import { isCapital, isProper } from "../proper";
import { ROLE } from "../roles";
import { wordRank } from "../lexicon";
import { LOWER, SIGN, SPACE, WORD } from "../tokens";
import { LEGAL_FORMS, SURE_BUSINESS } from "../words/employers";

const INSTITUTIONS = new Set("university college academy institute foundation industries enterprises holdings technologies airlines motors".split(" ")); // prettier-ignore
const MOST_WORDS = 5;

/** Names that end in a legal form, a kind of organisation or of business. */
export function organizationAt(note: Note, head: number): void {
  const key = keyAt(note, head);
  if (!isCapital(note, head) || note.taken[head] !== 0) return;
  if (key === "sons" || key === "associates" || key === "partners") partners(note, head);
  if (note.taken[head] !== 0) return;
  const school = key === "school" || key === "schools";
  const form = LEGAL_FORMS.has(key) || INSTITUTIONS.has(key);
  const force = key === "department" && /^(?:police|fire|sheriffs|sheriff)$/.test(keyAt(note, head - 1));
  const business = SURE_BUSINESS.has(key) && note.casing === "mixed" && !form;
  if (!form && !school && !business && !force) return;
  const from = firstOf(note, head);
  if (business && !isLed(note, from)) return;
  let last = head;
  if (/^(?:university|college|institute|academy)$/.test(key) && keyAt(note, head + 1) === "of" && isCapital(note, head + 2)) last = head + 2; // prettier-ignore
  if (school && keyAt(note, head + 1) === "district" && isCapital(note, head + 1)) last = head + 1;
  if (from === head && last === head) return;
  if (!isFree(note, from, last)) return;
  take(note, from, last, "organization", form ? 0.75 : 0.6, "work:organization");
}

/** `at Ridgeway Construction`: a preposition, a colon or a bracket before two words or more, of which one is no plain one. */
function isLed(note: Note, from: number): boolean {
  const lead = keyAt(note, from - 1);
  if (!/^(?:at|for|from|with|by|the|of|[:(,])$/.test(lead)) return false;
  return !hasRole(note, from, ROLE.never | ROLE.drug | ROLE.eponym) && isProper(note, from);
}

/** The first word of the name that ends with a head. */
function firstOf(note: Note, head: number): number {
  const { tokens } = note;
  let from = head;
  for (let step = 0; step < MOST_WORDS && from > 0; step += 1) {
    const before = from - 1;
    if ((tokens.gap[from] as number) > SPACE || note.taken[before] !== 0) break;
    const word = keyAt(note, before);
    if (tokens.kind[before] === SIGN) {
      if (word !== "&" && word !== "," && word !== "-") break;
      if (word === "," && from !== head) break;
      from = before;
      continue;
    }
    if (word === "and" && isNameLike(note, before - 1)) from = before;
    else if (tokens.kind[before] === WORD && isNameLike(note, before) && !hasRole(note, before, ROLE.beforeName))
      from = before;
    else break;
  }
  while (from < head && (tokens.kind[from] !== WORD || keyAt(note, from) === "and")) from += 1;
  return from;
}

function isNameLike(note: Note, at: number): boolean {
  if (note.tokens.kind[at] !== WORD || hasRole(note, at, ROLE.honorific)) return false;
  if (note.casing === "mixed")
    return (
      note.tokens.shape[at] !== LOWER &&
      !(hasRole(note, at, ROLE.never) && !hasRole(note, at, ROLE.organization | ROLE.facility))
    );
  return isProper(note, at) && wordRank(note.tokens.bits[at] as number) < 3;
}

/** `Mazur & Sons` */
function partners(note: Note, last: number): void {
  const joint = keyAt(note, last - 1);
  if ((joint !== "&" && joint !== "and") || !isNameLike(note, last - 2) || !isCapital(note, last)) return;
  if (isFree(note, last - 2, last)) take(note, last - 2, last, "organization", 0.85, "work:partners");
}
