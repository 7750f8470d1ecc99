import { CONTROL_CHARACTER } from "../text/characters";
import { Hl7Fault } from "./fault";
import { separatorsOf, type Separators } from "./separators";

/** `fields[n]` is field n as it stands in the message, repetitions and escapes included; `fields[0]` is the name. */
export interface Segment {
  readonly name: string;
  readonly fields: readonly string[];
  /** In the message, from 1. */
  readonly place: number;
}

export interface Message {
  readonly separators: Separators;
  readonly segments: readonly Segment[];
  /** MSH-9.1 and 9.2, such as ADT and A01. */
  readonly type: string;
  readonly event: string;
  /** MSH-10. */
  readonly controlId: string;
  /** MSH-12.1, such as 2.5.1. */
  readonly version: string;
}

/** Characters of one message; a report with its pictures in it takes a few million. */
export const LONGEST_MESSAGE = 16_000_000;

/** The fields that every message has to have (HL7 v2.5.1, 2.15.9). */
const REQUIRED = [9, 10, 11, 12];

/**
 * Reads one message: segments with an end of CR, LF or both. `ADD` continues the last field of the segment before it (HL7 v2.5.1, 2.10.2).
 * Throws Hl7Fault for what is cut off or broken.
 */
export function readMessage(text: string): Message {
  if (text.length > LONGEST_MESSAGE) throw new Hl7Fault("too-long");
  const lines = text.split(/\r\n?|\n/).filter((line) => line !== "");
  const [header] = lines;
  if (header === undefined) throw new Hl7Fault("empty");
  if (!header.startsWith("MSH")) throw new Hl7Fault("no-header", { place: 1 });
  const separators = separatorsOf(header);
  const segments: { name: string; fields: string[]; place: number }[] = [];
  for (const [at, line] of lines.entries()) {
    const place = at + 1;
    if (CONTROL_CHARACTER.test(line)) throw new Hl7Fault("control-character", { place });
    const [name = "", ...rest] = line.split(separators.field);
    if (!/^[A-Z][A-Z0-9]{2}$/.test(name)) throw new Hl7Fault("bad-segment-name", { place });
    if (name === "MSH" && place > 1) throw new Hl7Fault("bad-segment-name", { segment: name, place });
    if (name === "ADD") continued(segments.at(-1), rest, place);
    // The first separator is a field of the header.
    else segments.push({ name, fields: name === "MSH" ? [name, separators.field, ...rest] : [name, ...rest], place });
  }
  return withHeader(separators, segments);
}

function continued(last: { name: string; fields: string[] } | undefined, rest: readonly string[], place: number): void {
  if (last === undefined || last.name === "MSH") throw new Hl7Fault("continuation-missing", { segment: "ADD", place });
  const [first = "", ...more] = rest;
  last.fields.push(`${last.fields.pop() ?? ""}${first}`, ...more);
}

function withHeader(separators: Separators, segments: readonly Segment[]): Message {
  const fields = segments[0]?.fields ?? [];
  const missing = REQUIRED.find((field) => (fields[field] ?? "") === "");
  if (missing !== undefined) {
    // A header that ends before them was cut off.
    const cut = segments.length === 1 && fields.length <= missing;
    throw new Hl7Fault(cut ? "truncated" : "field-missing", { segment: "MSH", place: 1, field: missing });
  }
  const component = (field: number, at: number): string =>
    (fields[field] ?? "").split(separators.component)[at - 1]?.trim() ?? "";
  const version = component(12, 1);
  if (!/^2(\.\d{1,2}){1,2}$/.test(version)) {
    throw new Hl7Fault("version-not-supported", { segment: "MSH", place: 1, field: 12 });
  }
  if (segments.length === 1) throw new Hl7Fault("truncated", { segment: "MSH", place: 1 });
  return {
    separators,
    segments,
    type: component(9, 1),
    event: component(9, 2),
    controlId: fields[10] ?? "",
    version,
  };
}

/** The message as it is sent: a carriage return ends each segment. */
export function writeMessage({ separators, segments }: Pick<Message, "separators" | "segments">): string {
  return segments
    .map(({ name, fields }) => {
      // MSH's first field is the separator that stands between its name and its second.
      const parts = name === "MSH" ? [name, ...fields.slice(2)] : fields;
      return `${trimmed(parts).join(separators.field)}\r`;
    })
    .join("");
}

/** Empty fields at the end say nothing. */
function trimmed(fields: readonly string[]): readonly string[] {
  let end = fields.length;
  while (end > 1 && fields[end - 1] === "") end -= 1;
  return fields.slice(0, end);
}
