import { FHIR_ID } from "../fhir/id";
import type { IssueCode } from "../fhir/outcome";
import type { Known } from "./conditional";
import { RESOURCE_TYPES, type ResourceType } from "./contract";
import { refuse } from "./refuse";
import { searchOf, type Handling } from "./search";
import { viewOf, type View } from "./view";

/** A request as API Gateway hands it on. */
export interface FhirRequest {
  /** Template of the path, such as `/Patient/{id}`. */
  readonly resource: string;
  readonly id: string | undefined;
  /** Of the address, and of a form that a search is sent with. */
  readonly query: Query;
  /** Value of a header, by its name in small letters. */
  readonly header: (name: string) => string | undefined;
}

export type Query = readonly (readonly [name: string, value: string])[];

export type Ask =
  | { readonly kind: "metadata" }
  | {
      readonly kind: "read";
      readonly type: ResourceType;
      readonly id: string;
      readonly view?: View;
      /** What the caller has of it already. */
      readonly known?: Known;
    }
  | {
      readonly kind: "search";
      readonly type: ResourceType;
      readonly query: Query;
      /** Parameters that were left out as nobody knows them. */
      readonly ignored?: number;
      /** What the store wants to hear in place of the query, to go on with an earlier page. */
      readonly cursor?: Query;
    }
  | { readonly kind: "page"; readonly type: ResourceType; readonly token: string }
  | { readonly kind: "refuse"; readonly status: number; readonly code: IssueCode; readonly text: string };

/** What is read or searched. */
export type Asked = Ask & { kind: "read" | "search" };
export type Search = Ask & { kind: "search" };

export interface Answer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the store wants to hear for the page after this one. */
  readonly next?: Query;
}

/** What is asked for, or why it is refused. A page has `pageSize` records at the most, in [1, 100]. */
export function askOf(request: FhirRequest, pageSize: number): Ask {
  const { resource, query, header } = request;
  if (!takesJson(header("accept"))) return refuse(406, "not-supported", "JSON is all there is.");
  if (resource === "/metadata") return { kind: "metadata" };
  const type = RESOURCE_TYPES.find((known) => ["", "/{id}", SEARCH].some((rest) => resource === `/${known}${rest}`));
  if (type === undefined) return refuse(404, "not-found", "There is nothing here.");
  if (resource.endsWith(SEARCH) && !isForm(header("content-type")))
    return refuse(415, "not-supported", "A search is sent as a form (application/x-www-form-urlencoded).");
  return resource.endsWith("/{id}") ? readOf(type, request) : searchOf(type, query, pageSize, handlingIn(header));
}

/** Behind a type: a search by POST, whose parameters stand in no log of addresses (FHIR R4, "search"). */
const SEARCH = "/_search";

const isForm = (type: string | undefined): boolean => /^application\/x-www-form-urlencoded\s*(;|$)/i.test(type ?? "");

function readOf(type: ResourceType, { id, query, header }: FhirRequest): Ask {
  if (id === undefined || !FHIR_ID.test(id)) return refuse(400, "invalid", "This is no id.");
  let view: View | undefined;
  for (const [name, value] of query) {
    if (name === "_format" && /json$/.test(value)) continue;
    const found = name === "_elements" || name === "_summary" ? viewOf(name, value) : "wrong";
    if (found !== "wrong") view = found ?? view;
    else if (handlingIn(header) === "strict") return refuse(400, "not-supported", "A parameter is not supported.");
  }
  const [ifNoneMatch, ifModifiedSince] = [header("if-none-match"), header("if-modified-since")];
  const known = { ...(ifNoneMatch && { ifNoneMatch }), ...(ifModifiedSince && { ifModifiedSince }) };
  return { kind: "read", type, id, ...(view && { view }), ...(Object.keys(known).length > 0 && { known }) };
}

const handlingIn = (header: FhirRequest["header"]): Handling =>
  /(^|[;,\s])handling\s*=\s*"?lenient"?\s*($|[;,])/i.test(header("prefer") ?? "") ? "lenient" : "strict";

/** Every client that says nothing, takes everything, or takes one of JSON's names (FHIR R4, "Content Types and encodings"). */
const takesJson = (accept: string | undefined): boolean =>
  accept === undefined || /(\*\/\*|application\/\*|[/+]json)/i.test(accept);

/** The same of a patient that nobody is: the store takes as long, and says the same of what is wrong with it, as where there is nothing. */
export function blinded<T extends Asked>(ask: T, nobody: string): T {
  if (ask.kind === "read") return { ...ask, id: nobody };
  const { cursor: _, ...first } = ask;
  const query = ask.query.map(([name, value]) => {
    return [
      name,
      namesPatient(ask.type, name) ? value.replace(patientIn(value).replace("Patient/", ""), nobody) : value,
    ] as const;
  });
  return { ...(first as T), query };
}

/** `Patient/<id>` of whom a record is about; undefined where it names no one patient. */
export function patientOf(record: object): string | undefined {
  const { resourceType, id, subject, patient } = record as Record<string, unknown>;
  if (resourceType === "Patient") return typeof id === "string" && FHIR_ID.test(id) ? `Patient/${id}` : undefined;
  const reference = [subject, patient]
    .map((of) => (of as { reference?: unknown } | undefined)?.reference)
    .find(Boolean);
  return typeof reference === "string" ? PATIENT.exec(reference)?.[1] : undefined;
}

const PATIENT = /(?:^|\/)(Patient\/[A-Za-z0-9\-.]{1,64})$/;

/** Whether what an answer is about is one patient, by `Patient/<id>`. */
export const isOnePatient = (about: string): boolean => about.startsWith("Patient/") && FHIR_ID.test(about.slice(8));

/** The one patient that is asked for, where the request names one. */
export function patientAsked(ask: Asked): string | undefined {
  if (ask.kind === "read") return ask.type === "Patient" ? `Patient/${ask.id}` : undefined;
  const named = ask.query.filter(([name]) => namesPatient(ask.type, name));
  const [only, ...others] = named.map(([, value]) => patientIn(value));
  return others.length === 0 && only !== undefined && PATIENT.test(only) ? only : undefined;
}

const namesPatient = (type: ResourceType, name: string): boolean =>
  name === "patient" || name === "subject" || (type === "Patient" && name === "_id");

/** Whom an answer is about: `Patient/<id>` where it is about one patient. Never written down as it is. */
export function subjectOf(ask: Asked, answer: Answer): string {
  if (ask.kind === "search") {
    const [, value] = ask.query.find(([name]) => namesPatient(ask.type, name)) ?? [];
    return value === undefined ? ask.type : patientIn(value);
  }
  if (ask.type === "Patient") return `Patient/${ask.id}`;
  const { subject, patient } = answer.body as Record<"subject" | "patient", { reference?: unknown } | undefined>;
  const reference = subject?.reference ?? patient?.reference;
  return typeof reference === "string" ? patientIn(reference) : `${ask.type}/${ask.id}`;
}

const patientIn = (reference: string): string =>
  PATIENT.exec(reference)?.[1] ?? (FHIR_ID.test(reference) ? `Patient/${reference}` : reference);
