import { wordRank } from "../lexicon";
import { hasRole, keyAt, type Note } from "../note";
import { ROLE } from "../roles";
import { LINE, LOWER, MIXED, NONE, NUMBER, SPACE, WORD } from "../tokens";
import type { LabelGroup } from "../words/labels";

/** Kinds of values that people write in groups with spaces. */
const GROUPED = new Set([
  "ssn",
  "phone",
  "fax",
  "pager",
  "plate",
  "account",
  "driver-licence",
  "mrn",
  "health-plan",
  "npi",
  "licence",
  "device",
]);

/** Kinds of numbers that letters stand before, with a space between. */
const LETTERED = new Set([
  "licence",
  "driver-licence",
  "mrn",
  "account",
  "health-plan",
  "device",
  "accession",
  "plate",
  "dea",
  "visit",
]);

/** Those of them that go on with digits behind a group of both. */
const SPLIT = new Set(["health-plan", "device"]);

/** `A 55123`, `RPh 22931`, `W2201 93341`: the token of the digits, or the first one. */
export function lettersBefore(note: Note, first: number, subtype: string): number {
  const { tokens } = note;
  const next = first + 1;
  if (!LETTERED.has(subtype) || tokens.gap[next] !== SPACE || tokens.kind[next] !== NUMBER) return first;
  const joined = keyAt(note, next + 1) === "-" && tokens.gap[next + 1] === NONE && tokens.gap[next + 2] === NONE;
  const size = (tokens.end[joined ? next + 2 : next] as number) - (tokens.begin[next] as number);
  const letters = keyAt(note, first).length;
  if (tokens.kind[first] === MIXED)
    return size >= 4 && letters <= 6 && /^[a-z]/.test(keyAt(note, first)) && SPLIT.has(subtype) ? next : first;
  const written = note.casing !== "mixed" || tokens.shape[first] !== LOWER;
  const isCode =
    tokens.kind[first] === WORD && letters <= 3 && written && (letters === 1 || !hasRole(note, first, ROLE.never));
  // `XEA 440 91 2287`
  const grouped = subtype === "health-plan" && tokens.gap[next + 1] === SPACE && tokens.kind[next + 1] === NUMBER;
  return isCode && size >= (subtype === "plate" || grouped ? 3 : 4) && note.denied[next] === 0 ? next : first;
}

/** Further groups behind single spaces: `639 62 0033`, `ERY 7668`, `1EG4 TE5 MK73`. */
export function withGroups(note: Note, first: number, last: number, subtype: string): number {
  if (!GROUPED.has(subtype)) return last;
  const { tokens } = note;
  const lengthOf = (at: number): number => (tokens.end[at] as number) - (tokens.begin[at] as number);
  if (subtype === "plate") {
    const next = last + 1;
    if (tokens.gap[next] !== SPACE || lengthOf(next) > 4 || last > first) return last;
    const one = tokens.kind[first];
    const two = tokens.kind[next];
    const letters = two === WORD && isPlateWord(note, next) && one === NUMBER;
    const fits = (one === NUMBER || one === MIXED || one === WORD) && lengthOf(first) <= 4;
    if (!fits || !(two === NUMBER || two === MIXED || letters)) return last;
    // `4 TXR 992`
    const third = next + 1;
    return letters && tokens.kind[third] === NUMBER && tokens.gap[third] === SPACE && lengthOf(third) <= 4
      ? third
      : next;
  }
  if (subtype === "health-plan" && isMemberSuffix(note, last)) return last + 1;
  // `07700 900123`
  const mobile = subtype === "phone" && lengthOf(first) === 5 && keyAt(note, first).startsWith("0");
  if (mobile && tokens.gap[last + 1] === SPACE && /^\d{6}$/.test(keyAt(note, last + 1))) return last + 1;
  if (last > first || lengthOf(first) > 4 || tokens.kind[first] === WORD) return last;
  let end = last;
  const longest = subtype === "health-plan" ? LONGEST_MEMBER_GROUP : LONGEST_GROUP;
  for (let step = 0; step < 4; step += 1) {
    const next = end + 1;
    const wraps = tokens.gap[next] === LINE && (subtype === "ssn" || subtype === "phone" || subtype === "fax");
    if (
      next >= tokens.count ||
      !(tokens.gap[next] === SPACE || wraps) ||
      lengthOf(next) < 2 ||
      lengthOf(next) > longest
    )
      break;
    const kind = tokens.kind[next];
    if (note.denied[next] !== 0 || (kind !== NUMBER && !(kind === MIXED && tokens.kind[first] === MIXED))) break;
    end = next;
  }
  return end;
}

