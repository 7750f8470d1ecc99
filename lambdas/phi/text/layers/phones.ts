import type { Subtype } from "../../subtypes";
import { isFree, keyAt, takeLabel, takeText, tokenFrom, type Note } from "../note";
import { lengthAt, matchAt } from "../sticky";
import { isMeasured } from "./date-context";
import { LINE, NONE, NUMBER, PARAGRAPH, SIGN } from "../tokens";

const EXTENSION = /(?:\s?,?\s?(?:x|ext\.?|extn\.?|extension|poste)\s?[:.]?\s?\d{1,6}(?!\d))/iy;
/** North America: an area and an exchange from 2 to 9 (NANP, ATIS-0300051). */
const NORTH_AMERICA =
  /(?:(?:\+|00)?1[\s.-]?)?(?:\([2-9]\d{2}\)\s?-?|[2-9]\d{2}(?:[\s./-]|\s-\s)?)[2-9]\d{2}(?:[\s.-]|\s-\s)?\d{4}(?![\d-])/y;
/** With a plus and a country's code: 8 to 15 digits (ITU-T E.164). */
const INTERNATIONAL =
  /(?:\+|00)[1-9]\d{0,2}[ .-]?(?:\(0?\d{1,4}\)[ .-]?)?\d{1,5}(?:[ .-]\d{2,5}){1,5}(?!\d)|\+[1-9]\d{7,14}(?!\d)/y;
/** Of other countries without the code: a zero, then groups. */
const NATIONAL = /\(?0\d{1,4}\)?[ .-](?:\d{6}|\d{2,5}(?:[ .-]\d{2,5}){1,4})(?!\d)/y;
/** As numbers of the United Kingdom are written (Ofcom, "National Telephone Numbering Plan"): `0161 496 0123`, `07700 900123`. */
const BRITISH = /0(?:[1238]\d{2}[ -]\d{3}[ -]\d{4}|20[ -]\d{4}[ -]\d{4}|[17]\d{3}[ -]\d{6})(?![\d-])/y;
const CLOCK = /^(?:[01]\d|2[0-3])[0-5]\d$/;
const LOCAL = /[2-9]\d{2}[-.]\d{4}(?![\d-]|\.\d)/y;

/**
 * Lines for everybody in the United States, which leaflets print: Poison Control, the Suicide and Crisis, Domestic Violence and SAMHSA lines, the quit
 * line, Medicare, the CDC and the FDA's MedWatch.
 */
const PUBLIC = new Set(
  "8002221222 8002738255 8007997233 8006624357 8007848669 8006334227 8002324636 8003321088".split(" "),
);

/** `call me x4471` */
const SHORT_EXTENSION = /^x\d{4,5}$/;
const ASKS_TO_CALL = /^(?:call|page|text|reach|dial|me|us|at|desk|ext|phone|office|work|cell|:|,|@|\()$/;
const PAGER = /(?:\d{1,3}-\d{3,5}|\d{3,7})(?![\d/-]|\.\d|\s?(?:mg|ml|hours?|hrs?|pm|am)\b)/y;

/** Words before a number that say which kind it is. */
const KINDS: ReadonlyMap<string, Subtype> = new Map<string, Subtype>([
  ...["fax", "facsimile", "faxed", "telefax"].map((word): [string, Subtype] => [word, "fax"]),
  ...["pager", "beeper", "beep", "pgr", "bleep", "paged", "page", "bleeper"].map((word): [string, Subtype] => [
    word,
    "pager",
  ]),
  ...`phone tel telephone ph cell cellphone mobile call called calls calling callback contact number text texted reach reached reachable dial office home
  work hotline line voicemail whatsapp sms telecom phones ext extension`
    .split(/\s+/)
    .map((word): [string, Subtype] => [word, "phone"]),
]);
/** Those of them that are nothing but labels. */
const PLAIN_KINDS = new Set(
  "fax facsimile telefax pager beeper phone tel telephone ph cell cellphone ext extension".split(" "),
);
/** Tokens before a number in which such a word stands. */
const WINDOW = 6;
const PAGER_WINDOW = 9;

/** Telephone, fax and pager numbers. */
export function phoneLayer(note: Note): void {
  const { tokens, text } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (note.taken[at] !== 0) continue;
    const key = keyAt(note, at);
    const opens = key === "(" || key === "+";
    if (SHORT_EXTENSION.test(key) && ASKS_TO_CALL.test(keyAt(note, at - 1)) && kindBefore(note, at) !== undefined) {
      put(note, tokens.begin[at] as number, key, "phone", 0.75, "extension");
      continue;
    }
    if (!opens && tokens.kind[at] !== NUMBER) continue;
    if (!opens && goesOn(note, at)) continue;
    const begin = tokens.begin[at] as number;
    const kind = kindBefore(note, at);
    const size = (tokens.end[at] as number) - begin;
    if (!opens && size === 10 && kind === undefined && !/^[2-9]\d{2}[2-9]/.test(key)) continue;
    const america = matchAt(NORTH_AMERICA, text, begin);
    if (america !== undefined) {
      const bare = america[0].length === size;
      if (put(note, begin, america[0], kind, bare ? (kind === undefined ? 0.5 : 0.9) : 0.96, "nanp")) continue;
    }
    const abroad = matchAt(INTERNATIONAL, text, begin);
    if (abroad !== undefined && countDigits(abroad[0]) >= 8 && (key === "+" || kind !== undefined)) {
      if (put(note, begin, abroad[0], kind, 0.92, "international")) continue;
    }
    const national = matchAt(NATIONAL, text, begin);
    if (national !== undefined && kind !== undefined && countDigits(national[0]) >= 8) {
      if (put(note, begin, national[0], kind, 0.85, "national")) continue;
    }
    const british = CLOCK.test(key) ? undefined : matchAt(BRITISH, text, begin);
    if (british !== undefined && put(note, begin, british[0], kind, 0.8, "british")) continue;
    const local = size === 3 ? matchAt(LOCAL, text, begin) : undefined;
    if (local !== undefined) {
      put(note, begin, local[0], kind, kind === undefined ? 0.55 : 0.9, "local");
      continue;
    }
    const told = kind === "pager" || (kind === "phone" && isReach(note, at));
    const paged = told && size <= 7 ? lengthAt(PAGER, text, begin) : 0;
    if (paged > 0) put(note, begin, text.slice(begin, begin + paged), kind, 0.85, "pager");
    else if (
      /^(?:ext|extension|x)$/.test(keyAt(note, keyAt(note, at - 1) === "." ? at - 2 : at - 1)) &&
      size >= 3 &&
      size <= 6 &&
      kind !== undefined
    ) {
      put(note, begin, key, "phone", 0.75, "extension");
    }
  }
}

