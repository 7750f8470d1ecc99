import { hasRole, isFree, keyAt, take, tokenFrom, type Note } from "../note";
import { ROLE } from "../roles";
import { LINE, NONE, NUMBER, SIGN, WORD } from "../tokens";
import { PROFESSIONS } from "../words/jobs";

const LIKELY = 0.5;
const OLDEST = 110;

/** What stands behind a name and tells of the person: `Bessie Ullrich, 76, teacher`, `Tina Gorczany, MSW, 51750`. */
export function appositionLayer(note: Note): void {
  const { tokens, found } = note;
  for (const { category, score, end } of [...found]) {
    if (category !== "NAME" || score < LIKELY) continue;
    let at = tokenFrom(tokens, end);
    if (keyAt(note, at) !== "," && keyAt(note, at) !== "(") continue;
    at += 1;
    if (hasRole(note, at, ROLE.credential)) {
      extension(note, at);
      continue;
    }
    if (tokens.kind[at] !== NUMBER || !age(note, at)) continue;
    if (keyAt(note, at + 1) === ",") profession(note, at + 2);
  }
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
