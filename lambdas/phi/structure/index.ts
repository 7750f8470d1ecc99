import type { Format } from "../formats";
import { readCsv } from "./csv";
import { plain } from "./decoded";
import { readDicom } from "./dicom";
import { readEmailHeaders } from "./email-headers";
import { readFhir } from "./fhir";
import { readHl7 } from "./hl7";
import { readJson } from "./json";
import { LayoutBuilder, type Layout } from "./layout";
import { readXml } from "./xml";

export { formatOf } from "./format-of";
export type { Identifier, Layout } from "./layout";

const READERS: Readonly<Record<Format, (text: string) => Layout>> = {
  text: readText,
  json: readJson,
  ndjson: (text) => (/"resourceType"\s*:/i.test(text.slice(0, 100_000)) ? readFhir(text) : readJson(text)),
  fhir: readFhir,
  hl7v2: readHl7,
  csv: readCsv,
  dicom: readDicom,
  xml: readXml,
};

/** A document as its format has it. Any text may be read in any format: what does not fit is read as text. */
export const readStructure = (text: string, format: Format): Layout => READERS[format](text);

function readText(text: string): Layout {
  const layout = new LayoutBuilder();
  readEmailHeaders(layout, text);
  layout.read(plain(text, 0, text.length));
  return layout;
}
