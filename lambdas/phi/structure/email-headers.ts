import type { Subtype } from "../subtypes";
import { plain, slice, type Decoded } from "./decoded";
import type { LayoutBuilder } from "./layout";

/** Headers of RFC 5322 that name people, and others by which a message is told to be one. */
const HEADER =
  /^(from|to|cc|bcc|reply-to|sender|resent-from|resent-to|delivered-to|return-path|date|sent|subject|message-id|x-originating-ip|received):[ \t]+(.*)$/i;
const PEOPLE = /^(?:from|to|cc|bcc|reply-to|sender|resent-from|resent-to)$/i;
/** Lines at the beginning that are searched for headers. */
const MOST_LINES = 30;
const MOST_LINE = 2000;

/** Names of people in the headers at the beginning of a text; the rest, and the addresses themselves, the text engine finds. */
export function readEmailHeaders(layout: LayoutBuilder, text: string): void {
  let begin = 0;
  for (let count = 0; count < MOST_LINES && begin < text.length; count += 1) {
    const end = lineEnd(text, begin);
    const match = end - begin > MOST_LINE ? null : HEADER.exec(text.slice(begin, end).replace(/\r$/, ""));
    if (match === null && count === 0) return;
    if (match === null) {
      if (!/^[ \t]/.test(text.slice(begin, begin + 1))) return;
    } else if (PEOPLE.test(match[1] as string)) {
      const value = match[2] as string;
      readMailboxes(
        layout,
        plain(text, begin + match[0].length - value.length, begin + match[0].length),
        match[1] as string,
      );
    }
    begin = end + 1;
  }
}

function lineEnd(text: string, from: number): number {
  const at = text.indexOf("\n", from);
  return at < 0 ? text.length : at;
}

/** Names before an address: `Ann Lee <a@example.org>`, `"Lee, Ann" <..>`; without one, the words of a line. */
function readMailboxes(layout: LayoutBuilder, value: Decoded, header: string): void {
  const mailbox = /(?:"([^"]{1,100})"|([^<>@,;"]{1,100}?))\s{0,3}(?:<[^<>]{1,320}>|\([^()]{1,320}\))/g;
  for (const match of value.text.matchAll(mailbox)) {
    const name = match[1] ?? match[2] ?? "";
    const from = match.index + match[0].indexOf(name);
    const words = slice(value, from, from + name.length);
    if (isName(words.text)) layout.add(words, "person-name" satisfies Subtype, `email:${header.toLowerCase()}`, 0.9);
  }
}

/** Mail to a desk names nobody. */
const isName = (text: string): boolean =>
  /^\s*\p{L}[\p{L}.'’-]*(?:,?\s+\p{L}[\p{L}.'’-]*){1,3}\s*$/u.test(text) &&
  !/\b(?:clinic|hospital|team|desk|office|department|dept|support|service|services|records|portal|admin|center|centre|group|list|staff|lab|laboratory|pharmacy|billing|reception|intake|no-?reply|health|medical|nursing)\b/i.test(
    text,
  );
