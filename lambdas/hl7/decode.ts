import { Hl7Fault } from "./fault";

/** A byte a character. */
type Bytes = string;

/** HL7's table 0211, as far as it is read: character sets by their names in MSH-18. */
const UTF8 = ["", "ASCII", "UNICODE UTF-8", "UTF-8", "UNICODE"];
const LATIN1 = ["8859/1", "8859-1", "ISO-8859-1"];

/** The message's text in the character set that MSH-18 names, UTF-8 where it names none. Throws Hl7Fault. */
export function decoded(bytes: Bytes): string {
  if (!/[\u0080-\u00ff]/.test(bytes)) return bytes;
  const charset = charsetOf(bytes);
  if (LATIN1.includes(charset)) return bytes;
  if (!UTF8.includes(charset)) throw new Hl7Fault("charset-not-supported", { segment: "MSH", place: 1, field: 18 });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(bytes, "latin1"));
  } catch {
    throw new Hl7Fault("bad-encoding");
  }
}

function charsetOf(bytes: Bytes): string {
  const end = bytes.search(/[\r\n]/);
  const header = end < 0 ? bytes : bytes.slice(0, end);
  const [, , , field = "|", component = "^", repetition = "~"] = header;
  const named = header.split(field)[17] ?? "";
  return (named.split(repetition)[0]?.split(component)[0] ?? "").trim().toUpperCase();
}
