import { hasRole, isFree, keyAt, take, takeText, tokenFrom, type Note } from "../note";
import { ROLE } from "../roles";
import { lengthAt } from "../sticky";
import { MIXED, NONE, NUMBER, SIGN, WORD } from "../tokens";
import { isMeasured } from "./date-context";
import { isDea, isGs1, isNpi, isSsn, isVin, luhn } from "./validators";

const SSN = /\d{3}([- ])\d{2}\1\d{4}(?![\w-])/y;
const DOTTED_SSN = /\d{3}\.\d{2}\.\d{4}(?![\d.])/y;
/** Medicare's numbers until 2020: a social security number and a letter. */
const HICN = /\d{3}-?\d{2}-?\d{4}-?[A-M]\d?(?!\w)/iy;
/** A subscriber's number and the member's two digits. */
const MEMBER = /\d{9}-\d{2}(?![\d-])/y;
/** Accessions: `CT-65-61399`, `S21-4410`, `13:CA870312`. */
const ACCESSION =
  /[a-z]{1,4}\d{0,2}-\d{2}-\d{4,6}(?![\w-])|[a-z]{1,2}\d{2}-\d{4,6}(?![\w-])|\d{2}:[a-z]{2}\d{5,8}(?!\w)/iy;
const HIDDEN_SSN = /[x*]{3}-?[x*]{2}-?\d{4}(?!\w)/iy;
const CARD = /\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}(?![\d-])|3[47]\d{2}([ -])\d{6}\2\d{5}(?!\d)/y;
const MBI =
  /[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y]{2}\d{2}(?!\w)/iy;
const HIBC = /\+[A-Z]\d{3}[A-Z0-9]{2,18}\d(?:\/[$A-Z0-9]{3,30}){0,2}(?![A-Z0-9])/y;
const UDI = /\(01\)\d{14}(?:\(\d{2,3}\)\w(?:[\w./-]{0,29}\w)?){0,5}/y;
const IMAGE_FILE = /[\w-]{2,60}\.(?:jpe?g|png|gif|heic|bmp|tiff?|dcm)(?!\w)/iy;

/** Numbers and codes that their shape or a check digit gives away, without a label. */
export function identifierLayer(note: Note): void {
  const { tokens, text } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (note.taken[at] !== 0) continue;
    const kind = tokens.kind[at] as number;
    const begin = tokens.begin[at] as number;
    if (kind === SIGN) {
      const key = keyAt(note, at);
      if (key === "(") shaped(note, UDI, begin, "device", 0.95, "udi");
      else if (key === "+") shaped(note, HIBC, begin, "device", 0.9, "hibc");
      else if (key === "*") shaped(note, HIDDEN_SSN, begin, "ssn", 0.7, "hidden-ssn");
      continue;
    }
    const inside =
      at > 0 &&
      tokens.gap[at] === NONE &&
      tokens.kind[at - 1] === SIGN &&
      /[-/._]/.test(keyAt(note, at - 1)) &&
      tokens.gap[at - 1] === NONE &&
      at > 1;
    if (inside) continue;
    if (kind === WORD && keyAt(note, at) === "xxx") shaped(note, HIDDEN_SSN, begin, "ssn", 0.7, "hidden-ssn");
    if (
      (kind === WORD || kind === MIXED) &&
      text.charCodeAt(tokens.end[at] as number) === 0x2d &&
      note.denied[at] === 0
    )
      shaped(note, ACCESSION, begin, "accession", 0.75, "accession");
    if (note.taken[at] !== 0) continue;
    if (kind === NUMBER || kind === MIXED) ofDigits(note, at, begin, kind);
    if (note.taken[at] === 0 && /[._-]/.test(text[tokens.end[at] as number] ?? "")) picture(note, begin);
  }
}

function shaped(
  note: Note,
  pattern: RegExp,
  begin: number,
  subtype: "device" | "ssn" | "health-plan" | "account" | "accession",
  score: number,
  rule: string,
): boolean {
  const length = lengthAt(pattern, note.text, begin);
  if (length === 0) return false;
  const from = tokenFrom(note.tokens, begin);
  if (!isFree(note, from, tokenFrom(note.tokens, begin + length) - 1)) return false;
  takeText(note, begin, begin + length, subtype, score, `id:${rule}`);
  return true;
}

function picture(note: Note, begin: number): void {
  const length = lengthAt(IMAGE_FILE, note.text, begin);
  const found = note.text.slice(begin, begin + length);
  if (length > 0 && /\d{3}/.test(found)) takeText(note, begin, begin + length, "photo", 0.6, "id:image-file");
}

