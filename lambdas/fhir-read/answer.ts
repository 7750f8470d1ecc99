import { operationOutcome } from "../fhir/outcome";
import type { Answer, Asked, Query, Search } from "./core";
import { refusal } from "./refuse";
import { viewIn } from "./search";
import { seenThrough, type View } from "./view";

const NO_RECORD = refusal(404, "not-found", "There is no such record.");
const UNUSABLE = refusal(502, "exception", "The store gave an answer that can't be used.");

/** The store's answer as the caller gets it: its own errors are not for others' eyes, and its links lead to us. */
export function answerOf(
  ask: Asked,
  stored: { readonly status: number; readonly body: unknown },
  from: string,
  to: string,
): Answer {
  const { status, body } = stored;
  // Gone is no other answer: what is withheld was there, too.
  if (status === 404 || status === 410) return NO_RECORD;
  if (status === 400 || status === 422) return refusal(400, "invalid", "The search could not be understood.");
  if (status === 429)
    return { ...refusal(429, "throttled", "Too many requests. Slow down."), headers: { "Retry-After": "1" } };
  if (status !== 200) return refusal(502, "transient", "The store could not answer. Try again later.");
  const wanted = ask.kind === "read" ? ask.type : "Bundle";
  if (!isResource(body) || body.resourceType !== wanted) {
    return UNUSABLE;
  }
  return ask.kind === "read" ? { status: 200, body } : pageOf(body as Stored, ask, from, to);
}

interface Resource {
  readonly resourceType: string;
  readonly id?: string;
}
/** A record of a page: one that matches, one that comes along, or what there is to say of the search. */
export interface Entry {
  readonly fullUrl: string;
  readonly resource: object;
  readonly search: { readonly mode: "match" | "include" | "outcome" };
}
interface Stored extends Resource {
  readonly link?: readonly { readonly relation?: string; readonly url: string }[];
  readonly entry?: readonly { readonly resource?: Resource }[];
}

/** The entries of a page of ours. */
export const entriesOf = ({ body }: Answer): readonly Entry[] => (body as { entry?: readonly Entry[] }).entry ?? [];

export const withEntries = (page: Answer, entry: readonly Entry[]): Answer => ({
  ...page,
  body: { ...page.body, entry },
});

function isResource(body: unknown): body is Resource {
  return typeof body === "object" && body !== null && typeof (body as Partial<Resource>).resourceType === "string";
}

/**
 * Only what was asked for: whatever else a store puts into a page, the scope was not checked for it. No total: the store counts what consent
 * withholds, too. The store's links go no further.
 */
function pageOf(bundle: Stored, ask: Search, from: string, to: string): Answer {
  const entry = (bundle.entry ?? []).flatMap(({ resource }): Entry[] =>
    resource?.resourceType === ask.type
      ? [{ fullUrl: `${to}${ask.type}/${resource.id ?? ""}`, resource, search: { mode: "match" } }]
      : [],
  );
  const link = [{ relation: "self", url: `${to}${ask.type}?${written(ask.query)}` }];
  const next = bundle.link?.find(({ relation }) => relation === "next")?.url;
  if (next !== undefined && !next.startsWith(from)) return UNUSABLE;
  return {
    status: 200,
    body: { resourceType: "Bundle", type: "searchset", link, entry },
    ...(next !== undefined && { next: [...new URL(next).searchParams] }),
  };
}

/** What a caller sees: the records through the view that was asked for, the link to the next page, and what was left out of the search. */
export function shown(ask: Asked, answer: Answer, nextUrl: string | undefined): Answer {
  if (answer.status !== 200) return answer;
  if (ask.kind === "read") return { ...answer, body: seenThrough(ask.view, answer.body) };
  const view = viewIn(ask.query);
  const { link, entry: _, ...bundle } = answer.body as { link: readonly object[]; entry: unknown };
  const entries = [
    ...entriesOf(answer).map((one) => ({ ...one, resource: seenThrough(viewOn(one, view), one.resource) })),
    ...(ask.ignored === undefined
      ? []
      : [{ fullUrl: OUTCOME, resource: leftOut(ask.ignored), search: { mode: "outcome" } }]),
  ];
  const links = [...link, ...(nextUrl === undefined ? [] : [{ relation: "next", url: nextUrl }])];
  // No list of FHIR's is empty (FHIR R4, "JSON Representation of Resources").
  return { ...answer, body: { ...bundle, link: links, ...(entries.length > 0 && { entry: entries }) } };
}

/** Elements are those of the type that is searched for; what comes along has others. */
const viewOn = ({ search }: Entry, view: View | undefined): View | undefined =>
  search.mode === "include" && view?.kind === "elements" ? undefined : view;

/** It is in no store, and each entry of a bundle has an address (FHIR R4, "Bundle", bdl-7). */
const OUTCOME = "urn:uuid:5b0f2a52-6c0e-4d0b-9a53-0d4f6f7f1c11";

const leftOut = (ignored: number): object =>
  operationOutcome(
    "not-supported",
    `${ignored} search parameter${ignored === 1 ? " is" : "s are"} not supported and counted for nothing. The link "self" has those that counted.`,
    "warning",
  );

const written = (query: Query): string => new URLSearchParams(query.map(([name, value]) => [name, value])).toString();

/** An answer's records, and the answer with others in their place; `undefined` for one that may not go. */
export function recordsOf(answer: Answer): readonly object[] {
  const { resourceType } = answer.body as Resource;
  return resourceType === "Bundle" ? entriesOf(answer).map(({ resource }) => resource) : [answer.body];
}

export function withRecords(ask: Asked, answer: Answer, records: readonly (object | undefined)[]): Answer {
  if (ask.kind === "read") return records[0] === undefined ? NO_RECORD : { ...answer, body: records[0] };
  const kept = entriesOf(answer).flatMap((one, index) => {
    const resource = records[index];
    return resource === undefined ? [] : [{ ...one, resource }];
  });
  return withEntries(answer, kept);
}

/** Records that leave with an answer: what is said of the search itself is none. */
export function recordsIn(answer: Answer): number {
  if (answer.status !== 200) return 0;
  const { resourceType } = answer.body as Resource;
  return resourceType === "Bundle" ? entriesOf(answer).filter(({ search }) => search.mode !== "outcome").length : 1;
}
