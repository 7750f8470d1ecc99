import { isFree, keyAt, take, takeLabel, type Note } from "../note";
import { lengthAt } from "../sticky";
import { LINE, MIXED, NONE, NUMBER, PARAGRAPH, SIGN, WORD } from "../tokens";
import { CONNECTOR_SIGNS, CONNECTORS } from "../words/labels";
import { labelAt, type Label } from "./label-index";
import { fits, isMadeUp, lettersBefore, withGroups } from "./label-values";

/** Tokens between a label and its value. */
const MOST_CONNECTORS = 7;
/** Signs inside a value. */
const JOINTS = new Set(["-", "/", ".", "_", "*"]);
const DATE_LIKE = /\d{1,2}([/.-])\d{1,2}\1(?:19|20)?\d{2}(?![\d-])|(?:19|20)\d{2}-\d{2}-\d{2}/y;
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
  const digits = lettersBefore(note, first, group.subtype);
  let last = digits;
  while (last + 1 < tokens.count && tokens.gap[last + 1] === NONE) {
    if (tokens.kind[last + 1] !== SIGN) last += 1;
    else if (isJoint(note, last + 1, group.subtype) && tokens.gap[last + 2] === NONE && isPart(note, last + 2))
      last += 2;
    else break;
  }
  last = withGroups(note, digits, last, group.subtype);
  const value = text.slice(tokens.begin[first], tokens.end[last]);
  if (dateLength > 0 && dateLength === value.length && !isHyphenedRecord(value)) return undefined;
  if (
    !isFree(note, first, last) ||
    !fits(value, group, weak, told, first === last && isMadeUp(note, first, weak, told))
  )
    return undefined;
  if (group.subtype === "account" && isBilled(note, first, labelEnd, value)) return undefined;
  const near = first - labelEnd <= 1 || told;
  take(note, first, last, group.subtype, near ? group.score : group.score - 0.1, `label:${group.subtype}`);
  return last;
}

/** Codes of procedures (CPT, HCPCS) and of diagnoses (ICD-10-CM). */
const BILLED = /^(?:\d{5}|[a-v]\d{4}|[a-z]\d[\da-z](?:\.[\da-z]{1,4})?)$/i;

/** `balance on the bill is 149.00` */
const MONEY = /^\d+\.\d{2}$/;
/** A code of ICD-10-CM with its point, which no account has: `E11.65`. */
const DIAGNOSIS = /^[a-z]\d[\da-z]\.[\da-z]{1,4}$/i;

/** `bill 99213`, `billing code G0438`, `claim E11.65`: a code behind the word or behind `code`, without a sign between. */
const isBilled = (note: Note, first: number, labelEnd: number, value: string): boolean =>
  DIAGNOSIS.test(value) ||
  MONEY.test(value) ||
  (BILLED.test(value) &&
    (first === labelEnd + 1 || (first === labelEnd + 2 && /^codes?$/.test(keyAt(note, labelEnd + 1)))));

/** `70-31-42` behind a record's label is one; a date there would be written in another way. */
const isHyphenedRecord = (value: string): boolean => /^\d{2}-\d{2}-\d{2}$/.test(value);

/** A colon parts the groups of an accession alone: `S24:10293`. */
const isJoint = (note: Note, at: number, subtype: string): boolean =>
  JOINTS.has(keyAt(note, at)) || (subtype === "accession" && keyAt(note, at) === ":" && keyAt(note, at + 1).length > 3);

const isPart = ({ tokens }: Note, at: number): boolean => {
  const kind = tokens.kind[at];
  return kind === NUMBER || kind === MIXED || kind === WORD;
};
