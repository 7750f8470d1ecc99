import { randomBytes } from "node:crypto";

import { LedgerError, MalformedObject } from "./errors";
import type { StoredHead } from "./head";
import { timestampKey } from "./names";
import { MissingObject, readWhole, type LedgerStore } from "./store";
import { readTimestamp, timestampRequest, type Timestamp } from "./timestamp";

export interface TimeAuthority {
  /** Where it takes requests, over HTTP (RFC 3161, section 3.4). */
  readonly url: string;
  /** Its certificate, or one above it, DER; where one is named the reply has to lead to it. */
  readonly trusted: readonly Uint8Array[];
}

const PATIENCE_MS = 20_000;
/** Replies have a few kilobytes; what is larger is something else. */
const MOST_BYTES = 1 << 20;

/**
 * Has an authority stamp the time of a head, and keeps its reply beside it; leaves alone one that is there. It covers all heads before.
 * @throws LedgerError with one sentence where none was given; the head is as good as it was.
 */
export async function stampHead(store: LedgerStore, head: StoredHead, authority: TimeAuthority): Promise<Timestamp> {
  const key = timestampKey(head.head.sequence);
  const there = await readIfThere(store, key);
  if (there !== undefined) {
    const known = await readTimestamp(there, head.file, authority.trusted).catch(refusal(key));
    return vouchedFor(known, authority, key);
  }
  const nonce = randomBytes(8);
  // The first bit of a positive number is not set (X.690, section 8.3).
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x01;
  const reply = await ask(authority.url, timestampRequest(head.file, nonce));
  const stamp = await readTimestamp(reply, head.file, authority.trusted).catch(
    refusal(`The reply of ${authority.url}`),
  );
  if (stamp.nonce !== nonce.toString("hex"))
    throw new LedgerError(`The reply of ${authority.url} is an answer to another request.`);
  vouchedFor(stamp, authority, `The reply of ${authority.url}`);
  await store.create(key, reply);
  return stamp;
}

function vouchedFor(stamp: Timestamp, { trusted }: TimeAuthority, item: string): Timestamp {
  if (trusted.length === 0 || stamp.trusted) return stamp;
  throw new LedgerError(`${item} is signed by ${stamp.authority}, which your certificate does not vouch for.`);
}

async function ask(url: string, request: Buffer): Promise<Buffer> {
  const failed = (why: string): LedgerError => new LedgerError(`No time stamp came from ${url}: ${why}.`);
  let response: Response;
  try {
    response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/timestamp-query" },
      body: new Uint8Array(request),
      signal: AbortSignal.timeout(PATIENCE_MS),
      redirect: "error",
    });
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } };
    throw failed(name === "TimeoutError" ? `it did not answer in ${PATIENCE_MS / 1000} s` : (cause?.code ?? name));
  }
  if (!response.ok) throw failed(`it answered ${response.status}`);
  const reply = Buffer.from(await response.arrayBuffer());
  if (reply.length > MOST_BYTES) throw failed(`its answer has ${reply.length} bytes`);
  return reply;
}

async function readIfThere(store: LedgerStore, key: string): Promise<Buffer | undefined> {
  try {
    return await readWhole(store, key);
  } catch (error) {
    if (error instanceof MissingObject) return undefined;
    throw error;
  }
}

const refusal =
  (item: string) =>
  (error: unknown): never => {
    throw error instanceof MalformedObject ? new LedgerError(`${item} ${error.message}.`) : error;
  };