const countDigits = (found: string): number => found.replace(/\D/g, "").length;

/** `reach me at 20-4471`, `dial 44710`; `call at 1430` tells the time. */
function isReach(note: Note, at: number): boolean {
  const lead = /^(?:at|on|@|:)$/.test(keyAt(note, at - 1)) ? at - 2 : at - 1;
  const clock = CLOCK.test(keyAt(note, at)) && keyAt(note, at + 1) !== "-";
  const short = keyAt(note, at).length < 4 && keyAt(note, at + 1) !== "-";
  if (clock || short || isMeasured(note, note.tokens.end[at] as number)) return false;
  for (let back = lead; back >= Math.max(0, lead - 2); back -= 1) {
    const key = keyAt(note, back);
    if (/^(?:reach|reached|reachable|beep|page|ring|contact|callback|text)$/.test(key)) return lead < at - 1;
    // Whom somebody calls; a number that all are to call is nobody's.
    if (/^(?:call|dial)$/.test(key)) return back < lead && /^(?:me|us|him|her|them|back)$/.test(keyAt(note, back + 1));
    if (note.tokens.kind[back] === SIGN) return false;
  }
  return false;
}

function goesOn({ tokens, text }: Note, at: number): boolean {
  if (at === 0 || tokens.gap[at] !== NONE) return false;
  if (tokens.kind[at - 1] !== SIGN) return true;
  return (
    /[\w.-]/.test(text[(tokens.begin[at] as number) - 1] as string) &&
    at > 1 &&
    tokens.gap[at - 1] === NONE &&
    tokens.kind[at - 2] !== SIGN
  );
}

function kindBefore(note: Note, at: number): Subtype | undefined {
  for (let back = at - 1; back >= Math.max(0, at - PAGER_WINDOW); back -= 1) {
    const kind = KINDS.get(keyAt(note, back));
    if (kind !== undefined && (back >= at - WINDOW || (kind === "pager" && keyAt(note, back) !== "page"))) return kind;
    if (note.taken[back] !== 0 && note.found[(note.taken[back] as number) - 1]?.category !== "PHONE_OR_FAX")
      return undefined;
    const gap = note.tokens.gap[back + 1] as number;
    if (gap === PARAGRAPH || (gap === LINE && back < at - 2)) return undefined;
  }
  return undefined;
}

function put(
  note: Note,
  begin: number,
  found: string,
  kind: Subtype | undefined,
  score: number,
  rule: string,
): boolean {
  const extension = matchAt(EXTENSION, note.text, begin + found.length);
  const end = begin + found.length + (extension?.[0].length ?? 0);
  const from = tokenFrom(note.tokens, begin);
  const to = tokenFrom(note.tokens, end) - 1;
  if (PUBLIC.has(found.replace(/\D/g, "").slice(-10))) {
    takeLabel(note, from, to);
    return true;
  }
  if (!isFree(note, from, to)) return false;
  takeText(note, begin, end, kind ?? "phone", score, `phone:${rule}`);
  const label = keyAt(note, from - 1) === ":" ? from - 2 : from - 1;
  if (PLAIN_KINDS.has(keyAt(note, label))) takeLabel(note, label, label);
  return true;
}
