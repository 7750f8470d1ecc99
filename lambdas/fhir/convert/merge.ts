import type { Bundle, FhirResource } from "fhir/r4";
import type { Conversion } from "./conversion";

type Fields = Record<string, unknown>;

/** Lists in which a new item stands beside the old ones; all others are replaced as a whole. */
const JOINED = ["identifier", "link"];

/** Elements whose parts are said apart: an admission has the beginning of a visit, the discharge its end. */
const PARTED = ["hospitalization", "period"];

/**
 * A stored resource with what a source says of it. An element that the source has replaces the stored one, identifiers and links are joined, and
 * one that it does not have stays: a message that leaves a field empty says nothing of it. What it says has to go (`erased`) goes. A visit's
 * status that the source doesn't know is left.
 */
export function merged<R extends FhirResource>(stored: R | undefined, incoming: R, erased: readonly string[] = []): R {
  if (stored === undefined) return incoming;
  const result: Fields = { ...(stored as object) };
  for (const element of erased) delete result[element.split(/[.(]/)[0] as string];
  for (const [element, value] of Object.entries(incoming)) {
    if (element === "status" && value === "unknown" && result[element] !== undefined) continue;
    if (JOINED.includes(element)) result[element] = joined(result[element], value);
    else if (PARTED.includes(element))
      result[element] = { ...(result[element] as object | undefined), ...(value as object) };
    else result[element] = value;
    for (const other of choicesBeside(element)) delete result[other];
  }
  return result as unknown as R;
}

function joined(stored: unknown, incoming: unknown): unknown[] {
  const items = Array.isArray(stored) ? [...(stored as unknown[])] : [];
  const texts = new Set(items.map((item) => JSON.stringify(item)));
  return [...items, ...(incoming as unknown[]).filter((item) => !texts.has(JSON.stringify(item)))];
}

/** Elements of which R4 has one at a time. */
const CHOICES: readonly (readonly string[])[] = [
  ["deceasedBoolean", "deceasedDateTime"],
  ["multipleBirthBoolean", "multipleBirthInteger"],
  ["effectiveDateTime", "effectivePeriod"],
  ["performedDateTime", "performedPeriod"],
  [
    "valueQuantity",
    "valueString",
    "valueCodeableConcept",
    "valuePeriod",
    "valueDateTime",
    "valueRange",
    "valueRatio",
    "valueTime",
  ],
];

const choicesBeside = (element: string): string[] =>
  (CHOICES.find((choice) => choice.includes(element)) ?? []).filter((other) => other !== element);

/** A store of resources, as far as a conversion needs one. */
export interface Store {
  read(type: string, id: string): Promise<{ readonly resource: FhirResource; readonly version: string } | undefined>;
  /** Id of the one resource with this identifier, where there is one. */
  find(type: string, identifier: string): Promise<string | undefined>;
  /** Throws `Changed` where the stored version is another; without a version where there is one at all. */
  write(resource: FhirResource, version: string | undefined): Promise<void>;
}

/** Somebody else wrote in between. */
export class Changed extends Error {
  override readonly name = "Changed";
}

const MOST_TRIES = 5;

/**
 * Takes a conversion into a store, entry by entry: what is made only where it is missing is looked up by its identifier, what is updated is
 * merged with what is there, and its version is held. References to the bundle's own addresses become those of the store. The same conversion
 * twice leaves what it left once. Throws `Changed` after five tries.
 */
export async function applied({ bundle, erased }: Pick<Conversion, "bundle" | "erased">, store: Store): Promise<void> {
  const places = new Map<string, string>();
  for (const entry of bundle.entry ?? []) places.set(entry.fullUrl ?? "", await placeOf(entry, store));
  for (const { fullUrl = "", resource, request } of bundle.entry ?? []) {
    const [type = "", id = ""] = (places.get(fullUrl) ?? "").split("/");
    if (resource === undefined) continue;
    const ours = relocated({ ...resource, id }, places);
    const gone = erased.flatMap((one) => (one.resource === fullUrl ? [one.element] : []));
    for (let tries = 1; ; tries += 1) {
      const stored = await store.read(type, id);
      if (request?.method === "POST" && stored !== undefined) break;
      try {
        await store.write(merged(stored?.resource, ours, gone), stored?.version);
        break;
      } catch (error) {
        if (!(error instanceof Changed) || tries === MOST_TRIES) throw error;
      }
    }
  }
}

async function placeOf(
  { resource, request }: NonNullable<Bundle<FhirResource>["entry"]>[number],
  store: Store,
): Promise<string> {
  const type = resource?.resourceType ?? "";
  const query = request?.ifNoneExist?.replace(/^identifier=/, "");
  const found = query === undefined ? undefined : await store.find(type, decodeURIComponent(query));
  return `${type}/${found ?? resource?.id ?? ""}`;
}

/** The same with references of the bundle as references of the store. */
export function relocated<R extends FhirResource>(resource: R, places: ReadonlyMap<string, string>): R {
  const text = JSON.stringify(resource).replace(
    /"reference":"(urn:uuid:[0-9a-f-]{36})"/g,
    (_, url: string) => `"reference":${JSON.stringify(places.get(url) ?? url)}`,
  );
  return JSON.parse(text) as R;
}
