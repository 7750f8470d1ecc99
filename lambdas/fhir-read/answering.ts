import { randomUUID } from "node:crypto";
import type { Purpose } from "../consent/contract";
import { purposeOf } from "../consent/scopes";
import type { Context } from "../fhir-authorizer/handler";
import { reachOf } from "../fhir/scopes";
import { answerOf, recordsOf, shown, withRecords } from "./answer";
import { checking, type CheckPorts } from "./checking";
import { isKnown, validatorsOf } from "./conditional";
import type { Frame } from "./consent";
import { blinded, patientAsked, type Answer, type Asked } from "./core";
import { pageToken } from "./page-link";
import { StoreTimeout, type FhirStore } from "./ports";
import { refusal } from "./refuse";
import { storeQuery } from "./search";

/** Who calls, with what, and where. */
export interface Call {
  readonly requestId: string;
  /** Keyed hash. */
  readonly caller: string;
  readonly scopes: string;
  /** Keyed hash of the patient that the caller was shown to be. */
  readonly patient: string | undefined;
  /** As the authorizer's context has it. */
  readonly staff: Pick<Context, "role" | "department" | "device">;
  /** As the gateway saw it; never written down so. */
  readonly origin: { readonly address: string | undefined; readonly agent: string | undefined };
  /** Address of the API as the caller reached it, with a slash at its end. */
  readonly base: string;
  readonly header: (name: string) => string | undefined;
}

/** What comes of a request. */
export interface Decided {
  /** What the store found. */
  readonly found: Answer;
  /** What of it the caller gets. */
  readonly answer: Answer;
  readonly purpose?: Purpose;
  /** Why nothing is given, where a scope or consent forbids it. */
  readonly reason?: string;
}

export interface AnswerPorts extends CheckPorts {
  readonly store: FhirStore;
  readonly endpoint: string;
}

/** Lambda hands back 6 MB at the most (Lambda Developer Guide, "Lambda quotas"); in the answer the body is a text in JSON. */
const MOST_CHARACTERS = 4_000_000;

/**
 * Pages of which nothing may be shown that are passed over, before an empty one is given: a page that is empty beside a link to more tells that
 * something is withheld.
 */
const MOST_EMPTY_PAGES = 20;

/** Reads or searches, and decides what of it the caller gets. */
export function answering(ports: AnswerPorts) {
  const { store, hashes, clock } = ports;
  const check = checking(ports);

  return async (ask: Asked, call: Call): Promise<Decided> => {
    const { scopes, caller: recipient, patient } = call;
    const reach = reachOf(scopes, ask.type, ask.kind);
    const purpose = purposeOf(scopes, call.header("x-purpose-of-use"));
    const refuse = (reason: string, text: string): Decided => {
      const answer = refusal(403, "forbidden", text);
      return { found: answer, answer, reason, ...(purpose && { purpose }) };
    };
    if (reach === undefined) return refuse("scope", "The scope of the token does not cover this.");
    if (reach === "own" && patient === undefined) return refuse("scope", "The token names no patient.");
    if (reach === "own" && ask.kind === "search" && patientAsked(ask) === undefined) {
      return refuse("scope", "With a token of one patient a search has to name this patient.");
    }
    if (purpose === undefined) return refuse("no-purpose", PURPOSE_WANTED);
    const frame: Frame = { purpose, recipient, patient, ...(reach === "own" && { only: patient as string }) };
    const refused = await check.before(ask, frame);
    if (refused !== undefined) return { ...(await nothing(ask, call)), purpose, reason: refused };
    const { found, given, reason } = await released(ask, call, frame);
    const answer = withValidators(ask, bounded(shown(ask, given, await nextLink(ask, call, given))));
    return { found, answer, purpose, ...(reason !== undefined && { reason }) };
  };

  /** As where there is nothing: the store takes as long, and says the same of what is wrong. */
  async function nothing(ask: Asked, call: Call): Promise<Pick<Decided, "found" | "answer">> {
    const { next: _, ...empty } = await find(ask, call, blinded(ask, randomUUID()));
    const given = empty.status === 200 ? withRecords(ask, empty, []) : empty;
    return { found: given, answer: shown(ask, given, undefined) };
  }

  /** What consent lets go of what the store has; of a search the first page of which anything goes. */
  async function released(ask: Asked, call: Call, frame: Frame) {
    let stored = ask;
    for (let passed = 0; ; passed++) {
      const found = await find(ask, call, stored);
      if (found.status !== 200) return { found, given: found, reason: undefined };
      const { given, reason } = await check.atRelease(ask, found, frame, call.requestId);
      const isOver = given.next === undefined || recordsOf(given).length > 0 || passed === MOST_EMPTY_PAGES;
      if (isOver || ask.kind === "read") return { found, given, reason };
      stored = { ...ask, cursor: given.next };
    }
  }

  async function nextLink(ask: Asked, { caller, base }: Call, { next }: Answer): Promise<string | undefined> {
    if (ask.kind === "read" || next === undefined) return undefined;
    const holder = { caller, type: ask.type };
    const token = await pageToken(hashes, holder, { query: ask.query, cursor: next }, new Date(clock.now()));
    return `${base}${ask.type}?_page=${token}`;
  }

  /** `stored` is what the store is asked in place of what the caller asked. */
  async function find(ask: Asked, { base }: Call, stored: Asked): Promise<Answer> {
    const path = stored.kind === "read" ? `${stored.type}/${stored.id}` : stored.type;
    try {
      const query = stored.kind === "read" ? [] : (stored.cursor ?? storeQuery(stored.query));
      return answerOf(ask, await store.get(path, query), ports.endpoint, base);
    } catch (error) {
      if (error instanceof StoreTimeout) return refusal(504, "timeout", "The store took too long. Try again later.");
      throw error;
    }
  }
}

/** What is too large, or too deep for JSON, is refused; after consent, so that nobody hears of the size of what is withheld. */
function bounded(answer: Answer): Answer {
  return charactersOf(answer.body) > MOST_CHARACTERS
    ? refusal(400, "too-costly", "The answer is too large. Ask for fewer records.")
    : answer;
}

function charactersOf(body: object): number {
  try {
    return JSON.stringify(body).length;
  } catch (error) {
    if (error instanceof RangeError) return Infinity;
    throw error;
  }
}

/** After consent has let the record go: that a caller's version is the last is told of records that they may see alone. */
function withValidators(ask: Asked, answer: Answer): Answer {
  if (ask.kind === "search" || answer.status !== 200) return answer;
  const headers = { ...validatorsOf(answer.body) };
  return ask.known !== undefined && isKnown(ask.known, headers)
    ? { status: 304, body: {}, headers }
    : { ...answer, headers };
}

const PURPOSE_WANTED =
  "The token must be good for one purpose, or X-Purpose-Of-Use name one of those that it is good for.";
