import { toldBy, type Told } from "../model/aws-request";
import type { CallSummary } from "../model/collection-run";

import { faultOf, nameOf } from "./aws-errors";

export interface Page {
  readonly items: readonly unknown[];
  /** Undefined on the last page. */
  readonly next?: string | undefined;
  /** AWS's own id of the request that told it. */
  readonly request?: string | undefined;
}

export interface Patience {
  readonly wait: (milliseconds: number) => Promise<void>;
  /** In [0, 1). */
  readonly random: () => number;
}

export interface PagedCall {
  /** `service:Operation`. */
  readonly call: string;
  /** @param token undefined for the first page. */
  readonly ask: (token: string | undefined) => Promise<Page>;
  /** What became of an item, which this answer told: new, told by an earlier page, or of no known shape. */
  readonly take: (item: unknown, told: Told) => "taken" | "repeated" | "refused";
  /** After each page, with the token of the next one and what was counted so far. */
  readonly done?: (next: string | undefined, counts: Counts) => void;
  /** Where to go on; a token that is no longer taken leads back to the first page. */
  readonly from?: string | undefined;
}

export type Counts = Omit<CallSummary, "call" | "outcome" | "error" | "firstRequest" | "lastRequest">;

/** The credentials are missing or no longer hold: no other call can work either. */
export class CredentialsError extends Error {
  override readonly name = "CredentialsError";
}

const MOST_TRIES = 6;
const MOST_RESTARTS = 3;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
/** A page may be empty, and another follow. So many in a row that tell nothing new are a circle. */
const MOST_IDLE_PAGES = 100;

/**
 * Reads all pages of one call. It never throws for what AWS says but tells how the call ended; what was taken until then stays.
 * @throws CredentialsError
 */
export async function readPages(paged: PagedCall, patience: Patience): Promise<CallSummary> {
  const { call, ask, take, done, from } = paged;
  const counts: { -readonly [Name in keyof Counts]: number } = {
    requests: 0,
    pages: 0,
    items: 0,
    refused: 0,
    repeated: 0,
    restarts: 0,
  };
  const requests: { firstRequest?: string; lastRequest?: string } = {};
  const answered = (told: Told): Told => {
    if (told.request === undefined) return told;
    requests.firstRequest ??= told.request;
    requests.lastRequest = told.request;
    return told;
  };
  const ended = (outcome: CallSummary["outcome"], error?: unknown): CallSummary => ({
    call,
    outcome,
    ...counts,
    ...requests,
    ...(error === undefined ? {} : { error: nameOf(error) }),
  });
  let token = from;
  let seen = new Set<string>(token === undefined ? [] : [token]);
  let idle = 0;
  for (;;) {
    const asked = token;
    const answer = await patiently(() => ask(asked), counts, patience);
    if (answer.kind === "fault") {
      const { fault, error } = answer;
      answered(toldBy(call, requestOf(error)));
      if (fault === "credentials") throw new CredentialsError(nameOf(error));
      if (fault === "bad-token" && asked !== undefined) {
        if (counts.restarts === MOST_RESTARTS) return ended("expired", error);
        counts.restarts += 1;
        [token, seen, idle] = [undefined, new Set(), 0];
        continue;
      }
      return ended(fault === "denied" || fault === "not-enabled" || fault === "throttled" ? fault : "failed", error);
    }
    const { items, next, request } = answer.page;
    const told = answered(toldBy(call, request));
    counts.pages += 1;
    let taken = 0;
    for (const item of items) {
      const became = take(item, told);
      counts.items += 1;
      if (became === "taken") taken += 1;
      else counts[became] += 1;
    }
    done?.(next === "" ? undefined : next, { ...counts });
    if (next === undefined || next === "") return ended("whole");
    idle = taken > 0 ? 0 : idle + 1;
    if (seen.has(next) || idle === MOST_IDLE_PAGES) return ended("looped");
    seen.add(next);
    token = next;
  }
}

/** An error of the SDK tells the request that it answers. */
function requestOf(error: unknown): string | undefined {
  const { $metadata } = (error ?? {}) as { readonly $metadata?: { readonly requestId?: unknown } };
  return typeof $metadata?.requestId === "string" ? $metadata.requestId : undefined;
}

type Answer =
  | { readonly kind: "page"; readonly page: Page }
  | { readonly kind: "fault"; readonly fault: ReturnType<typeof faultOf>; readonly error: unknown };

/** Waits grow by doubling, and each is drawn from [0, the growing bound) so that collectors part ("full jitter"). */
export async function patiently(
  ask: () => Promise<Page>,
  counts: { requests: number },
  patience: Patience,
): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    counts.requests += 1;
    try {
      return { kind: "page", page: await ask() };
    } catch (error) {
      const fault = faultOf(error);
      if ((fault !== "throttled" && fault !== "passing") || tries === MOST_TRIES)
        return { kind: "fault", fault, error };
      await patience.wait(patience.random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries - 1)));
    }
  }
}
