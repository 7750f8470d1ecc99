import { lastAtMost } from "../last-at-most";

/** A text as the engine reads it, and the way back. */
export interface Normalised {
  readonly text: string;
  /** Offset in the text as given, in UTF-16 code units, of one in `text`; `text.length` leads to the end. */
  readonly original: (offset: number) => number;
}

const identity = (offset: number): number => offset;

/** What may need a change: anything beyond ASCII, and a word that a hyphen breaks at the end of a line. */
// A table of characters is what is looked for.
// eslint-disable-next-line no-control-regex
const NEEDS_WORK = /[^\x00-\x7f]|[a-z]-[ \t]*\r?\n[ \t]*[a-z]/;

/** Characters that people type or word processors set for a plain one. */
const PLAIN: ReadonlyMap<string, string> = new Map([
  ...[..."‐‑‒–—―−﹣－"].map((dash): [string, string] => [dash, "-"]),
  ...[..."‘’‚‛ʼ′＇"].map((quote): [string, string] => [quote, "'"]),
  ...[..."“”„‟″"].map((quote): [string, string] => [quote, '"']),
  ...[..."\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"].map(
    (space): [string, string] => [space, " "],
  ),
  ...[..."０１２３４５６７８９"].map((digit, value): [string, string] => [digit, String(value)]),
  ["\u2028", "\n"],
  ["\u2029", "\n"],
  ["\u0085", "\n"],
  ["ﬁ", "fi"],
  ["ﬂ", "fl"],
  ["ﬀ", "ff"],
  ["：", ":"],
  ["＠", "@"],
  ["／", "/"],
]);

/** Nothing is seen of these: soft hyphen, zero-width space and joiners, marks of direction, byte order mark. */
const UNSEEN = /[\u00ad\u200b-\u200f\u2060\u202a-\u202e\ufeff]/y;
/** A letter with the marks that stand after it: composed where Unicode has one character for it. */
const MARKED = /[\p{L}\p{N}]\p{M}+/uy;
const BROKEN = /-[ \t]*\r?\n[ \t]*(?=[a-z])/y;

/**
 * NFC, plain dashes, quotes and spaces, without unseen characters and without hyphens that break a word at a line's end. Time and
 * memory grow with the length.
 */
export function normalise(given: string): Normalised {
  if (!NEEDS_WORK.test(given)) return { text: given, original: identity };
  const parts: string[] = [];
  /** Where each stretch that was taken over letter by letter begins, in the new text and in the one as given. */
  const begins: number[] = [];
  const sources: number[] = [];
  let length = 0;
  const put = (text: string, from: number): void => {
    parts.push(text);
    begins.push(length);
    sources.push(from);
    length += text.length;
  };
  for (let at = 0; at < given.length;) {
    const end = plainUntil(given, at);
    if (end > at) {
      put(given.slice(at, end), at);
      at = end;
      continue;
    }
    const dropped =
      given.charCodeAt(at) === HYPHEN && isLower(given.charCodeAt(at - 1)) ? matchAt(BROKEN, given, at) : 0;
    if (dropped > 0) at += dropped;
    else if (matchAt(UNSEEN, given, at) > 0) at += 1;
    else {
      const marked = matchAt(MARKED, given, at);
      const size = marked > 0 ? marked : (given.codePointAt(at) as number) > 0xffff ? 2 : 1;
      const found = given.slice(at, at + size);
      const plain = marked > 0 ? found.normalize("NFC") : (PLAIN.get(found) ?? found);
      // Each unit of what stands for another leads to where that begins.
      for (const unit of plain === found ? [plain] : plain.split("")) put(unit, at);
      at += size;
    }
  }
  put("", given.length);
  const original = (offset: number): number => {
    const place = lastAtMost(begins, offset);
    return (sources[place] as number) + offset - (begins[place] as number);
  };
  return { text: parts.join(""), original };
}

const HYPHEN = 0x2d;

/** The end of the plain letters and signs from an offset on: up to a hyphen at a line's end, or what is beyond ASCII or has a mark. */
function plainUntil(given: string, from: number): number {
  let at = from;
  for (; at < given.length; at += 1) {
    const code = given.charCodeAt(at);
    if (code >= 0x80 || isMark(given.charCodeAt(at + 1))) break;
    if (code === HYPHEN && isLower(given.charCodeAt(at - 1)) && matchAt(BROKEN, given, at) > 0) break;
  }
  return at;
}

const isLower = (code: number): boolean => code >= 0x61 && code <= 0x7a;
/** Marks that follow plain letters lie in these blocks: combining marks, their supplement and those for symbols. */
const isMark = (code: number): boolean =>
  (code >= 0x300 && code <= 0x36f) || (code >= 0x1ab0 && code <= 0x1aff) || (code >= 0x1dc0 && code <= 0x1dff);

/** Length of what a sticky pattern finds at an offset; 0 for nothing. */
function matchAt(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex - at : 0;
}
