import { MOST_RECORDS, RESOURCE_TYPES, type ResourceType } from "./contract";
import { operationOutcome, type IssueCode } from "../fhir/outcome";

/** A request as API Gateway hands it on. */
export interface FhirRequest {
  /** Template of the path, such as `/Patient/{id}`. */
  readonly resource: string;
  readonly id: string | undefined;
  readonly query: readonly (readonly [name: string, value: string])[];
}

export type Query = readonly (readonly [name: string, value: string])[];

export type Ask =
  | { readonly kind: "metadata" }
  | { readonly kind: "read"; readonly type: ResourceType; readonly id: string }
  | { readonly kind: "search"; readonly type: ResourceType; readonly query: Query }
  | { readonly kind: "refuse"; readonly status: number; readonly code: IssueCode; readonly text: string };

export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** FHIR R4, "id". */
const ID = /^[A-Za-z0-9\-.]{1,64}$/;
/** Name of a search parameter with its modifier. Chains (`subject.name`) and `_has` look into types that the scope may not cover. */
const PARAMETER = /^[A-Za-z_][A-Za-z0-9_-]{0,63}(:[A-Za-z-]{1,32})?$/;
/** These bring other types along, or leave the choice of the page to the caller. */
const UNSUPPORTED = ["_include", "_revinclude", "_has", "_contained", "_elements", "_summary"];
const MOST_PARAMETERS = 32;
const LONGEST_VALUE = 2048;

/** What is asked for, or why it is refused. A page has `pageSize` records at the most, in [1, 100]. */
export function askOf({ resource, id, query }: FhirRequest, pageSize: number): Ask {
  if (resource === "/metadata") return { kind: "metadata" };
  const type = RESOURCE_TYPES.find((known) => resource === `/${known}` || resource === `/${known}/{id}`);
  if (type === undefined) return refuse(404, "not-found", "There is nothing here.");
  if (resource.endsWith("/{id}")) {
    return id !== undefined && ID.test(id) ? { kind: "read", type, id } : refuse(400, "invalid", "This is no id.");
  }
  return searchOf(type, query, pageSize);
}

function searchOf(type: ResourceType, query: Query, pageSize: number): Ask {
  const kept: (readonly [string, string])[] = [];
  let count = pageSize;
  for (const [name, value] of query) {
    const plain = name.split(":")[0] as string;
    if (!PARAMETER.test(name) || UNSUPPORTED.includes(plain)) {
      return refuse(400, "not-supported", "A search parameter is not supported.");
    }
    if (value.length > LONGEST_VALUE) return refuse(400, "invalid", "A search parameter is too long.");
    if (name === "_format") {
      if (!/^(application\/(fhir\+)?json|json)$/.test(value))
        return refuse(406, "not-supported", "JSON is all there is.");
    } else if (name === "_count") {
      if (!/^[0-9]{1,6}$/.test(value)) return refuse(400, "invalid", "_count must be a whole number.");
      count = Math.min(Math.max(Number(value), 1), pageSize, MOST_RECORDS);
    } else kept.push([name, value]);
  }
  if (kept.length > MOST_PARAMETERS) return refuse(400, "too-costly", "There are too many search parameters.");
  return { kind: "search", type, query: [...kept, ["_count", String(count)]] };
}

const refuse = (status: number, code: IssueCode, text: string): Ask & { kind: "refuse" } => ({
  kind: "refuse",
  status,
  code,
  text,
});

export const refusal = (status: number, code: IssueCode, text: string): Answer => ({
  status,
  body: operationOutcome(code, text),
});

const NO_RECORD = refusal(404, "not-found", "There is no such record.");

/** The store's answer as the caller gets it: its own errors are not for others' eyes, and its links lead to us. */
export function answerOf(
  ask: Ask & { kind: "read" | "search" },
  stored: { readonly status: number; readonly body: unknown },
  from: string,
  to: string,
): Answer {
  const { status, body } = stored;
  // Gone is no other answer: what is withheld was there, too.
  if (status === 404 || status === 410) return NO_RECORD;
  if (status === 400 || status === 422) return refusal(400, "invalid", "The search could not be understood.");
  if (status === 429) return refusal(429, "throttled", "Too many requests. Slow down.");
  if (status !== 200) return refusal(502, "transient", "The store could not answer. Try again later.");
  const wanted = ask.kind === "read" ? ask.type : "Bundle";
  if (!isResource(body) || body.resourceType !== wanted) {
    return refusal(502, "exception", "The store gave an answer that can't be used.");
  }
  return { status: 200, body: ask.kind === "read" ? body : pageOf(body as Bundle, ask, from, to) };
}

interface Resource {
  readonly resourceType: string;
}
interface Bundle extends Resource {
  readonly link?: readonly { readonly relation?: string; readonly url: string }[];
  readonly entry?: readonly { readonly fullUrl?: string; readonly resource?: Resource }[];
}

function isResource(body: unknown): body is Resource {
  return typeof body === "object" && body !== null && typeof (body as Partial<Resource>).resourceType === "string";
}

