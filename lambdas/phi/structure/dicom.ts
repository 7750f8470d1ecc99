import { slice, plain, type Decoded } from "./decoded";
import { isKnownTag, readAttribute, tagOf } from "./dicom-attributes";
import { unquoted, valueIn, VR } from "./dicom-value";
import { LayoutBuilder, type Layout } from "./layout";

/**
 * `(0010,0010)`, `(0010, 0010)`, `0010,0010 ` or `00100010 PN` at the beginning of a line, which dumps of sequences indent or mark with `>`. A row
 * of a table may begin with numbers, too.
 */
const TAG =
  /^[\s>|]{0,40}(?:\(([0-9a-f]{4}), ?([0-9a-f]{4})\)|([0-9a-f]{4}),([0-9a-f]{4})(?=\s|:)|([0-9a-f]{4})([0-9a-f]{4})(?=[ \t:]{1,8}[A-Z]{2}\b))/i;
const KEYWORD = /^[\s>]{0,40}([A-Za-z][A-Za-z' ’]{2,60}?)\s*[:=]\s*/;
/** `PatientName DOE^JOHN`: no other word is written so. */
const JOINED_KEYWORD = /^[\s>]{0,40}((?=[A-Za-z]{0,60}[a-z][A-Z])[A-Z][A-Za-z]{3,60})\s+(?=\S)/;

/**
 * Reads a header as programs print it, a line an attribute: DCMTK's `(0010,0010) PN [..] # 8, 1 PatientName`, dcm4che's with `#8`, pydicom's
 * `(0010, 0010) Patient's Name  PN: '..'`, GDCM's, and `PatientName: ..`. Lines of no attribute are read as text.
 */
export function readDicom(text: string): Layout {
  const layout = new LayoutBuilder();
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const line = plain(text, match.index, match.index + match[0].length);
    const told = attributeIn(line);
    if (told === undefined) {
      // The rest of a value of several lines.
      layout.read(line);
      continue;
    }
    for (const value of valuesOf(told.value)) readAttribute(layout, told.tag, told.vr, value);
  }
  return layout;
}

/** Whether a line is one of a header's dump. */
export const isDicomLine = (line: string): boolean =>
  TAG.test(line) && (VR.test(line.slice(0, 120)) || /[[:=']/.test(line) || hasKnownTag(line));

/** `(0010,0010) DOE^JOHN` */
function hasKnownTag(line: string): boolean {
  const [, group = "", element = ""] = TAG.exec(line) ?? [];
  return isKnownTag((group + element).toUpperCase());
}

interface Told {
  readonly tag: string;
  readonly vr: string;
  readonly value: Decoded;
}

function attributeIn(line: Decoded): Told | undefined {
  const tagged = TAG.exec(line.text);
  if (tagged !== null) {
    const [all, ...digits] = tagged;
    const rest = slice(line, all.length);
    return { tag: digits.join("").toUpperCase(), ...valueIn(rest, digits.join("").toUpperCase()) };
  }
  const named = KEYWORD.exec(line.text) ?? JOINED_KEYWORD.exec(line.text);
  const tag = named === null ? undefined : tagOf(named[1] as string);
  if (named === null || tag === undefined) return undefined;
  return { tag, vr: "", value: unquoted(slice(line, named[0].length)) };
}

/** Several values are parted by a backslash. */
function valuesOf(value: Decoded): Decoded[] {
  const parts: Decoded[] = [];
  let from = 0;
  for (let at = value.text.indexOf("\\"); at >= 0; at = value.text.indexOf("\\", from)) {
    parts.push(slice(value, from, at));
    from = at + 1;
  }
  return [...parts, slice(value, from)];
}

/** Whether a line is an attribute by its keyword as PS3.6 writes it, such as `PatientName: `. */
export function isDicomName(line: string): boolean {
  const head = line.slice(0, 200);
  const name = (KEYWORD.exec(head) ?? JOINED_KEYWORD.exec(head))?.[1] ?? "";
  return /^[A-Za-z]+$/.test(name) && tagOf(name) !== undefined;
}
