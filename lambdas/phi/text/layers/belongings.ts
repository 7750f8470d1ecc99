import { lookUp, nameRank, wordRank } from "../lexicon";
import { hasRole, isFree, keyAt, take, type Note } from "../note";
import { ROLE } from "../roles";
import { LINE, LOWER, MIXED, NONE, NUMBER, PARAGRAPH, SIGN, SPACE, WORD } from "../tokens";
import { words } from "../words/people";
import { isMeasured } from "./date-context";

const VEHICLES = new Set(
  words(`
  car truck van suv vehicle sedan pickup motorcycle trailer minivan automobile rv scooter moped jeep
  honda toyota ford chevy chevrolet nissan hyundai kia mazda subaru volkswagen vw bmw mercedes audi lexus acura infiniti dodge ram gmc buick
  cadillac chrysler tesla volvo mitsubishi porsche fiat mini saturn pontiac lincoln harley civic corolla camry accord silverado tahoe
`),
);
const VEHICLE_WINDOW = 7;
const PLATE = /^(?:[a-z]{1,3}\d{3,4}[a-z]?|\d{1,3}[a-z]{2,3}\d{0,3}|[a-z]{2}\d{2}[a-z]{3})$/;
/** Credentials that are short forms of states as well: `Baltimore, MD 21201`. */
const STATES_TOO = /^(?:md|pa|ma|ms|do|dc|ot|pt)$/;

/** What belongs to somebody and is told by whose it is: a vehicle's plate, the number of a licence behind credentials, a user's name. */
export function belongingsLayer(note: Note): void {
  const { tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.kind[at] !== WORD || (note.taken[at] as number) > 0) continue;
    if (VEHICLES.has(keyAt(note, at))) plateAfter(note, at);
    else if (hasRole(note, at, ROLE.credential) || keyAt(note, at) === "rph") licenceAfter(note, at);
    else if (/^(?:by|agent|rep|user|clerk|operator)$/.test(keyAt(note, at))) userAfter(note, at + 1);
    else if (keyAt(note, at + 1) === "_" && tokens.gap[at + 1] === NONE) joinedUser(note, at);
  }
}

/** `blue Honda Civic KTR 4821`, `the car, ABC-1234,`. */
function plateAfter(note: Note, vehicle: number): void {
  const { tokens } = note;
  for (let at = vehicle + 1; at < Math.min(tokens.count, vehicle + VEHICLE_WINDOW); at += 1) {
    if (tokens.gap[at] === PARAGRAPH || /^[.;]$/.test(keyAt(note, at))) return;
    if (tokens.kind[at] === SIGN || note.taken[at] !== 0 || note.denied[at] !== 0) continue;
    const last = plateEnd(note, at);
    if (last < 0 || !isFree(note, at, last)) continue;
    take(note, at, last, "plate", 0.7, "id:plate-of-vehicle");
    return;
  }
}

function plateEnd(note: Note, at: number): number {
  const { tokens } = note;
  const key = keyAt(note, at);
  const capitals = (of: number): boolean =>
    note.casing !== "mixed" || tokens.shape[of] !== LOWER || tokens.kind[of] === NUMBER;
  if (tokens.kind[at] === MIXED) return key.length >= 6 && PLATE.test(key) && capitals(at) ? at : -1;
  const hyphen = keyAt(note, at + 1) === "-" && tokens.gap[at + 1] === NONE && tokens.gap[at + 2] === NONE;
  const next = hyphen ? at + 2 : at + 1;
  const both = key + keyAt(note, next);
  const one = tokens.kind[at];
  const two = tokens.kind[next];
  const parts = (one === WORD && two === NUMBER) || (one === NUMBER && two === WORD);
  if (!parts || (!hyphen && tokens.gap[next] !== SPACE) || both.length < 6 || !PLATE.test(both)) return -1;
  const word = one === WORD ? at : next;
  return capitals(word) &&
    tokens.shape[word] !== 2 &&
    !hasRole(note, word, ROLE.never) &&
    !isMeasured(note, tokens.end[next] as number)
    ? next
    : -1;
}

/** `LCSW #88123`, `RPh 22931`, `PhD, PSY22019`. */
function licenceAfter(note: Note, credential: number): void {
  const { tokens } = note;
  let at = credential + 1;
  let told = false;
  for (let step = 0; step < 4; step += 1, at += 1) {
    const key = keyAt(note, at);
    if (/^(?:#|lic|no|license|licence)$/.test(key)) told = true;
    else if (!/^[,.(:-]$/.test(key)) break;
  }
  const size = keyAt(note, at).length;
  const kind = tokens.kind[at];
  const fits =
    (kind === NUMBER || (kind === MIXED && /^[a-z]{1,3}\d{4,}$/.test(keyAt(note, at)))) && size >= 5 && size <= 9;
  if (!fits || note.taken[at] !== 0 || note.denied[at] !== 0 || (tokens.gap[at] as number) >= LINE) return;
  if (!told && size === 5 && STATES_TOO.test(keyAt(note, credential))) return;
  if (/^[-/:]$/.test(keyAt(note, at + 1)) && tokens.gap[at + 1] === NONE) return;
  if (!isMeasured(note, tokens.end[at] as number)) take(note, at, at, "licence", 0.7, "id:behind-credential");
}

/** `entered by jsmith22`: letters and then digits, as names of users are made. */
function userAfter(note: Note, begin: number): void {
  const at = keyAt(note, begin) === ":" ? begin + 1 : begin;
  const { tokens } = note;
  const made = /^[a-z]{3,12}\d{1,4}$/.test(keyAt(note, at)) && (tokens.shape[at] === LOWER || note.casing === "upper");
  if (tokens.kind[at] === MIXED && made && tokens.gap[at] === SPACE && note.taken[at] === 0 && note.denied[at] === 0)
    take(note, at, at, "username", 0.65, "id:user");
}

/** `mgarcia_72`: a family name, if need be behind an initial, an underscore and a few digits. */
function joinedUser(note: Note, at: number): void {
  const { tokens } = note;
  const key = keyAt(note, at);
  const digits = at + 2;
  const made = tokens.kind[digits] === NUMBER && tokens.gap[digits] === NONE && keyAt(note, digits).length < 5;
  const ends = tokens.gap[digits + 1] !== NONE || !/^[@_/\\]$/.test(keyAt(note, digits + 1));
  if (!made || !ends || key.length < 5 || wordRank(tokens.bits[at] as number) > 0 || tokens.shape[at] !== LOWER) return;
  const named = nameRank(tokens.bits[at] as number) === 2 || nameRank(lookUp(key.slice(1))) === 2;
  if (named && isFree(note, at, digits)) take(note, at, digits, "username", 0.7, "id:user");
}
