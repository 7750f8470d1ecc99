import { hasRole, keyAt, type Note } from "../note";
import { ROLE } from "../roles";
import { LINE, LOWER, NONE, NUMBER, SPACE } from "../tokens";
import { isMeasured } from "./date-context";

const PERSONS = /^(?:he|she|patient|pt|who|man|woman|lady|gentleman|male|female|boy|girl|infant)$/;
const GOES_ON = /^(?:[,.;)]|and|with|w|who|now|today|but|has|had|hx|healthy|alive|living|dm|htn|a)$/;

/** Whether a number alone is somebody's age by who stands before it: `she is 41`, `sister (35)`, `F/58`, `woman of 83`. */
export function isOfPerson(note: Note, at: number): boolean {
  const { tokens } = note;
  if (note.denied[at] !== 0 || isMeasured(note, tokens.end[at] as number)) return false;
  if (/^[./:%-]$/.test(keyAt(note, at + 1)) && tokens.gap[at + 1] === NONE && tokens.kind[at + 2] === NUMBER)
    return false;
  const before = keyAt(note, at - 1);
  const closed = at + 1 >= tokens.count || (tokens.gap[at + 1] as number) >= LINE || GOES_ON.test(keyAt(note, at + 1));
  if (!closed || (tokens.gap[at] as number) >= LINE) return false;
  if (before === "is" || before === "was" || before === "now") {
    const subject = before === "now" && keyAt(note, at - 2) === "is" ? at - 3 : at - 2;
    return isPerson(note, subject);
  }
  if (before === "of") return /^(?:man|woman|lady|gentleman)$/.test(keyAt(note, at - 2));
  if (before === "at" || before === "age") return diedBefore(note, at - 1);
  const next = keyAt(note, at + 1);
  if (before === "(" && next === ")") return hasRole(note, at - 2, ROLE.kin) || isBirth(note, at - 2);
  if (before === "," && next === ",") return isPerson(note, at - 2);
  if (hasRole(note, at - 1, ROLE.kin) && tokens.gap[at] === SPACE) return next !== ".";
  return isSexBefore(note, at);
}

const isPerson = (note: Note, at: number): boolean => PERSONS.test(keyAt(note, at)) || hasRole(note, at, ROLE.kin);

/** `mother died of MI at 62` */
function diedBefore(note: Note, at: number): boolean {
  for (let back = at - 1; back >= Math.max(0, at - 5); back -= 1) {
    if (/^(?:died|deceased|passed|death|expired)$/.test(keyAt(note, back))) return true;
    if (/^[.;]$/.test(keyAt(note, back))) return false;
  }
  return false;
}

const isBirth = (note: Note, at: number): boolean =>
  note.found[(note.taken[at] as number) - 1]?.subtype === "birth-date";

/** `F 58`, `M, 36`, `Sex/Age: F/58`, where the sex is a part of its own. */
function isSexBefore(note: Note, at: number): boolean {
  const { tokens } = note;
  const sex = /^[,/]$/.test(keyAt(note, at - 1)) ? at - 2 : at - 1;
  const letter = /^[mf]$/.test(keyAt(note, sex));
  if (!letter && !/^(?:male|female)$/.test(keyAt(note, sex))) return false;
  if (letter && note.casing === "mixed" && tokens.shape[sex] === LOWER) return false;
  const opens = sex === 0 || (tokens.gap[sex] as number) >= LINE || /^[,:|/(]$/.test(keyAt(note, sex - 1));
  return opens && tokens.gap[sex + 1] !== LINE;
}
