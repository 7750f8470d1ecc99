import type { Format } from "../formats";
import { delimiterOf } from "./csv";
import { isDicomLine, isDicomName } from "./dicom";
import { isSegment } from "./hl7-fields";

/** Characters by which a format is told. */
const HEAD = 20_000;
const FIRST_LINES = 12;

/** The format that a text is likeliest in. Whether it is a whole document of that format is told elsewhere. */
export function formatOf(text: string): Format {
  const head = text
    .slice(0, HEAD)
    .replace(/^\ufeff/, "")
    .trimStart();
  if (/^[{[]/.test(head)) {
    const json = jsonFormat(head);
    if (json !== undefined) return json;
  }
  if (/^<(?:\?xml|!DOCTYPE|!--|[A-Za-z_][\w:.-]{0,80}[\s/>])/.test(head)) return "xml";
  const lines = head
    .split(/[\r\n\v]+/)
    .filter((line) => line.trim() !== "")
    .slice(0, FIRST_LINES);
  if (isHl7(lines)) return "hl7v2";
  if (isDicom(lines)) return "dicom";
  return delimiterOf(text) === undefined ? "text" : "csv";
}

function jsonFormat(head: string): Format | undefined {
  // A note may begin with a bracket, too.
  if (!/^(?:\{\s*(?:"|\}|$)|\[\s*(?:[{["\]]|-?\d+(?:\.\d+)?\s*[,\]]\s*[\d\s,\].-]*$|$))/.test(head)) return undefined;
  const many = /\}\s*[\r\n]+\s*\{\s*"/.test(head) && /^\{[^\r\n]*\}[ \t]*(?:\r\n|\r|\n)/.test(head);
  if (many) return "ndjson";
  return /"resourceType"\s*:/i.test(head) ? "fhir" : "json";
}

function isHl7(lines: readonly string[]): boolean {
  const [first = ""] = lines;
  if (/^(?:MSH|BHS|FHS)[^A-Za-z0-9\s]/i.test(first.trimStart())) return true;
  const segments = lines.filter(
    (line) => /^\s*[A-Z][A-Z0-9]{2}\|/i.test(line) && isSegment(line.trimStart().slice(0, 3).toUpperCase()),
  );
  return segments.length > 0 && segments.length * 2 >= lines.length && segments[0] === first;
}

function isDicom(lines: readonly string[]): boolean {
  const dumped = lines.filter((line) => isDicomLine(line));
  if (dumped.length >= 1 && dumped.length * 2 >= lines.length) return true;
  const named = lines.filter((line) => isDicomName(line));
  return named.length >= 3 && named.length * 2 >= lines.length;
}
