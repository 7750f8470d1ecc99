import { RESOURCE_TYPES, type ResourceType } from "../../fhir-read/contract";
import { includesOf, parameterOf, type IncludeKind, type SearchParameter } from "../contract";
import { FHIR_ID } from "../id";
import { valuesAt } from "./elements";

/** What comes along with the matches of a search. */
export interface Include {
  /** The records that matches refer to, or those that refer to matches. */
  readonly kind: IncludeKind;
  /** Type of the records that come along. */
  readonly type: ResourceType;
  /** The reference between them, by the name of its search parameter. */
  readonly name: string;
  readonly parameter: SearchParameter;
}

/**
 * What `Observation:encounter`, or `Observation:subject:Patient`, asks for in a search of a type; undefined for a star and for what is none. Links of
 * links are not followed.
 */
export function includeOf(type: ResourceType, kind: IncludeKind, value: string): Include | undefined {
  const [from = "", name = "", target, ...more] = value.split(":");
  const holder = RESOURCE_TYPES.find((one) => one === from);
  if (holder === undefined || more.length > 0 || !includesOf(type, kind).includes(`${from}:${name}`)) return undefined;
  const parameter = parameterOf(holder, name) as SearchParameter;
  if (target !== undefined && target !== parameter.target) return undefined;
  return { kind, name, parameter, type: kind === "_include" ? (parameter.target as ResourceType) : holder };
}

interface Named {
  readonly resourceType?: string;
  readonly id?: string;
}

/** `Patient/1` of a record. */
export const keyOf = (record: object): string => {
  const { resourceType = "", id = "" } = record as Named;
  return `${resourceType}/${id}`;
};

/** What a record refers to in the same store: `Patient/1`. An address of another server is none of ours, whatever it ends with. */
export function referencesIn(record: object, { paths, target = "" }: SearchParameter): string[] {
  return paths
    .flatMap((path) => valuesAt(record, [...path.split("."), "reference"]))
    .filter((text): text is string => typeof text === "string" && isOf(target, text));
}

const isOf = (target: string, text: string): boolean =>
  text.startsWith(`${target}/`) && FHIR_ID.test(text.slice(target.length + 1));

/** Whether a record comes along with a match. */
export function isLinked(match: object, record: object, { kind, type, parameter }: Include): boolean {
  if ((record as Named).resourceType !== type) return false;
  return kind === "_include"
    ? referencesIn(match, parameter).includes(keyOf(record))
    : referencesIn(record, parameter).includes(keyOf(match));
}
