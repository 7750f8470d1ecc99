import type { Format } from "../formats";
import { mergeSpans, type Span } from "../span";

/**
 * The text with every letter and digit of the spans put out by `*`, at the same length, so that offsets and separators stay. In JSON and
 * FHIR an escape within a string goes as a whole, and a number that a span touches becomes 0 of the same width, so it still parses.
 */
export function masked(format: Format, text: string, spans: readonly Span[]): string {
  const marked = mergeSpans(spans);
  return isJson(format) ? maskedJson(text, marked) : maskedText(text, marked);
}

/** Formats whose values are JSON's. */
export const isJson = (format: Format): boolean => format === "json" || format === "fhir" || format === "ndjson";

function maskedText(text: string, spans: readonly Span[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { begin, end } of spans) {
    parts.push(text.slice(at, begin), stars(text.slice(begin, end)));
    at = end;
  }
  return parts.join("") + text.slice(at);
}

/** Letters with their marks and digits of every script, a star for each UTF-16 unit. */
export const stars = (text: string): string => text.replace(/[\p{L}\p{M}\p{N}]/gu, (found) => "*".repeat(found.length));

/** Strings and numbers of a JSON text; everything else is structure. Unrolled, so that a string of megabytes takes no stack. */
const JSON_VALUE = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*/gs;

function maskedJson(text: string, spans: readonly Span[]): string {
  let next = 0;
  return text.replace(JSON_VALUE, (value, begin: number) => {
    const end = begin + value.length;
    while (next < spans.length && (spans[next] as Span).end <= begin) next += 1;
    const touching: Span[] = [];
    for (let at = next; at < spans.length && (spans[at] as Span).begin < end; at += 1) touching.push(spans[at] as Span);
    if (touching.length === 0) return value;
    if (!value.startsWith('"')) return "0".padEnd(value.length);
    return maskedString(value, begin, touching);
  });
}

const ESCAPE_OR_REST = /\\(?:u[0-9a-fA-F]{4}|.)|[^\\]+/gs;

function maskedString(value: string, begin: number, spans: readonly Span[]): string {
  const covered = (from: number, to: number): boolean =>
    spans.some((span) => span.begin < begin + to && begin + from < span.end);
  return value.replace(ESCAPE_OR_REST, (part, at: number) => {
    if (part.startsWith("\\")) return covered(at, at + part.length) ? "*".repeat(part.length) : part;
    const inside = spans.map((span) => ({
      ...span,
      begin: Math.max(0, span.begin - begin - at),
      end: Math.min(part.length, span.end - begin - at),
    }));
    return maskedText(
      part,
      inside.filter((span) => span.begin < span.end),
    );
  });
}
