import { MODIFIERS, parameterOf } from "../fhir/contract";
import { includeOf, type Include } from "../fhir/search/include";
import { sortOf } from "../fhir/search/sort";
import { conditionOf, type Modifier } from "../fhir/search/values";
import { MOST_RECORDS, type ResourceType } from "./contract";
import type { Ask, Query } from "./core";
import { refuse } from "./refuse";
import { viewOf, viewParameter, type View } from "./view";

/** Whether a parameter that is not known refuses the search, or is left out of it (FHIR R4, "Handling Errors", `Prefer`). */
export type Handling = "strict" | "lenient";

const MOST_PARAMETERS = 32;
const LONGEST_VALUE = 2048;
const FORMAT = /^(application\/(fhir\+)?json|json)$/;

/**
 * A search, or why it is refused. Strict unless the caller asks otherwise: a filter that is left out lets out more than was asked for.
 * A modifier or a value that can't be understood is refused in either case.
 */
export function searchOf(type: ResourceType, query: Query, pageSize: number, handling: Handling): Ask {
  const kept: (readonly [string, string])[] = [];
  const along: (readonly [string, string])[] = [];
  let view: View | undefined;
  let count = Math.min(pageSize, MOST_RECORDS);
  let sort: string | undefined;
  let ignored = 0;
  for (const [name, value] of query) {
    if (name === "_page") {
      return query.every(([other]) => other === "_page" || other === "_format") &&
        query.filter(([other]) => other === "_page").length === 1
        ? { kind: "page", type, token: value }
        : refuse(400, "invalid", "The link to a page takes nothing else.");
    }
    if (value.length > LONGEST_VALUE) return refuse(400, "invalid", "A search parameter is too long.");
    if (name === "_format") {
      if (!FORMAT.test(value)) return refuse(406, "not-supported", "JSON is all there is.");
    } else if (name === "_count") {
      if (!/^[0-9]{1,6}$/.test(value)) return refuse(400, "invalid", "_count must be a whole number.");
      count = Math.min(Math.max(Number(value), 1), pageSize, MOST_RECORDS);
    } else if (name === "_sort") {
      if (sort !== undefined || sortOf(type, value) === undefined)
        return refuse(400, "not-supported", "Sorting is by one date of the type.");
      sort = value;
    } else if (name === "_include" || name === "_revinclude") {
      if (includeOf(type, name, value) === undefined)
        return refuse(400, "not-supported", "This can't come along with what is searched for.");
      along.push([name, value]);
    } else if (isChain(type, name)) {
      return refuse(400, "not-supported", "Chains are not served. Search for the one, and by its id for the other.");
    } else if (name === "_elements" || name === "_summary") {
      const found = viewOf(name, value);
      if (found === "wrong") return refuse(400, "not-supported", `${name} can't be had so.`);
      view = found ?? view;
    } else {
      const read = criterion(type, name, value);
      if (read === "wrong")
        return refuse(400, "invalid", "A search parameter has a value or a modifier that it does not take.");
      if (read !== undefined) kept.push(read);
      else if (handling === "strict") return refuse(400, "not-supported", "A search parameter is not supported.");
      else ignored++;
    }
  }
  if (kept.length + along.length > MOST_PARAMETERS)
    return refuse(400, "too-costly", "There are too many search parameters.");
  return {
    kind: "search",
    type,
    query: [
      ...kept,
      ...along,
      ...(sort === undefined ? [] : [["_sort", sort] as const]),
      ["_count", String(count)],
      ...(view === undefined ? [] : [viewParameter(view)]),
    ],
    ...(ignored > 0 && { ignored }),
  };
}

/**
 * `patient.name`, and `_has` from the other end (FHIR R4, "Chained Parameters"). Left out, either would leave a search with more than was wanted.
 */
function isChain(type: ResourceType, name: string): boolean {
  const [first = ""] = name.split(/[.:]/);
  return first === "_has" || (name.includes(".") && parameterOf(type, first)?.type === "reference");
}

/** The parameter as it is asked of a store; undefined where this type has none of that name. */
function criterion(type: ResourceType, name: string, value: string): readonly [string, string] | undefined | "wrong" {
  const colon = name.indexOf(":");
  const plain = colon < 0 ? name : name.slice(0, colon);
  const parameter = parameterOf(type, plain);
  if (parameter === undefined) return undefined;
  const said = colon < 0 ? undefined : name.slice(colon + 1);
  // `subject:Patient=1` is the same as `subject=Patient/1` (FHIR R4, "reference").
  const isTyped = parameter.type === "reference" && said === parameter.target;
  const modifier = isTyped ? undefined : said;
  if (modifier !== undefined && !MODIFIERS[parameter.type].includes(modifier)) return "wrong";
  const asked = isTyped && !value.includes("/") ? `${parameter.target}/${value}` : value;
  if (conditionOf(plain, parameter, modifier as Modifier | undefined, asked) === undefined) return "wrong";
  return [isTyped ? plain : name, asked];
}

/** What the store is asked: the view is ours, and so is what comes along, as each record of it is judged by itself. */
export function storeQuery(query: Query): Query {
  return query.filter(([name]) => !["_elements", "_summary", "_include", "_revinclude"].includes(name));
}

/** What comes along with what a search finds. */
export function includesIn(type: ResourceType, query: Query): readonly Include[] {
  return query.flatMap(([name, value]) =>
    name === "_include" || name === "_revinclude" ? (includeOf(type, name, value) ?? []) : [],
  );
}

/** The view that a search asks for. */
export function viewIn(query: Query): View | undefined {
  for (const [name, value] of query) {
    if (name !== "_elements" && name !== "_summary") continue;
    const view = viewOf(name, value);
    if (view !== "wrong") return view;
  }
  return undefined;
}
