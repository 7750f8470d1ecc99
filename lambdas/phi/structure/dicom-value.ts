import { slice, type Decoded } from "./decoded";
import { isNameOf } from "./dicom-attributes";

/** Representations of PS3.5. */
export const VR = /(?<![A-Za-z])(A[EST]|CS|D[AST]|F[DL]|IS|L[OT]|O[BDFLVW]|PN|S[HLQSTV]|TM|U[CILNRSTV])(?![A-Za-z])/;
/** Words of an attribute's name: `Names of Intended Recipients of Results`. */
const MOST_NAME_WORDS = 9;

export interface DicomValue {
  /** Empty where the line does not tell it. */
  readonly vr: string;
  readonly value: Decoded;
}

/**
 * The value behind a tag: in brackets, in quotes, after a colon or equals sign, or what is left of the line without the representation, the
 * attribute's name, the length and what programs print behind the value.
 */
export function valueIn(rest: Decoded, tag: string): DicomValue {
  const { text } = rest;
  const bracket = text.indexOf("[");
  const close = bracket < 0 ? -1 : text.lastIndexOf("]");
  const before = bracket < 0 ? text : text.slice(0, bracket);
  const vr = VR.exec(before.slice(0, 160))?.[1] ?? "";
  if (close > bracket && !/[:=]\s*\S/.test(before)) return { vr, value: slice(rest, bracket + 1, close) };
  const sign = /[:=]\s*/.exec(text);
  if (sign !== null && /^[\s|,;]*[A-Za-z#\d'’ ]*$/.test(text.slice(0, sign.index)))
    return { vr, value: withoutTail(unquoted(slice(rest, sign.index + sign[0].length)), tag) };
  return { vr, value: bare(rest, tag) };
}

export function unquoted(value: Decoded): Decoded {
  const { text } = value;
  const quoted = /^\s*(['"])(.*)\1\s*$/.exec(text);
  if (quoted !== null) {
    const begin = text.indexOf(quoted[1] as string) + 1;
    return slice(value, begin, begin + (quoted[2] as string).length);
  }
  const note = text.search(/\s#\s/);
  return note < 0 ? value : slice(value, 0, note);
}

/** `PN  Patient's Name  1  DOE^JOHN`, `,PN,Patient Name,DOE^JOHN`, `LO 6 A44182`. */
function bare(rest: Decoded, tag: string): Decoded {
  let value = withoutTail(unquoted(skip(rest, /^[\s|,;]*(?:(?:#\d+\s+)?[A-Z]{2}(?=[\s|,;:])[\s|,;:]*)?/)), tag);
  const name = nameLength(value.text, tag);
  value = skip(slice(value, name), /^[\s|,;:]+/);
  const count = /^\d{1,5}(?:\s{2,}|\t|\s(?=\S))/.exec(value.text);
  if (count !== null) {
    const left = value.text.slice(count[0].length).trim().length;
    // A length in bytes is even; a number of values stands in a column of its own.
    const length = Number(count[0]);
    if (/\s\s|\t/.test(count[0]) || length === left || length === left + 1) value = slice(value, count[0].length);
  }
  return unquoted(value);
}

function skip(value: Decoded, lead: RegExp): Decoded {
  const found = lead.exec(value.text)?.[0].length ?? 0;
  return found === 0 ? value : slice(value, found);
}

/** How far the attribute's name reaches from the beginning of a text. */
function nameLength(text: string, tag: string): number {
  const word = /[\s_-]{0,4}[A-Za-z]+(?:['’]s?|\(s\))?/y;
  let reached = 0;
  for (let step = 0; step < MOST_NAME_WORDS; step += 1) {
    const end = word.test(text) ? word.lastIndex : -1;
    if (end < 0) break;
    if (isNameOf(text.slice(0, end), tag)) reached = end;
  }
  return reached;
}

/** Without the attribute's name behind the value, and without the rule of a table. */
function withoutTail(value: Decoded, tag: string): Decoded {
  const text = value.text.replace(/[\s|]{1,40}$/, "");
  const tail = /[\s#;|]([A-Za-z][A-Za-z'’]{2,60}(?: [A-Za-z'’]{2,30}){0,6})$/.exec(text.slice(-200));
  const words = tail?.[1]?.split(" ") ?? [];
  for (let from = 0; from < words.length; from += 1) {
    const name = words.slice(from).join(" ");
    if (isNameOf(name, tag)) return slice(value, 0, text.length - name.length);
  }
  return text.length === value.text.length ? value : slice(value, 0, text.length);
}
