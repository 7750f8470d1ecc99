import { hasRole, isFree, keyAt, take, takeLabel, type Note } from "../note";
import { ROLE } from "../roles";
import { wordRank } from "../lexicon";
import { lengthAt } from "../sticky";
import { LINE, LOWER, MIXED, NONE, NUMBER, PARAGRAPH, SIGN, SPACE, WORD } from "../tokens";
import { CONNECTOR_SIGNS, CONNECTORS } from "../words/labels";
import { labelAt, type Label } from "./label-index";

/** Tokens between a label and its value. */
const MOST_CONNECTORS = 7;
/** Signs inside a value. */
const JOINTS = new Set(["-", "/", ".", "_", "*"]);
const DATE_LIKE = /\d{1,2}([/.-])\d{1,2}\1(?:19|20)?\d{2}(?![\d-])|(?:19|20)\d{2}-\d{2}-\d{2}/y;
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
]);

/** Values behind labels: `MRN: 123456`, `plate ERY 7668`, `"accountNumber": "77-1200"`. */
export function labelledLayer(note: Note): void {
  const { tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.kind[at] === SIGN || note.taken[at] !== 0) continue;
    const label = labelAt(note, at);
    if (label === undefined) continue;
    const value = valueAfter(note, label);
    if (value !== undefined) takeLabel(note, at, label.last);
    at = value ?? label.last;
  }
}

/** Takes the value of a label; its last token, or nothing. */
function valueAfter(note: Note, label: Label): number | undefined {
  const { tokens } = note;
  let at = label.last + 1;
  let told = false;
  let lines = 0;
  for (let step = 0; step < MOST_CONNECTORS && at < tokens.count; step += 1, at += 1) {
    const gap = tokens.gap[at] as number;
    if (gap === PARAGRAPH) return undefined;
    if (gap === LINE) lines += 1;
    if (lines > 1) return undefined;
    const key = keyAt(note, at);
    if (tokens.kind[at] === SIGN) {
      if (!CONNECTOR_SIGNS.has(key)) break;
      if (key === "#" || key === ":" || key === "=") told = true;
      // A list's hyphen or a sentence's end is no connector.
      if (
        (key === "." || key === ",") &&
        tokens.gap[at + 1] !== NONE &&
        lines === 0 &&
        label.weak &&
        keyAt(note, at - 1).length > 4
      )
        return undefined;
      continue;
    }
    // `SSN (last 4): 1234`
    if (key === "4" && keyAt(note, at - 1) === "last") continue;
    if (tokens.kind[at] !== WORD || !CONNECTORS.has(key)) break;
    // A plate may be made of letters alone.
    if (label.group.shape === "word" && at > label.last + 1 && !isPlainWord(key)) break;
    told = true;
  }
  if (at >= tokens.count || tokens.gap[at] === PARAGRAPH || note.taken[at] !== 0) return undefined;
  return takeValue(note, at, label, (told || lastFour(note, label.first)) && lines === 0);
}

/** `last four of her social 9999` */
function lastFour(note: Note, label: number): boolean {
  let back = label - 1;
  while (/^(?:of|the|his|her|their|my|your)$/.test(keyAt(note, back))) back -= 1;
  return /^(?:four|4)$/.test(keyAt(note, back)) && keyAt(note, back - 1) === "last";
}

const PLAIN_WORDS = new Set("no num number nr nbr is was id code are the of at as on".split(" "));
const isPlainWord = (key: string): boolean => PLAIN_WORDS.has(key);

