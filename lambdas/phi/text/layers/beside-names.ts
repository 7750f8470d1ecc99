import { hasRole, isFree, keyAt, take, tokenFrom, type Candidate, type Note } from "../note";
import { ROLE } from "../roles";
import { LINE, MIXED, NONE, NUMBER, PARAGRAPH, SIGN, SPACE, UPPER, WORD } from "../tokens";
import { PROFESSIONS } from "../words/jobs";

/** What may stand between a name and its number: `(`, `[`, a comma, stars of a heading. */
const OPENERS = /^[([,*|#/-]$/;
const MOST_OPENERS = 4;
/** A record's number has so many digits, and no more groups. */
const LEAST_DIGITS = 6;
const MOST_DIGITS = 12;
const MOST_GROUPS = 3;

const LIKELY = 0.5;
const OLDEST = 110;

/** What stands beside a name and is a record's number or somebody's initials, though no label says so: `Ann Lee (388 50 35)`. */
export function besideNameLayer(note: Note): void {
  for (const found of [...note.found]) {
    if (found.category === "NAME" && found.score >= LIKELY) {
      apposition(note, found);
      numberAfter(note, found);
    } else if (found.category === "DATE") initialsBeside(note, found);
  }
}

/** Behind a comma or in a bracket: `Bessie Ullrich, 76, teacher`, `Tina Gorczany, MSW, 51750`. */
function apposition(note: Note, name: Candidate): void {
  let at = tokenFrom(note.tokens, name.end);
  if (keyAt(note, at) !== "," && keyAt(note, at) !== "(") return;
  at += 1;
  if (hasRole(note, at, ROLE.credential)) extension(note, at);
  else if (note.tokens.kind[at] === NUMBER && age(note, at) && keyAt(note, at + 1) === ",") profession(note, at + 2);
}

function numberAfter(note: Note, name: Candidate): void {
  const { tokens } = note;
  let at = tokenFrom(tokens, name.end);
  let openers = 0;
  let bracket = false;
  while (openers < MOST_OPENERS && tokens.kind[at] === SIGN && OPENERS.test(keyAt(note, at))) {
    if (/[([*]/.test(keyAt(note, at))) bracket = true;
    openers += 1;
    at += 1;
  }
  if (tokens.kind[at] !== NUMBER || (tokens.gap[at] as number) >= LINE || note.denied[at] !== 0) return;
  let last = at;
  let digits = sizeOf(note, at);
  for (let groups = 1; groups < MOST_GROUPS; groups += 1) {
    const hyphen = keyAt(note, last + 1) === "-" && tokens.gap[last + 1] === NONE && tokens.gap[last + 2] === NONE;
    const next = hyphen ? last + 2 : last + 1;
    if (tokens.kind[next] !== NUMBER || (!hyphen && (tokens.gap[next] !== SPACE || sizeOf(note, next) > 3))) break;
    last = next;
    digits += sizeOf(note, next);
  }
  const closed = !bracket || /^[)\]*]$/.test(keyAt(note, last + 1));
  if (digits < LEAST_DIGITS || digits > MOST_DIGITS || !closed || !isFree(note, at, last)) return;
  const follows = keyAt(note, last + 1);
  if (/^[.:/%]$/.test(follows) && tokens.gap[last + 2] === NONE) return;
  take(note, at, last, "mrn", bracket || openers > 0 ? 0.75 : 0.6, "id:beside-name");
}

/** `T: 2026-10-03 / ALV`, `OK per Holl/JYZ 5.9.11`: two or three capitals between a date and a stroke are who typed. */
function initialsBeside(note: Note, { begin, end }: Candidate): void {
  const { tokens } = note;
  const after = tokenFrom(tokens, end);
  if (keyAt(note, after) === "/" && tokens.gap[after] !== PARAGRAPH) initials(note, after + 1);
  let before = after - 1;
  while (before >= 0 && (tokens.begin[before] as number) >= begin) before -= 1;
  if (keyAt(note, before - 1) === "/" && tokens.gap[before] === NONE) initials(note, before);
}

function initials(note: Note, at: number): void {
  const { tokens } = note;
  const size = sizeOf(note, at);
  const capitals = tokens.shape[at] === UPPER || note.casing === "lower";
  if (tokens.kind[at] !== WORD || !capitals || size < 2 || size > 3 || (tokens.gap[at] as number) >= LINE) return;
  if (!isFree(note, at, at) || note.denied[at] !== 0 || note.roles[at] !== 0) return;
  if (tokens.kind[at + 1] === MIXED && tokens.gap[at + 1] === NONE) return;
  take(note, at, at, "provider-name", 0.7, "name:typist");
}

function age(note: Note, at: number): boolean {
  const { tokens } = note;
  const value = Number(keyAt(note, at));
  if (value > OLDEST || keyAt(note, at).length > 3 || !isFree(note, at, at) || note.denied[at] !== 0) return false;
  const next = keyAt(note, at + 1);
  const ends = (tokens.kind[at + 1] === SIGN && /^[,);]$/.test(next)) || /^(?:m|f|male|female)$/.test(next);
  if (!ends || (tokens.gap[at + 1] === NONE && /\d/.test(keyAt(note, at + 2)) && tokens.gap[at + 2] === NONE))
    return false;
  take(note, at, at, value >= 90 ? "age-over-89" : "age", 0.8, "age:behind-name");
  return true;
}

function profession(note: Note, at: number): void {
  let last = at;
  for (; last < at + 4; last += 1) {
    if (note.tokens.kind[last] !== WORD || (last > at && (note.tokens.gap[last] as number) > LINE)) return;
    if (PROFESSIONS.has(keyAt(note, last))) break;
  }
  if (last < at + 4 && isFree(note, at, last)) take(note, at, last, "profession", 0.8, "work:behind-name");
}

/** A short number at the end of a line behind somebody's credentials is where they can be reached. */
function extension(note: Note, credential: number): void {
  const { tokens } = note;
  let at = credential + 1;
  while (keyAt(note, at) === "." || keyAt(note, at) === "-" || hasRole(note, at, ROLE.credential)) at += 1;
  if (keyAt(note, at) !== "," || tokens.kind[at + 1] !== NUMBER) return;
  const size = keyAt(note, at + 1).length;
  const last = at + 2 >= tokens.count || (tokens.gap[at + 2] as number) >= LINE;
  if (last && size >= 3 && size <= 6 && isFree(note, at + 1, at + 1))
    take(note, at + 1, at + 1, "pager", 0.7, "phone:behind-name");
}

const sizeOf = ({ tokens }: Note, at: number): number => (tokens.end[at] as number) - (tokens.begin[at] as number);