function ofDigits(note: Note, at: number, begin: number, kind: number): void {
  const { tokens, text } = note;
  const size = (tokens.end[at] as number) - begin;
  const raw = text.slice(begin, tokens.end[at]);
  if (size === 2 && kind === NUMBER && shaped(note, ACCESSION, begin, "accession", 0.8, "accession")) return;
  if (size === 3 && kind === NUMBER) {
    if (shaped(note, HICN, begin, "health-plan", 0.9, "hicn")) return;
    if (shaped(note, DOTTED_SSN, begin, "ssn", 0.85, "ssn")) return;
    const length = lengthAt(SSN, text, begin);
    if (length > 0) {
      const given = isSsn(text.slice(begin, begin + length).replace(/\D/g, ""));
      if (shaped(note, SSN, begin, "ssn", given ? 0.97 : 0.75, "ssn")) return;
    }
  }
  if (
    size === 4 &&
    (kind === NUMBER
      ? shaped(note, CARD, begin, "account", 0.9, "card")
      : shaped(note, MBI, begin, "health-plan", 0.9, "mbi"))
  )
    return;
  if (size === 9 && kind === NUMBER && shaped(note, MEMBER, begin, "health-plan", 0.8, "member")) return;
  if (size === 11 && kind === MIXED && shaped(note, MBI, begin, "health-plan", 0.93, "mbi")) return;
  if (note.denied[at] !== 0) return;
  if (kind === MIXED) {
    if (size === 17 && /^[A-HJ-NPR-Z0-9]{17}$/i.test(raw)) take(note, at, at, "vin", isVin(raw) ? 0.97 : 0.8, "id:vin");
    else if (size === 9 && isDea(raw)) take(note, at, at, "dea", 0.95, "id:dea");
    else codeLike(note, at, raw);
    return;
  }
  if (/\d/.test(text[(tokens.end[at] as number) + 1] ?? "") && /[./,]/.test(text[tokens.end[at] as number] ?? ""))
    return;
  if (text.charCodeAt(tokens.end[at] as number) === 0x2d && hyphened(note, at)) return;
  if (size === 10 && isNpi(raw)) take(note, at, at, "npi", 0.8, "id:npi");
  else if (size >= 13 && size <= 16 && luhn(raw)) take(note, at, at, "account", 0.85, "id:card");
  else if (size === 14 && isGs1(raw)) take(note, at, at, "device", 0.7, "id:gtin");
  else if (size === 9 && isSsn(raw)) take(note, at, at, "other-id", 0.6, "id:nine-digits");
  else if (size >= 7 && size <= 20) take(note, at, at, "other-id", 0.55, "id:digits");
  else if (size === 6) take(note, at, at, "other-id", isAskedFor(note, at) ? 0.55 : 0.35, "id:digits");
}

/** `labs for 482913`, `patient (482913)`: a number alone where a person would stand. */
function isAskedFor(note: Note, at: number): boolean {
  if (isMeasured(note, note.tokens.end[at] as number)) return false;
  const before = keyAt(note, at - 1);
  const opened = before === "(" && keyAt(note, at + 1) === ")";
  return opened ? hasRole(note, at - 2, ROLE.person) : /^(?:for|re|chart|patient|pt)$/.test(before);
}

/** `429-37-18`: groups of digits with two hyphens or more, seven digits at least. */
function hyphened(note: Note, at: number): boolean {
  const { tokens } = note;
  let last = at;
  let digits = (tokens.end[at] as number) - (tokens.begin[at] as number);
  while (
    keyAt(note, last + 1) === "-" &&
    tokens.gap[last + 1] === NONE &&
    tokens.gap[last + 2] === NONE &&
    tokens.kind[last + 2] === NUMBER
  ) {
    last += 2;
    digits += (tokens.end[last] as number) - (tokens.begin[last] as number);
  }
  // What is written as a day and is none is a slip of the pen, no record.
  if (/^(?:19|20)\d{2}-\d{2}-\d{2}$/.test(note.text.slice(tokens.begin[at], tokens.end[last]))) return false;
  // National drug codes: 5-4-2 and its short forms (21 CFR 207.33).
  const sizes = [at, at + 2, at + 4].map((part) => (tokens.end[part] as number) - (tokens.begin[part] as number));
  if (last - at === 4 && (sizes[0] as number) >= 4 && (sizes[1] as number) >= 3 && (sizes[2] as number) <= 2)
    return true;
  // `70-31-42` is no day, however it is read.
  const record = last - at === 4 && digits === 6 && [0, 2, 4].every((part) => sizeOf(note, at + part) === 2);
  if (last - at < 4 || (digits < 7 && !record) || digits > 16 || note.denied[last] !== 0 || !isFree(note, at, last))
    return false;
  take(note, at, last, "other-id", 0.65, "id:groups");
  return true;
}

const sizeOf = ({ tokens }: Note, at: number): number => (tokens.end[at] as number) - (tokens.begin[at] as number);

/** Letters and digits that are no word: with its hyphened parts, at least six signs, four of them digits. */
function codeLike(note: Note, at: number, raw: string): void {
  const { tokens, text } = note;
  let last = at;
  while (
    tokens.gap[last + 1] === NONE &&
    keyAt(note, last + 1) === "-" &&
    tokens.gap[last + 2] === NONE &&
    tokens.kind[last + 2] !== SIGN &&
    last - at < 8
  ) {
    last += 2;
  }
  const whole = last === at ? raw : text.slice(tokens.begin[at], tokens.end[last]);
  const digits = whole.replace(/\D/g, "").length;
  const letters = whole.replace(/[^a-z]/gi, "").length;
  if (
    digits < 4 ||
    digits + letters < 6 ||
    /^(?:g\d+p\d+|\d+0s-\d+0s|(?:nct|pmid|pmc|rs|isbn|issn|cas|omim|mesh|orpha|hp|ensg|enst|grch|iso|rfc|nm|np|sct|icd|cpt|atc)[-:]?\d+|\d+(?:mg|mcg|ml|g|kg|mm|cm|k|hrs?|h|iu|units?|x\d+|th|st|nd|rd|yo|yr|bpm))$/i.test(
      whole,
    )
  )
    return;
  if (!isFree(note, at, last)) return;
  take(note, at, last, "other-id", digits >= 5 ? 0.65 : 0.5, "id:code");
}