/**
 * Only what was asked for: whatever else a store puts into a page, the scope was not checked for it. No total: the store counts what consent
 * withholds, too.
 */
function pageOf(bundle: Bundle, ask: Ask & { kind: "search" }, from: string, to: string): object {
  const ours = (url: string): string => (url.startsWith(from) ? to + url.slice(from.length) : url);
  const others = (bundle.link ?? []).filter(({ relation }) => relation !== "self");
  const entries = (bundle.entry ?? []).filter(({ resource }) => resource?.resourceType === ask.type);
  return page(
    ask,
    to,
    entries.map((entry) => ({ ...entry, ...(entry.fullUrl !== undefined && { fullUrl: ours(entry.fullUrl) }) })),
    others.map((link) => ({ ...link, url: ours(link.url) })),
  );
}

function page(ask: Ask & { kind: "search" }, to: string, entry: readonly object[], more: readonly object[]): object {
  const query = new URLSearchParams(ask.query.map(([name, value]) => [name, value])).toString();
  const self = { relation: "self", url: `${to}${ask.type}?${query}` };
  return { resourceType: "Bundle", type: "searchset", link: [self, ...more], entry };
}

/** The same of a patient that nobody is: the store takes as long, and says the same of what is wrong with it, as where there is nothing. */
export function blinded<T extends Ask & { kind: "read" | "search" }>(ask: T, nobody: string): T {
  if (ask.kind === "read") return { ...ask, id: nobody };
  const query = ask.query.map(([name, value]) => {
    const isPatient = name === "patient" || name === "subject";
    return [name, isPatient ? value.replace(patientIn(value).replace("Patient/", ""), nobody) : value] as const;
  });
  return { ...ask, query };
}

/** An answer's records, and the answer with others in their place; `undefined` for one that may not go. */
export function recordsOf(answer: Answer): readonly object[] {
  const { resourceType, entry } = answer.body as { resourceType: string; entry?: readonly { resource: object }[] };
  return resourceType === "Bundle" ? (entry ?? []).map(({ resource }) => resource) : [answer.body];
}

export function withRecords(
  ask: Ask & { kind: "read" | "search" },
  answer: Answer,
  records: readonly (object | undefined)[],
): Answer {
  if (ask.kind === "read") return records[0] === undefined ? NO_RECORD : { ...answer, body: records[0] };
  const { entry = [] } = answer.body as { entry?: readonly object[] };
  const kept = entry.flatMap((one, index) =>
    records[index] === undefined ? [] : [{ ...one, resource: records[index] }],
  );
  return { ...answer, body: { ...answer.body, entry: kept } };
}

/** `Patient/<id>` of whom a record is about; undefined where it names no one patient. */
export function patientOf(record: object): string | undefined {
  const { resourceType, id, subject, patient } = record as Record<string, unknown>;
  if (resourceType === "Patient") return typeof id === "string" && ID.test(id) ? `Patient/${id}` : undefined;
  const reference = [subject, patient]
    .map((of) => (of as { reference?: unknown } | undefined)?.reference)
    .find(Boolean);
  return typeof reference === "string" ? PATIENT.exec(reference)?.[1] : undefined;
}

const PATIENT = /(?:^|\/)(Patient\/[A-Za-z0-9\-.]{1,64})$/;

/** The one patient that is asked for, where the request names one. */
export function patientAsked(ask: Ask & { kind: "read" | "search" }): string | undefined {
  if (ask.kind === "read") return ask.type === "Patient" ? `Patient/${ask.id}` : undefined;
  const named = ask.query.filter(([name]) => name === "patient" || name === "subject");
  const [only, ...others] = named.map(([, value]) => patientIn(value));
  return others.length === 0 && only !== undefined && PATIENT.test(only) ? only : undefined;
}

/** Whom an answer is about: `Patient/<id>` where it is about one patient. Never written down as it is. */
export function subjectOf(ask: Ask & { kind: "read" | "search" }, answer: Answer): string {
  if (ask.kind === "search") {
    const [, value] = ask.query.find(([name]) => name === "patient" || name === "subject") ?? [];
    return value === undefined ? ask.type : patientIn(value);
  }
  if (ask.type === "Patient") return `Patient/${ask.id}`;
  const { subject, patient } = answer.body as Record<"subject" | "patient", { reference?: unknown } | undefined>;
  const reference = subject?.reference ?? patient?.reference;
  return typeof reference === "string" ? patientIn(reference) : `${ask.type}/${ask.id}`;
}

const patientIn = (reference: string): string =>
  PATIENT.exec(reference)?.[1] ?? (ID.test(reference) ? `Patient/${reference}` : reference);

/** Records that left the store. */
export function recordsIn(answer: Answer): number {
  if (answer.status !== 200) return 0;
  const { resourceType, entry } = answer.body as { resourceType: string; entry?: readonly unknown[] };
  return resourceType === "Bundle" ? (entry?.length ?? 0) : 1;
}
