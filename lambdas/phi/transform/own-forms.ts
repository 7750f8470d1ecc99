import { INVENTED } from "./invented-names";

/** What transforms write in place of an identifier. A second run leaves it, so that it changes nothing. */

/** `NAME-k1-q3v7mm2a4c6e2fbn`: category, id of the key, 80 bits of the code. */
const TOKEN = "(?:ADDRESS|AGE|DATE|EMAIL|ID|NAME|PHONE|PROFESSION|URL)-[a-z0-9]{1,16}-[a-z2-7]{16}";
/** `[NAME]`. */
const LABEL = "\\[(?:ADDRESS|AGE|DATE|EMAIL|ID|NAME|PHONE|PROFESSION|URL)\\]";
const MASKED = "\\*{2,}";
/** UUIDs that stand for others: version 8, which leaves their bits to whoever makes them (RFC 9562), behind a mark. */
export const UUID_MARK = "00de1d00";
const UUID = `${UUID_MARK}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}`;
/** Numbers, lines and addresses that nobody has: see surrogate.ts. */
const SURROGATE =
  "ZZ[A-Z0-9-]{2,40}|[a-z0-9.]{1,40}@example\\.org|https://example\\.org/[a-z2-7]{8}|\\(?555\\)?[ .-]?555[ .-]?01\\d\\d|000-\\d\\d-\\d{4}|192\\.0\\.2\\.\\d{1,3}";
/** `[removed]` in base64, in place of data. */
export const REMOVED_DATA = "W3JlbW92ZWRd";

const OWN = new RegExp([TOKEN, LABEL, MASKED, UUID, SURROGATE, REMOVED_DATA, INVENTED].join("|"), "g");

/** Where a text holds what a transform has written: begins and ends in turn, ascending. */
export function ownRanges(text: string): { readonly begin: number; readonly end: number }[] {
  return [...text.matchAll(OWN)].map((match) => ({ begin: match.index, end: match.index + match[0].length }));
}
