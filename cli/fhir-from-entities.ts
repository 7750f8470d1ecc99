import { convertReading, THRESHOLDS } from "../lambdas/fhir/convert/entities/convert";
import { BadReading, readingOf } from "../lambdas/fhir/convert/entities/response";
import type { Converted, SourceSettings } from "./fhir-converted";

/** Characters of a line: one text's answers. */
const LONGEST_LINE = 20_000_000;

/** Readings of a file, a JSON object a line. */
export async function* convertEntities(
  bytes: AsyncIterable<Uint8Array>,
  { ids }: SourceSettings,
): AsyncGenerator<Converted> {
  let index = 0;
  for await (const line of linesOf(bytes)) {
    if (line.trim() === "") continue;
    index += 1;
    try {
      yield { index, conversion: convertReading(readingOf(JSON.parse(line)), { ids, ...THRESHOLDS }) };
    } catch (error) {
      if (error instanceof BadReading) yield { index, reasons: error.paths.map((path) => `bad-field at ${path}`) };
      // The parser's message quotes the line.
      else if (error instanceof SyntaxError) yield { index, reasons: ["not-json"] };
      else throw error;
    }
  }
  if (index === 0) yield { index: 0, reasons: ["empty"] };
}

/** A line that is too long is cut, and so no JSON. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8");
  let begun: string[] = [];
  let length = 0;
  for await (const piece of bytes) {
    const parts = decoder.decode(piece, { stream: true }).split("\n");
    for (const [at, part] of parts.entries()) {
      length += part.length;
      if (length <= LONGEST_LINE) begun.push(part);
      if (at === parts.length - 1) continue;
      yield begun.join("");
      begun = [];
      length = 0;
    }
  }
  yield begun.join("");
}