function takeValue(
  note: Note,
  first: number,
  { group, weak, last: labelEnd }: Label,
  told: boolean,
): number | undefined {
  const { text, tokens } = note;
  if (tokens.kind[first] === SIGN) return undefined;
  const dateLength = lengthAt(DATE_LIKE, text, tokens.begin[first] as number);
  if (dateLength > 0 && group.subtype !== "mrn") return undefined;
  let last = lettersBefore(note, first, group.subtype);
  while (last + 1 < tokens.count && tokens.gap[last + 1] === NONE) {
    if (tokens.kind[last + 1] !== SIGN) last += 1;
    else if (JOINTS.has(keyAt(note, last + 1)) && tokens.gap[last + 2] === NONE && isPart(note, last + 2)) last += 2;
    else break;
  }
  if (GROUPED.has(group.subtype)) last = withGroups(note, first, last, group.subtype);
  const value = text.slice(tokens.begin[first], tokens.end[last]);
  if (dateLength > 0 && dateLength === value.length && !isHyphenedRecord(value)) return undefined;
  if (
    !isFree(note, first, last) ||
    !fits(value, group.shape, weak, told, group.subtype, first === last && isMadeUp(note, first))
  )
    return undefined;
  const near = first - labelEnd <= 1 || told;
  take(note, first, last, group.subtype, near ? group.score : group.score - 0.1, `label:${group.subtype}`);
  return last;
}

/** `70-31-42` behind a record's label is one; a date there would be written in another way. */
const isHyphenedRecord = (value: string): boolean => /^\d{2}-\d{2}-\d{2}$/.test(value);

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

/** `A 55123`, `RPh 22931`, `W2201 93341`: the token of the digits, or the first one. */
function lettersBefore(note: Note, first: number, subtype: string): number {
  const { tokens } = note;
  const next = first + 1;
  if (!LETTERED.has(subtype) || tokens.gap[next] !== SPACE || tokens.kind[next] !== NUMBER) return first;
  const size = (tokens.end[next] as number) - (tokens.begin[next] as number);
  const letters = keyAt(note, first).length;
  if (tokens.kind[first] === MIXED)
    return size >= 4 && letters <= 6 && /^[a-z]/.test(keyAt(note, first)) && subtype === "health-plan" ? next : first;
  const written = note.casing !== "mixed" || tokens.shape[first] !== LOWER;
  const isCode =
    tokens.kind[first] === WORD && letters <= 3 && written && (letters === 1 || !hasRole(note, first, ROLE.never));
  return isCode && size >= (subtype === "plate" ? 3 : 4) && note.denied[next] === 0 ? next : first;
}

const isPart = ({ tokens }: Note, at: number): boolean => {
  const kind = tokens.kind[at];
  return kind === NUMBER || kind === MIXED || kind === WORD;
};

/** Further groups behind single spaces: `639 62 0033`, `ERY 7668`, `1EG4 TE5 MK73`. */
function withGroups(note: Note, first: number, last: number, subtype: string): number {
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
  if (last > first || lengthOf(first) > 4 || tokens.kind[first] === WORD) return last;
  let end = last;
  for (let step = 0; step < 4; step += 1) {
    const next = end + 1;
    const wraps = tokens.gap[next] === LINE && (subtype === "ssn" || subtype === "phone" || subtype === "fax");
    if (next >= tokens.count || !(tokens.gap[next] === SPACE || wraps) || lengthOf(next) < 2 || lengthOf(next) > 4)
      break;
    const kind = tokens.kind[next];
    if (kind !== NUMBER && !(kind === MIXED && tokens.kind[first] === MIXED)) break;
    end = next;
  }
  return end;
}

const isPlateWord = (note: Note, at: number): boolean =>
  note.casing === "mixed" && note.tokens.shape[at] !== LOWER
    ? true
    : keyAt(note, at).length === 3 && wordRank(note.tokens.bits[at] as number) < 2;

/** An unknown word in lower case, as names of users are made. */
const isMadeUp = ({ tokens, casing }: Note, at: number): boolean =>
  tokens.kind[at] === WORD &&
  (tokens.shape[at] === LOWER || casing === "upper") &&
  tokens.bits[at] === 0 &&
  (tokens.key[at] as string).length > 4;

const digitsIn = (value: string): number => value.replace(/\D/g, "").length;

function fits(value: string, shape: string, weak: boolean, told: boolean, subtype: string, madeUp: boolean): boolean {
  const digits = digitsIn(value);
  const signs = value.replace(/[^\p{L}\p{N}]/gu, "").length;
  if (subtype === "username") return signs >= 3 && (digits > 0 || /[._-]|\p{Ll}\p{Lu}/u.test(value) || madeUp);
  if (
    (subtype === "phone" || subtype === "pager" || subtype === "fax") &&
    (value.includes("/") || digits < 3 || /^\d\d-\d\d$/.test(value))
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
