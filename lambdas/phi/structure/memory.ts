import type { Format } from "../formats";
import type { Span } from "../span";
import type { KnownIdentifier } from "../text";
import type { Identifier, Layout } from "./layout";

/** Parts of names shorter than this are words of every language. */
const LEAST_NAME = 2;
/** Identifiers of one kind that the rest of the document is searched for: a table may have thousands. */
const MOST_KNOWN = 500;

/** What the text engine is told of a document: names, numbers and dates of birth of its structured part, each once. */
export function knownIn(identifiers: readonly Identifier[]): KnownIdentifier[] {
  const known = new Map<string, KnownIdentifier>();
  for (const { text, category, subtype } of identifiers) {
    if (known.size >= MOST_KNOWN) break;
    if (!WORTH.has(category) && subtype !== "birth-date") continue;
    const plain = category === "NAME" ? text.replace(/[\^,]+/g, " ").trim() : text;
    if (plain.length >= LEAST_NAME && plain.length <= 100)
      known.set(`${category} ${plain}`, { text: plain, category, subtype });
  }
  return [...known.values()];
}

const WORTH = new Set(["NAME", "ID", "EMAIL", "PHONE_OR_FAX"]);

/** Numbers shorter than this may stand for anything. */
const LEAST_NUMBER = 5;

/**
 * Numbers and addresses of mail that the structure has shown, where they stand again in what was not read: in keys, codes and addresses of
 * resources. Whole words alone.
 */
export function remembered(text: string, format: Format, layout: Layout, found: readonly Span[]): Span[] {
  if (format === "text" || format === "csv") return [];
  const numbers = new Map<string, Identifier>();
  for (const one of layout.identifiers) {
    if (numbers.size >= MOST_KNOWN) break;
    if ((one.category === "ID" || one.category === "EMAIL") && one.text.length >= LEAST_NUMBER && /\d/.test(one.text))
      numbers.set(one.text, one);
  }
  if (numbers.size === 0) return [];
  const places = new Set(found.map(({ begin }) => begin));
  const spans: Span[] = [];
  // Words as identifiers have them: one pass over the text, whatever their number.
  for (const match of text.matchAll(/[\p{L}\p{N}](?:[\p{L}\p{N}@._-]{0,100}[\p{L}\p{N}])?/gu)) {
    const one = numbers.get(match[0]);
    if (one === undefined || places.has(match.index)) continue;
    const { text: word, rules: _, ...span } = one;
    spans.push({ ...span, begin: match.index, end: match.index + word.length, score: 0.9, rules: ["memory"] });
  }
  return spans;
}
