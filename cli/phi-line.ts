import type { Format } from "../lambdas/phi/formats";
import { formatOf } from "../lambdas/phi/structure";

/** A line of documents: `{id, kind?, text}`. */
export interface DocumentLine {
  readonly id: string | number;
  readonly kind?: string;
  readonly text: string;
}

const decoder = new TextDecoder("utf-8", { fatal: true });

/** A line's document, or what is wrong with it, in words that hold nothing of it. */
export function parseLine(bytes: Uint8Array | "too-long"): DocumentLine | "blank" | { readonly fault: string } {
  if (bytes === "too-long") return { fault: "it is longer than 64 MB" };
  let value: unknown;
  try {
    const line = decoder.decode(bytes).trim();
    if (line === "") return "blank";
    value = JSON.parse(line);
  } catch (error) {
    return { fault: error instanceof SyntaxError ? "it is no JSON; wanted {id, kind?, text}" : "it is not UTF-8" };
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { fault: "it is no object; wanted {id, kind?, text}" };
  const { id, kind, text } = value as Record<string, unknown>;
  if (typeof id !== "string" && typeof id !== "number") return { fault: "its id is no string or number" };
  if (typeof text !== "string") return { fault: "its text is no string" };
  if (kind !== undefined && kind !== null && typeof kind !== "string") return { fault: "its kind is no string" };
  return { id, text, ...(typeof kind === "string" && { kind }) };
}

const HINTS: Readonly<Record<string, Format>> = {
  hl7: "hl7v2",
  hl7v2: "hl7v2",
  csv: "csv",
  tsv: "csv",
  dicom: "dicom",
};

/**
 * The format that a document's kind names, where the text itself does not tell of one. What reads these formats reads anything else as text, so a
 * kind that is wrong hides nothing.
 */
export function formatHint(kind: string | undefined, text: string): Format | undefined {
  const told = formatOf(text);
  return told === "text" && kind !== undefined ? (HINTS[kind.toLowerCase()] ?? told) : told;
}
