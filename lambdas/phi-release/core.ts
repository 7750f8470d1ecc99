import { z } from "zod";
import type { Format } from "../phi/formats";
import { readDocument } from "../phi/formats";
import { masked } from "../phi/transform/mask";
import type { Detection, Route } from "../phi/pipeline-event";
import { CATEGORIES, type Span } from "../phi/span";

/** Masking has changed what the document is: it must not go out. */
export class BrokenByMasking extends Error {
  override readonly name = "BrokenByMasking";
}

const SPANS = z.object({
  spans: z.array(
    z.object({
      begin: z.number().int().min(0),
      end: z.number().int().min(1),
      category: z.enum(CATEGORIES),
      score: z.number(),
      rules: z.array(z.string()),
    }),
  ),
});

export function readSpans(text: string): Span[] {
  return SPANS.parse(JSON.parse(text)).spans;
}

/** The masked document; throws BrokenByMasking where it is not of its format any more, or where spans are not of this text. */
export function maskedDocument(format: Format, text: string, spans: readonly Span[]): string {
  if (spans.some(({ end }) => end > text.length)) throw new BrokenByMasking("spans reach beyond the document");
  const result = masked(format, text, spans);
  const reading = readDocument(new TextEncoder().encode(result));
  if (reading.kind !== "document" || reading.format !== format) {
    throw new BrokenByMasking(`the masked document is no ${format} any more`);
  }
  return result;
}

export const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  text: "text/plain; charset=utf-8",
  json: "application/json",
  hl7v2: "application/hl7-v2",
  fhir: "application/fhir+json",
  ndjson: "application/fhir+ndjson",
  csv: "text/csv; charset=utf-8",
  dicom: "text/plain; charset=utf-8",
  xml: "application/xml",
};

/** What stands beside a result: how it came about. No clock in it, so that writing it again changes nothing. */
export function recordOf(id: string, format: Format, detection: Detection, route: Route): string {
  const { spansKey: _, ...found } = detection;
  return `${JSON.stringify({ documentId: id, format, route, detection: found }, undefined, 2)}\n`;
}