const LONGEST_GROUP = 4;
const LONGEST_MEMBER_GROUP = 5;
const SHORTEST_MEMBER = 7;

/** `H88120934 01`: the two digits of a family's member behind the number that the family has. */
function isMemberSuffix({ tokens, text }: Note, last: number): boolean {
  const next = last + 1;
  const size = (tokens.end[next] as number) - (tokens.begin[next] as number);
  const ends =
    next + 1 >= tokens.count ||
    /^\s*(?:[,;.)|\n]|$)/.test(text.slice(tokens.end[next], (tokens.end[next] as number) + 2));
  return (
    tokens.gap[next] === SPACE &&
    tokens.kind[next] === NUMBER &&
    size === 2 &&
    ends &&
    (tokens.end[last] as number) - (tokens.begin[last] as number) >= SHORTEST_MEMBER
  );
}

const isPlateWord = (note: Note, at: number): boolean =>
  note.casing === "mixed" && note.tokens.shape[at] !== LOWER
    ? true
    : keyAt(note, at).length === 3 && wordRank(note.tokens.bits[at] as number) < 2;

/** An unknown word, as names of users are made; behind a label of theirs any but a common one: `username: maria`. */
export function isMadeUp(note: Note, at: number, weak: boolean, told: boolean): boolean {
  const { tokens, casing } = note;
  if (tokens.kind[at] !== WORD || keyAt(note, at).length < 4 || hasRole(note, at, ROLE.never)) return false;
  if (!weak || told) return wordRank(tokens.bits[at] as number) < (weak ? 1 : 2);
  return (tokens.shape[at] === LOWER || casing === "upper") && tokens.bits[at] === 0 && keyAt(note, at).length > 4;
}

/** `updated by phone. 1300 resting` */
const CLOCK = /^(?:[01]\d|2[0-3])[0-5]\d$/;

const digitsIn = (value: string): number => value.replace(/\D/g, "").length;

/** Whether a value is one that the label may have. */
export function fits(
  value: string,
  { shape, subtype }: LabelGroup,
  weak: boolean,
  told: boolean,
  madeUp: boolean,
): boolean {
  const digits = digitsIn(value);
  const signs = value.replace(/[^\p{L}\p{N}]/gu, "").length;
  if (subtype === "username") return signs >= 3 && (digits > 0 || /[._-]|\p{Ll}\p{Lu}/u.test(value) || madeUp);
  if (
    (subtype === "phone" || subtype === "pager" || subtype === "fax") &&
    (value.includes("/") || digits < 3 || /^\d\d-\d\d$/.test(value) || (!told && CLOCK.test(value)))
  ) {
    return false;
  }
  if (subtype === "plate")
    return signs >= 4 && signs <= 9 && (digits > 0 || (told && /^[A-Z]{2,5}-?[A-Z]{2,5}$/.test(value)));
  if (subtype === "photo") return digits > 0 && signs > 3;
  if (shape === "number" && /\p{L}{2}/u.test(value)) return false;
  if (digits === 0) return false;
  if (subtype === "zip") return digits >= 4 && signs <= 10;
  if (weak && !told) return digits >= 5 || (digits >= 3 && signs >= 6);
  if (weak) return digits >= 4 || (digits >= 2 && signs >= 5);
  if (shape === "long") return signs >= 6;
  return signs >= 4 || (digits >= 3 && told);
}
