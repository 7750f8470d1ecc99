import { randomUUID } from "node:crypto";
import { CircuitOpen } from "../circuit-breaker/breaker";
import type { Purpose } from "../consent/contract";
import { purposeOf } from "../consent/scopes";
import type { Context } from "../fhir-authorizer/handler";
import { reachOf, type Interaction, type Reach } from "../fhir/scopes";
import { linkedAlone, withAlong } from "./along";
import { answerOf, recordsOf, shown, withRecords } from "./answer";
import { checking, type CheckPorts, type FrameOf } from "./checking";
import { isKnown, validatorsOf } from "./conditional";
import type { Frame } from "./consent";
import type { ResourceType } from "./contract";
import { blinded, patientAsked, type Answer, type Asked } from "./core";
import { pageToken } from "./page-link";
import { StoreTimeout, type FhirStore } from "./ports";
import { refusal } from "./refuse";
import { includesIn, storeQuery } from "./search";

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
  /** The usage plan's limits, as a header has them. */
  readonly limits: string | undefined;
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
    const purpose = purposeOf(call.scopes, call.header("x-purpose-of-use"));
    const refuse = (reason: string, text: string): Decided => {
      const answer = refusal(403, "forbidden", text);
      return { found: answer, answer, reason, ...(purpose && { purpose }) };
    };
    const reaches = reachesOf(ask, call);
    if (typeof reaches === "string") return refuse("scope", reaches);
    if (purpose === undefined) return refuse("no-purpose", PURPOSE_WANTED);
    const frameOf: FrameOf = (record) => {
      const { resourceType } = record as { resourceType: ResourceType };
      const isOwn = reaches.get(resourceType) !== "all";
      const { caller: recipient, patient } = call;
      return { purpose, recipient, patient, ...(isOwn && { only: patient as string }) };
    };
    const frame = frameOf({ resourceType: ask.type });
    const refused = await check.before(ask, frame);
    if (refused !== undefined) return { ...(await nothing(ask, call)), purpose, reason: refused };
    const { found, given, reason } = await released(ask, call, frame, frameOf);
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
  async function released(ask: Asked, call: Call, frame: Frame, frameOf: FrameOf) {
    let stored = ask;
    for (let passed = 0; ; passed++) {
      const found = await whole(await find(ask, call, stored), ask, call, frameOf);
      if (found.status !== 200) return { found, given: found, reason: undefined };
      const { released: kept, reason } = await check.atRelease(ask, recordsOf(found), frameOf, frame, call.requestId);
      const given = withRecords(ask, found, kept);
      if (ask.kind === "read") return { found, given, reason };
      const page = linkedAlone(given, ask);
      const isOver = page.next === undefined || recordsOf(page).length > 0 || passed === MOST_EMPTY_PAGES;
      if (isOver) return { found, given: page, reason };
      stored = { ...ask, cursor: page.next };
    }
  }

  /** A page with what comes along. */
  async function whole(page: Answer, ask: Asked, call: Call, frameOf: FrameOf): Promise<Answer> {
    if (page.status !== 200 || ask.kind === "read" || includesIn(ask.type, ask.query).length === 0) return page;
    const matches = await check.mayGo(recordsOf(page), frameOf);
    return withAlong(page, ask, matches, (search) => find(search, call, search));
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
      if (error instanceof CircuitOpen) {
        const headers = { "Retry-After": String(error.retryAfterSeconds) };
        return { ...refusal(503, "transient", "The store does not answer. Try again later."), headers };
      }
      throw error;
    }
  }
}

/**
 * Whose records the scopes cover, for each type that is asked for; or a sentence that says why they cover less. To come along, a record that is referred
 * to has to be one that the caller may read, and one that refers to it one that the caller may search for.
 */
function reachesOf(ask: Asked, { scopes, patient }: Call): ReadonlyMap<ResourceType, Reach> | string {
  const along = ask.kind === "read" ? [] : includesIn(ask.type, ask.query);
  const wanted: readonly (readonly [ResourceType, Interaction])[] = [
    [ask.type, ask.kind],
    ...along.map(({ type, kind }) => [type, kind === "_include" ? "read" : "search"] as const),
  ];
  const reaches = new Map<ResourceType, Reach>();
  for (const [type, interaction] of wanted) {
    const reach = reachOf(scopes, type, interaction);
    if (reach === undefined) return "The scope of the token does not cover this.";
    if (reach === "own" && patient === undefined) return "The token names no patient.";
    if (reach === "own" || !reaches.has(type)) reaches.set(type, reach);
  }
  return reaches.get(ask.type) === "own" && ask.kind === "search" && patientAsked(ask) === undefined
    ? "With a token of one patient a search has to name this patient."
    : reaches;
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
