import { z } from "zod";

export const FORMATS = ["text", "json", "hl7v2", "fhir"] as const;
export type Format = (typeof FORMATS)[number];

/** Why a document's bytes are none of the formats; codes, as they stand in audit events. */
export type FormatFault =
  | "empty"
  | "not-utf8"
  | "control-characters"
  | "json-does-not-parse"
  | "fhir-resource-type-unknown"
  | "hl7-header-broken"
  | "hl7-segment-broken";

export type Reading =
  | { readonly kind: "document"; readonly format: Format; readonly text: string }
  | { readonly kind: "fault"; readonly fault: FormatFault };

/** Names of FHIR's resource types: a capital and letters (FHIR R4, "Resource Types"). */
const RESOURCE_TYPE = /^[A-Z][A-Za-z]{2,40}$/;

/** MSH with its separators: the field separator and four or five encoding characters, all different (HL7 v2, chapter 2). */
const HL7_HEADER = /^MSH([^A-Za-z0-9\s])([^A-Za-z0-9\s]{4,5})\1/;
const HL7_SEGMENT = /^[A-Z][A-Z0-9]{2}$/;

/** What format a document is in, told by its content alone, and whether its structure holds. */
export function readDocument(bytes: Uint8Array): Reading {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return fault("not-utf8");
  }
  if (text.trim() === "") return fault("empty");
  // A table of control characters is what is looked for.
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)) return fault("control-characters");
  const first = text.trimStart();
  const told: Format | FormatFault = first.startsWith("MSH")
    ? hl7(first)
    : first.startsWith("{") || first.startsWith("[")
      ? json(text)
      : "text";
  return isFormat(told) ? { kind: "document", format: told, text } : fault(told);
}

const isFormat = (told: Format | FormatFault): told is Format => (FORMATS as readonly string[]).includes(told);

function fault(name: FormatFault): Reading {
  return { kind: "fault", fault: name };
}

const TYPED = z.looseObject({ resourceType: z.unknown() });

function json(text: string): Format | FormatFault {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "json-does-not-parse";
  }
  const typed = TYPED.safeParse(value);
  if (!typed.success || !("resourceType" in typed.data)) return "json";
  const { resourceType } = typed.data;
  return typeof resourceType === "string" && RESOURCE_TYPE.test(resourceType) ? "fhir" : "fhir-resource-type-unknown";
}

function hl7(text: string): Format | FormatFault {
  const [, separator = "", encoding = ""] = HL7_HEADER.exec(text) ?? [];
  if (separator === "" || new Set(separator + encoding).size !== encoding.length + 1) return "hl7-header-broken";
  const segments = text.split(/\r\n|\r|\n/).filter((line) => line !== "");
  // MSH-9, the message type, and MSH-12, the version, are required; MSH-1 is the separator itself.
  const header = (segments[0] as string).split(separator);
  if (!header[8] || !header[11]) return "hl7-header-broken";
  return segments.every((line) => HL7_SEGMENT.test(line.split(separator, 1)[0] as string))
    ? "hl7v2"
    : "hl7-segment-broken";
}
