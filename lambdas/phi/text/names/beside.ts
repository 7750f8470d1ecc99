import { nameRank, wordRank } from "../lexicon";
import { hasRole, keyAt, take, tokenFrom, type Candidate, type Note } from "../note";
import { isCapital, isMedical } from "../proper";
import { ROLE } from "../roles";
import { LINE, LOWER, NONE, SIGN, SPACE, WORD } from "../tokens";
import { after } from "./after";
import { likelihood } from "./likelihood";
import { isFunctionWord, opensSentence } from "./nameness";
import { petNameAt } from "./pet-names";
import { runAt } from "./run";
import { turned } from "./turned";

/** A name is sure enough from here for others to stand beside it. */
const SURE = 0.6;
/** Behind `and` or a stroke, and behind a comma. */
const JOINED = 1.7;
const LISTED = 1.3;
/** Behind the plural of a title or of relatives, all of a list are names: `Drs. Ito, Bell and Ruiz`. */
const PLURAL = 2.6;
const PLURALS =
  /^(?:drs|doctors|mds|siblings|sibs|kids|children|sons|daughters|brothers|sisters|members|parents|friends|nurses|residents|attendings)$/;
const LEAST = 0.5;
/** Words of what stands in brackets between two of a list: `Ann (daughter), Bo (son)`. */
const LONGEST_ASIDE = 6;

/** What stands beside a name and is one for that: others of a list, a name in quotes or brackets. */
export function besideLayer(note: Note): void {
  const { found } = note;
  // The list grows: whoever is found beside a name has others beside.
  for (let index = 0; index < found.length; index += 1) {
    const name = found[index] as Candidate;
    if (name.category !== "NAME" || name.score < SURE) continue;
    const next = petName(note, name) ?? tokenFrom(note.tokens, name.end);
    another(note, name, next);
    previous(note, name);
  }
}

/** `Ann ("Nan") Lee`, `LEE, ANN (Nan)`: takes the name in quotes or brackets, and what follows it; the token behind. */
function petName(note: Note, name: Candidate): number | undefined {
  const { tokens } = note;
  const pet = petNameAt(note, tokenFrom(tokens, name.end));
  if (pet === undefined || !isOpen(note, pet.at)) return undefined;
  const { at, end } = pet;
  take(note, at, at, name.subtype, 0.75, "name:pet");
  if (tokens.gap[end] !== SPACE || tokens.kind[end] !== WORD || !isOpen(note, end)) return end;
  const rest = runAt(note, end, 2);
  if (rest === undefined || rest.from !== end || rest.words > 2 || rest.score < -0.5) return end;
  take(note, rest.from, rest.last, name.subtype, 0.75, "name:behind-pet");
  return rest.last + 1;
}

/** Whether a token is free, or was taken for an unlikely name, which is then given up. */
function isOpen(note: Note, at: number): boolean {
  const { tokens, taken } = note;
  if (taken[at] === 0) return true;
  const unlikely = note.found[(taken[at] as number) - 1];
  if (unlikely?.category !== "NAME" || unlikely.score >= LEAST) return false;
  for (let next = tokenFrom(tokens, unlikely.begin); (tokens.begin[next] as number) < unlikely.end; next += 1) {
    if (next >= tokens.count) break;
    taken[next] = 0;
  }
  return true;
}

/** Takes the next of a list. */
function another(note: Note, name: Candidate, behind: number): void {
  const { tokens } = note;
  let at = afterAside(note, behind);
  const joint = keyAt(note, at);
  const start = at;
  if (/^[,;/&]$/.test(joint)) at += 1;
  const comma = joint === "," || joint === ";";
  if (/^(?:and|or|&)$/.test(keyAt(note, at)) && (at === start || comma)) at += 1;
  if (at === start || at >= tokens.count || (tokens.gap[at] as number) > LINE) return;
  if (joint === "/" && (tokens.gap[start] === NONE) !== (tokens.gap[at] === NONE)) return;
  if (tokens.kind[at] !== WORD || !isOpen(note, at)) return;
  if (hasRole(note, at, ROLE.credential | ROLE.kin | ROLE.person | ROLE.honorific | ROLE.suffix)) return;
  if (note.casing === "mixed" && tokens.shape[at] === LOWER && !hasRole(note, at, ROLE.particle)) return;
  const first = tokenFrom(tokens, name.begin);
  const plural =
    name.rule === "name:list" || PLURALS.test(keyAt(note, first - 1)) || PLURALS.test(keyAt(note, first - 2));
  const lead = plural ? PLURAL : comma && at === start + 1 ? LISTED : JOINED;
  const run = runAt(note, at, Math.max(lead, 2));
  if (run === undefined || run.from !== at) return;
  const whole = joint === ";" ? turned(note, run, 2) : run;
  const evidence = whole.score + 2 * lead + 1.5 * after(note, whole.last).weight;
  const score = Math.min(0.95, likelihood(evidence));
  if (score >= LEAST) take(note, whole.from, whole.last, name.subtype, score, plural ? "name:list" : "name:beside");
}

/** Takes the one before in a list, of one word: `Gail & Todd Hale`, `with Ann, Bo and Dr. Ito`. */
function previous(note: Note, name: Candidate): void {
  const { tokens } = note;
  let at = tokenFrom(tokens, name.begin) - 1;
  if (hasRole(note, at, ROLE.honorific)) at -= 1;
  else if (keyAt(note, at) === "." && hasRole(note, at - 1, ROLE.honorific)) at -= 2;
  if (!/^(?:and|&|,|\/)$/.test(keyAt(note, at))) return;
  const comma = keyAt(note, at) === ",";
  if (comma && name.rule !== "name:before") return;
  at -= 1;
  if (tokens.kind[at] !== WORD || note.taken[at] !== 0 || note.denied[at] !== 0 || !isCapital(note, at)) return;
  if (hasRole(note, at, ROLE.never | ROLE.kin | ROLE.person | ROLE.eponym | ROLE.honorific) || isMedical(note, at))
    return;
  if ((tokens.gap[at + 1] as number) > SPACE || isFunctionWord(keyAt(note, at))) return;
  const bits = tokens.bits[at] as number;
  const least = note.casing === "mixed" && !opensSentence(note, at) ? 2 : 1;
  if (nameRank(bits) === 2 && wordRank(bits) <= least) take(note, at, at, name.subtype, 0.7, "name:before");
}

/** The token behind a bracket, where one stands at a token. */
function afterAside(note: Note, at: number): number {
  const { tokens } = note;
  if (tokens.kind[at] !== SIGN || keyAt(note, at) !== "(") return at;
  for (let end = at + 1; end <= at + LONGEST_ASIDE; end += 1) if (keyAt(note, end) === ")") return end + 1;
  return at;
}
