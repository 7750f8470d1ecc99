import { ALWAYS_KEPT, ELEMENTS } from "../fhir/elements";
import type { ResourceType } from "./contract";

/** How much of each record is wanted; all of it where there is none. */
export type View =
  | { readonly kind: "elements"; readonly names: readonly string[] }
  | { readonly kind: "summary"; readonly of: "true" | "text" | "data" };

const MOST_ELEMENTS = 50;

/**
 * The view that `_elements` or `_summary` ask for; "wrong" where they can't be had. `_summary=count` is none of them: a count tells of
 * records that consent withholds.
 */
export function viewOf(name: "_elements" | "_summary", value: string): View | undefined | "wrong" {
  if (name === "_elements") {
    const names = value.split(",");
    return names.length <= MOST_ELEMENTS && names.every((one) => /^[a-z][A-Za-z0-9]{0,63}$/.test(one))
      ? { kind: "elements", names }
      : "wrong";
  }
  if (value === "false") return undefined;
  return value === "true" || value === "text" || value === "data" ? { kind: "summary", of: value } : "wrong";
}

/** The parameter that asks for it. */
export function viewParameter(view: View): readonly [name: string, value: string] {
  return view.kind === "elements" ? ["_elements", view.names.join(",")] : ["_summary", view.of];
}

/** FHIR R4, "Summary": a resource with less than there is says so. */
const SUBSETTED = { system: "http://terminology.hl7.org/CodeSystem/v3-ObservationValue", code: "SUBSETTED" };

/**
 * A record with what the view asks for, what has to be there and what changes the meaning of the rest (FHIR R4, "Elements"). Consent has
 * been asked before: it judges records as they are.
 */
export function seenThrough(view: View | undefined, record: object): object {
  if (view === undefined) return record;
  const { resourceType, meta } = record as { resourceType: ResourceType; meta?: { tag?: readonly object[] } };
  const { kept, summary } = ELEMENTS[resourceType];
  const names = new Set([...ALWAYS_KEPT, ...kept, ...wanted(view, summary)]);
  const rest = Object.entries(record).filter(([name]) =>
    view.kind === "summary" && view.of === "data" ? name !== "text" : [...names].some((one) => isOf(name, one)),
  );
  return { ...Object.fromEntries(rest), meta: { ...meta, tag: [...(meta?.tag ?? []), SUBSETTED] } };
}

function wanted(view: View, summary: readonly string[]): readonly string[] {
  if (view.kind === "elements") return view.names;
  return view.of === "true" ? summary : ["text"];
}

/** `valueQuantity` is of `value`, `_birthDate` of `birthDate`; `valueSet` would be no choice's, and no type served has such names. */
function isOf(name: string, element: string): boolean {
  const plain = name.startsWith("_") ? name.slice(1) : name;
  return (
    plain === element ||
    (CHOICES.includes(element) && plain.startsWith(element) && /^[A-Z]/.test(plain.slice(element.length)))
  );
}

/** Elements that have one of several types (`value[x]`), in the types that are served. */
const CHOICES: readonly string[] = [
  "abatement",
  "asNeeded",
  "deceased",
  "effective",
  "medication",
  "multipleBirth",
  "occurrence",
  "onset",
  "performed",
  "reported",
  "value",
];
