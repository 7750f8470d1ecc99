import { isSegment, fieldType } from "./hl7-fields";
import { readField } from "./hl7-types";
import { plain } from "./decoded";
import { LayoutBuilder, type Layout } from "./layout";

/** Characters that part a message, as its header names them (HL7 v2, chapter 2). */
export interface Separators {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
}

const USUAL: Separators = { field: "|", component: "^", repetition: "~", escape: "\\", subcomponent: "&" };

/** A range of the raw text. */
export interface Range {
  readonly begin: number;
  readonly end: number;
}

/** Headers, whose first field is the separator itself. */
const HEADER = /^(?:MSH|BHS|FHS)$/;

/** Reads messages, and parts of messages that have lost their header; what is no segment is read as text. Letters may be of any case. */
export function readHl7(text: string): Layout {
  const layout = new LayoutBuilder();
  let separators = USUAL;
  for (const line of lines(text)) {
    const name = text.slice(line.begin, line.begin + 3).toUpperCase();
    if (HEADER.test(name)) separators = separatorsAt(text, line) ?? separators;
    const after = text[line.begin + 3];
    if (!isSegment(name) || (after !== separators.field && line.end > line.begin + 3)) {
      layout.read(plain(text, line.begin, line.end));
      continue;
    }
    readSegment(layout, text, { name, line, separators });
  }
  return layout;
}

interface Segment {
  readonly name: string;
  readonly line: Range;
  readonly separators: Separators;
}

function readSegment(layout: LayoutBuilder, text: string, { name, line, separators }: Segment): void {
  const fields = partsOf(text, line, separators.field);
  // In a header the first field is the separator, so what follows it is the second.
  const first = HEADER.test(name) ? 1 : 0;
  const observed = name === "OBX" ? fields[2] : undefined;
  const valueType = observed === undefined ? "" : text.slice(observed.begin, observed.end).toUpperCase();
  for (const [at, field] of fields.entries()) {
    if (at === 0 || field.begin === field.end) continue;
    const number = at + first;
    const type = fieldType(name, number);
    // A header's separators would be taken for a field of many parts.
    if (type === "keep" && (first === 1 || field.end - field.begin < 13)) continue;
    readField(layout, text, { field, type, separators, valueType, rule: `hl7:${name}-${number}` });
  }
}

/** The parts of a range between separators. */
export function partsOf(text: string, { begin, end }: Range, separator: string): Range[] {
  const parts: Range[] = [];
  const mark = separator.charCodeAt(0);
  let from = begin;
  // Not by indexOf, which would look beyond the range, for each range again.
  for (let at = begin; at < end; at += 1) {
    if (text.charCodeAt(at) !== mark) continue;
    parts.push({ begin: from, end: at });
    from = at + 1;
  }
  parts.push({ begin: from, end });
  return parts;
}

function* lines(text: string): Generator<Range> {
  const ends = /\r\n|\r|\n/g;
  let begin = 0;
  for (const match of text.matchAll(ends)) {
    if (match.index > begin) yield trimmedLine(text, begin, match.index);
    begin = match.index + match[0].length;
  }
  if (begin < text.length) yield trimmedLine(text, begin, text.length);
}

/** White space and marks of files and of the wire are no part of a segment. */
function trimmedLine(text: string, begin: number, end: number): Range {
  let from = begin;
  while (from < end && (text.charCodeAt(from) <= 0x20 || text[from] === "\ufeff")) from += 1;
  return { begin: from, end };
}

function separatorsAt(text: string, line: Range): Separators | undefined {
  const field = text[line.begin + 3];
  if (field === undefined || /[A-Za-z0-9\s]/.test(field)) return undefined;
  const end = text.indexOf(field, line.begin + 4);
  const encoding = text.slice(line.begin + 4, Math.min(end < 0 ? line.end : end, line.begin + 9));
  const [component = "^", repetition = "~", escape = "\\", subcomponent = "&"] = encoding;
  return { field, component, repetition, escape, subcomponent };
}
