import { createHash, timingSafeEqual } from "node:crypto";
import { z } from "zod";
import type { Query } from "./core";
import type { Hashes } from "./ports";

const PAIRS = z.array(z.tuple([z.string(), z.string()]));

/** What the link to a next page carries. */
const PAGE = z.strictObject({
  /** What was searched for. */
  query: PAIRS,
  /** What the store wants to hear, to go on. */
  cursor: PAIRS,
  /** Milliseconds since 1970. */
  until: z.int(),
});

/** To whom a link was given, and for which type: for anybody else, and for anything else, it is worth nothing. */
export interface Holder {
  readonly caller: string;
  readonly type: string;
}

/** Ours: long enough to look through a page, and shorter than a token lives. What each page may show is decided when it is asked for. */
const LINK_MINUTES = 10;

/** The value of `_page`: what it carries, and a keyed hash that nobody else can make. */
export async function pageToken(
  hashes: Hashes,
  holder: Holder,
  { query, cursor }: { readonly query: Query; readonly cursor: Query },
  now: Date,
): Promise<string> {
  const until = now.getTime() + LINK_MINUTES * 60_000;
  const text = Buffer.from(JSON.stringify({ query, cursor, until })).toString("base64url");
  return `${text}.${await seal(hashes, holder, text)}`;
}

/** What a link carries; "forged" where it was not given to this holder, "ended" where it is too old. */
export async function pageIn(
  hashes: Hashes,
  holder: Holder,
  token: string,
  now: Date,
): Promise<{ readonly query: Query; readonly cursor: Query } | "forged" | "ended"> {
  const [, text, told] = /^([A-Za-z0-9_-]{1,16384})\.([0-9a-f]{64})$/.exec(token) ?? [];
  if (text === undefined || told === undefined) return "forged";
  const wanted = await seal(hashes, holder, text);
  if (!timingSafeEqual(Buffer.from(wanted), Buffer.from(told))) return "forged";
  const { query, cursor, until } = PAGE.parse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  return now.getTime() < until ? { query, cursor } : "ended";
}

/** Of a hash, as KMS takes 4,096 bytes at the most (KMS API, GenerateMac). */
function seal(hashes: Hashes, { caller, type }: Holder, text: string): Promise<string> {
  const digest = createHash("sha256").update(text).digest("hex");
  return hashes.hash(`page ${caller} ${type} ${digest}`);
}
