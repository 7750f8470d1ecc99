import { FAULTS_OF } from "./format-checks";
import { formatOf } from "./structure/format-of";

export const FORMATS = ["text", "json", "ndjson", "hl7v2", "fhir", "csv", "dicom", "xml"] as const;
export type Format = (typeof FORMATS)[number];

/** Why a document's bytes are none of the formats; codes, as they stand in audit events. */
export type FormatFault =
  | "empty"
  | "archive"
  | "dicom-file"
  | "not-utf8"
  | "control-characters"
  | "line-too-long"
  | "json-does-not-parse"
  | "json-too-deep"
  | "fhir-resource-type-unknown"
  | "hl7-header-broken"
  | "hl7-segment-broken"
  | "hl7-truncated"
  | "csv-formula"
  | "csv-rows-uneven"
  | "xml-does-not-parse"
  | "xml-document-type";

export type Reading =
  | { readonly kind: "document"; readonly format: Format; readonly text: string }
  | { readonly kind: "fault"; readonly fault: FormatFault };

/**
 * What format a document is in, told by its content alone, and whether its structure holds. What is packed is not unpacked: nobody knows how
 * large it would become.
 */
export function readDocument(bytes: Uint8Array): Reading {
  const packed = binaryFault(bytes);
  if (packed !== undefined) return { kind: "fault", fault: packed };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return { kind: "fault", fault: "not-utf8" };
  }
  const fault = textFault(text);
  if (fault !== undefined) return { kind: "fault", fault };
  const format = formatOf(text);
  const broken = FAULTS_OF[format](text);
  return broken === undefined ? { kind: "document", format, text } : { kind: "fault", fault: broken };
}

/** First bytes of ZIP, gzip, bzip2, xz, 7-Zip and Zstandard. */
const PACKED = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
  [0x1f, 0x8b],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58, 0x5a],
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x28, 0xb5, 0x2f, 0xfd],
];

/** Where the mark of a DICOM file stands, behind its preamble (PS3.10 section 7.1). */
const DICOM_MARK = 128;

function binaryFault(bytes: Uint8Array): FormatFault | undefined {
  if (PACKED.some((mark) => mark.every((byte, at) => bytes[at] === byte))) return "archive";
  const marked = Buffer.from(bytes.subarray(DICOM_MARK, DICOM_MARK + 4)).toString("latin1") === "DICM";
  // Without a preamble a file begins with an attribute of its first groups, little endian.
  const [group, high, , element] = bytes;
  const bare = (group === 0x02 || group === 0x08) && high === 0x00 && element === 0x00;
  return marked || bare ? "dicom-file" : undefined;
}

function textFault(text: string): FormatFault | undefined {
  if (text.trim() === "") return "empty";
  // A table of control characters is what is looked for.
  // eslint-disable-next-line no-control-regex
  return /[\u0000-\u0008\u000e-\u001a\u001d-\u001f]/.test(text) ? "control-characters" : undefined;
}
