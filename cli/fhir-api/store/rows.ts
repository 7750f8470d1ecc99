import type { SearchParameter } from "../../../lambdas/fhir/contract";
import { valuesAt } from "../../../lambdas/fhir/search/elements";
import { stretchIn, type Stretch } from "../../../lambdas/fhir/search/dates";
import { folded, referenceIn } from "../../../lambdas/fhir/search/values";

/** What an index holds of a record, for one of its parameters. */
export type Row =
  | { readonly kind: "token"; readonly code: string; readonly system: string }
  | ({ readonly kind: "stretch" } & Stretch)
  | { readonly kind: "text"; readonly text: string; readonly folded: string }
  | { readonly kind: "amount"; readonly value: number; readonly system: string; readonly unit: string };

/** Rows of a record for a parameter; none where it has no such element. */
export function rowsOf(record: object, parameter: SearchParameter): Row[] {
  return parameter.paths
    .flatMap((path) => valuesAt(record, path.split(".")))
    .flatMap((value) => rowsIn(value, parameter));
}

function rowsIn(value: unknown, { type, target = "" }: SearchParameter): Row[] {
  if (type === "token") return tokensIn(value);
  if (type === "date") {
    const stretch = stretchIn(value);
    return stretch === undefined ? [] : [{ kind: "stretch", ...stretch }];
  }
  if (type === "reference") {
    const reference = textOf((value as { reference?: unknown }).reference);
    const found = reference === undefined ? undefined : referenceIn(reference, target);
    return found === undefined ? [] : [{ kind: "token", code: found, system: "" }];
  }
  if (type === "string") return textsIn(value).map((text) => ({ kind: "text", text, folded: folded(text) }));
  const { value: number, system, code, unit } = value as Record<string, unknown>;
  return typeof number === "number"
    ? [{ kind: "amount", value: number, system: textOf(system) ?? "", unit: textOf(code) ?? textOf(unit) ?? "" }]
    : [];
}

function tokensIn(value: unknown): Row[] {
  if (typeof value === "string" || typeof value === "boolean") {
    return [{ kind: "token", code: String(value), system: "" }];
  }
  const { coding, code, system, value: own } = value as Record<string, unknown>;
  if (Array.isArray(coding)) return coding.flatMap(tokensIn);
  const known = textOf(code) ?? textOf(own);
  return known === undefined ? [] : [{ kind: "token", code: known, system: textOf(system) ?? "" }];
}

/** Of HumanName and Address each part counts (FHIR R4, "string"). */
const PARTS = ["family", "given", "prefix", "suffix", "line", "city", "district", "state", "postalCode", "country"];

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  const of = value as Record<string, unknown>;
  return [...PARTS, "text"].flatMap((part) => valuesAt(of, [part])).filter((one) => typeof one === "string");
}

const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
