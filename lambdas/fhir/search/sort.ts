import type { ResourceType } from "../../fhir-read/contract";
import { parameterOf, type SearchParameter } from "../contract";

export interface Sort {
  readonly parameter: SearchParameter;
  readonly isDescending: boolean;
}

/**
 * What `_sort` asks for: one date of the type, such as `date` or `-date`; undefined for anything else. Dates are what both stores sort by. A
 * period counts by its beginning, and records without the date come last.
 */
export function sortOf(type: ResourceType, value: string): Sort | undefined {
  const [, minus, name = ""] = /^(-?)([A-Za-z_-]{1,64})$/.exec(value) ?? [];
  const parameter = parameterOf(type, name);
  return parameter?.type === "date" ? { parameter, isDescending: minus === "-" } : undefined;
}
