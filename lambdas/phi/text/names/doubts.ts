import { cityRank, GIVEN, lookUp, nameRank, wordRank } from "../lexicon";
import { hasRole, keyAt, type Note } from "../note";
import { ROLE } from "../roles";
import { NONE, WORD } from "../tokens";
import { COUNTRIES, COUNTRIES_AS_NAMES } from "../words/places";
import type { Evidence } from "./evidence";
import type { Run } from "./run";

/** A word that no list of names has says that there is no name, whatever label stands before it: `Dear Colleague`. */
export const PLAIN_WORD = -1.9;

/** What speaks against: one word without a context, a town, a heading. */
export function doubts(note: Note, run: Run, lead: Evidence): number {
  const { tokens } = note;
  let doubt = 0;
  // A plain word stays one whatever label stands before it: `Dear Colleague`, `Thank you, Pediatrics Staff`.
  const greeted = lead.rule === "dear" && run.words === 1;
  const group =
    hasRole(note, run.from, ROLE.kin | ROLE.person | ROLE.specialty) &&
    (greeted || nameRank(tokens.bits[run.from] as number) < 2);
  if (lead.weight <= 3 && (run.score < PLAIN_WORD || group)) doubt += 8;
  if (run.words + run.initials === 1 && lead.weight < 2) doubt += 0.7;
  // `Travel to Peru, Kenya or India`
  if (run.words + run.initials === 1 && lead.weight < 3 && isCountry(keyAt(note, run.from))) doubt += 3;
  if (lead.weight < 2) {
    if (cityRank(lookUp(phrase(note, run))) > 0) doubt += run.words > 1 ? 3 : isGiven(note, run.from) ? 0.3 : 1;
    if (
      hasRole(note, run.last + 1, ROLE.facility | ROLE.street | ROLE.organization | ROLE.eponymHead) &&
      tokens.gap[run.last + 1] !== NONE
    )
      doubt += note.casing === "mixed" && tokens.shape[run.last + 1] === 1 ? 0.5 : 2;
    // A heading: `Will Call:`
    if (keyAt(note, run.last + 1) === ":" && run.words < 3 && !isSpeaker(note, run)) doubt += 1.5;
  }
  return doubt;
}

/** Before a colon: names that are nothing else, as in a transcript. */
function isSpeaker({ tokens }: Note, run: Run): boolean {
  for (let at = run.from; at <= run.last; at += 1) {
    const bits = tokens.bits[at] as number;
    if (tokens.kind[at] === WORD && (nameRank(bits) < 2 || wordRank(bits) > 1)) return false;
  }
  return true;
}

const isCountry = (key: string): boolean => COUNTRIES.has(key) && !COUNTRIES_AS_NAMES.has(key);

const isGiven = ({ tokens }: Note, at: number): boolean => ((tokens.bits[at] as number) & GIVEN) !== 0;

function phrase(note: Note, run: Run): string {
  const words: string[] = [];
  for (let at = run.from; at <= run.last; at += 1) if (note.tokens.kind[at] === WORD) words.push(keyAt(note, at));
  return words.join(" ");
}
