import { XMLValidator } from "fast-xml-parser";
import type { Format, FormatFault } from "./formats";
import { csvRows } from "./structure/csv-cells";
import { delimiterOf } from "./structure/csv";
import { isResourceType } from "./structure/fhir-resources";
import { hl7Fault } from "./hl7-check";

type Check = (text: string) => FormatFault | undefined;

/** What is wrong with the structure of a document of each format; undefined for nothing. */
export const FAULTS_OF: Readonly<Record<Format, Check>> = {
  text: longLine,
  json: (text) => jsonFault(text),
  ndjson: (text) => {
    for (const line of text.split(/\r\n|\r|\n/)) {
      const fault = line.trim() === "" ? undefined : jsonFault(line);
      if (fault !== undefined) return fault;
    }
    return undefined;
  },
  fhir: (text) => jsonFault(text),
  hl7v2: (text) => longLine(text) ?? hl7Fault(text),
  csv: csvFault,
  dicom: longLine,
  xml: (text) => {
    // Entities of a document's own may grow without end, or read files.
    if (/<!DOCTYPE|<!ENTITY/i.test(text)) return "xml-document-type";
    return XMLValidator.validate(text, { allowBooleanAttributes: true }) === true ? undefined : "xml-does-not-parse";
  },
};

/** No line that people write is so long; what has one is no text, or has lost its lines. */
const MOST_LINE = 1_000_000;

function longLine(text: string): FormatFault | undefined {
  let from = 0;
  for (const match of text.matchAll(/[\r\n]/g)) {
    if (match.index - from >= MOST_LINE) return "line-too-long";
    from = match.index + 1;
  }
  return text.length - from >= MOST_LINE ? "line-too-long" : undefined;
}

/** Objects and lists within each other; FHIR's own go to some 20. */
const MOST_DEPTH = 200;

function jsonFault(text: string): FormatFault | undefined {
  if (depthOf(text) > MOST_DEPTH) return "json-too-deep";
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return "json-does-not-parse";
  }
  if (typeof value !== "object" || value === null || !("resourceType" in value)) return undefined;
  const { resourceType } = value;
  return typeof resourceType === "string" && isResourceType(resourceType) ? undefined : "fhir-resource-type-unknown";
}

function depthOf(text: string): number {
  let [depth, deepest] = [0, 0];
  for (const [mark] of text.matchAll(/"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]/gs)) {
    if (mark === "{" || mark === "[") deepest = Math.max(deepest, (depth += 1));
    else if (mark === "}" || mark === "]") depth -= 1;
  }
  return deepest;
}

/** What a spreadsheet would execute: a cell that begins so and is no number (OWASP, "CSV Injection"). */
const FORMULA = /^\s*(?:[=@]|[+-](?!\s*[\d.(]))\S/;

function csvFault(text: string): FormatFault | undefined {
  const rows = csvRows(text, delimiterOf(text) ?? ",");
  const width = rows[0]?.length;
  if (rows.some((row) => row.length !== width)) return "csv-rows-uneven";
  return rows.some((row) => row.some((cell) => FORMULA.test(cell.text))) ? "csv-formula" : undefined;
}
