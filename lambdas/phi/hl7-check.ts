import type { FormatFault } from "./formats";

/** MSH with its separators: the field separator and four or five encoding characters, all different (HL7 v2, chapter 2). */
const HEADER = /^MSH([^A-Za-z0-9\s])([^A-Za-z0-9\s]{4,5})\1/;
const SEGMENT = /^[A-Z][A-Z0-9]{2}$/;

/** The last field that a segment must have (HL7 v2.5.1): a message that was cut off ends in a segment without it. */
const LAST_REQUIRED: Readonly<Record<string, number>> = {
  PID: 5,
  PV1: 2,
  OBR: 4,
  OBX: 11,
  EVN: 2,
  IN1: 4,
  SCH: 6,
  GT1: 3,
};

/** Whether messages have a header, segments alone, and an end. */
export function hl7Fault(text: string): FormatFault | undefined {
  // Frames of the wire (MLLP) stand around a message.
  const segments = text
    .replaceAll("\u001c", "\r")
    .split(/[\r\n\v]+/)
    .filter((line) => line.trim() !== "");
  const first = (segments[0] ?? "").trimStart();
  // A batch has headers of its own before the messages.
  const header = /^[BF]HS/.test(first) ? segments.find((line) => line.startsWith("MSH")) : first;
  const [, separator = "", encoding = ""] = HEADER.exec(header ?? "") ?? [];
  if (separator === "" || new Set(separator + encoding).size !== encoding.length + 1) return "hl7-header-broken";
  // MSH-9, the message type, and MSH-12, the version, are required; MSH-1 is the separator itself.
  const fields = (header as string).split(separator);
  if (!fields[8] || !fields[11]) return "hl7-header-broken";
  if (!segments.every((line) => SEGMENT.test(line.split(separator, 1)[0] as string))) return "hl7-segment-broken";
  const last = (segments.at(-1) as string).split(separator);
  return last.length <= (LAST_REQUIRED[last[0] as string] ?? 0) ? "hl7-truncated" : undefined;
}
