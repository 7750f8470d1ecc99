import type { ResourceType } from "../../fhir-read/contract";
import { SEARCH_PARAMETERS, type SearchParameter } from "../contract";

export interface Sort {
  readonly parameter: SearchParameter;
  readonly isDescending: boolean;
}

/**
 * What `_sort` asks for: one date of the type, such as `date` or `-date`; undefined for anything else. Dates are what HealthLake sorts by. A
 * period counts by its beginning, and records without the date come last.
 */
export function sortOf(type: ResourceType, value: string): Sort | undefined {
  const [, minus, name = ""] = /^(-?)([A-Za-z_-]{1,64})$/.exec(value) ?? [];
  const parameters = SEARCH_PARAMETERS[type];
  const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  return parameter?.type === "date" ? { parameter, isDescending: minus === "-" } : undefined;
}
