import type { Lines } from "./lines";
import { readTable } from "./table";

/** Columns that a file of claims has to have, in any order; the jobs of the lake read them by these names. */
export const CLAIM_COLUMNS = [
  "claim_id",
  "member_id",
  "given_name",
  "family_name",
  "birth_date",
  "sex",
  "clinic_id",
  "service_from",
  "service_to",
  "inpatient",
  "diagnosis_codes",
  "procedure_codes",
  "allowed_amount",
] as const;
export type Column = (typeof CLAIM_COLUMNS)[number];

const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const NAMED = /\S/;
/** Shapes of codes, not whether they are in force: ICD-10-CM's, and those of CPT and HCPCS, five characters each. */
const DIAGNOSES = /^[A-TV-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?(;[A-TV-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?){0,24}$/;
const PROCEDURES = /^([0-9A-Z]\d{3}[0-9A-Z](;[0-9A-Z]\d{3}[0-9A-Z]){0,24})?$/;

/** What a column's value has to look like. */
export const SHAPES: Readonly<Record<Column, RegExp>> = {
  claim_id: /^[\w-]{1,64}$/,
  member_id: /^[\w-]{1,64}$/,
  given_name: NAMED,
  family_name: NAMED,
  birth_date: DATE,
  sex: /^[FMUO]$/,
  clinic_id: /^[\w-]{1,32}$/,
  service_from: DATE,
  service_to: DATE,
  inpatient: /^[YN]$/,
  diagnosis_codes: DIAGNOSES,
  procedure_codes: PROCEDURES,
  allowed_amount: /^\d{1,9}(\.\d{1,2})?$/,
};

export type ClaimFault =
  | "empty"
  | "column-missing"
  | "column-twice"
  | "fields-missing"
  | "unfinished-quote"
  | "record-too-long"
  | "service-ends-early"
  | `bad-${string}`;

/** `column` is one of `CLAIM_COLUMNS`, `record` counts from 1 after the header; never a value. */
export type ClaimFile = { readonly lines: Lines } & (
  | { readonly kind: "claims"; readonly records: number }
  | ({ readonly kind: "refused"; readonly record?: number } & ClaimRefusal)
);

interface ClaimRefusal {
  readonly fault: ClaimFault;
  readonly column?: Column;
}

/** Reads a file to its end, and keeps what is wrong with it. */
export async function readClaims(pieces: AsyncIterable<string>): Promise<ClaimFile> {
  const read = await readTable<ClaimRefusal>(pieces, { faultOfHeader, faultOfRecord });
  return read.kind === "refused" ? read : { ...read, kind: "claims" };
}

/** Why a header can't be read, or undefined. */
export function faultOfHeader(header: readonly string[]): ClaimRefusal | undefined {
  const missing = CLAIM_COLUMNS.find((column) => !header.includes(column));
  if (missing !== undefined) return { fault: "column-missing", column: missing };
  const twice = CLAIM_COLUMNS.find((column) => header.indexOf(column) !== header.lastIndexOf(column));
  return twice === undefined ? undefined : { fault: "column-twice", column: twice };
}

function faultOfRecord(header: readonly string[], fields: readonly string[]): ClaimRefusal | undefined {
  const value = (column: Column): string => (fields[header.indexOf(column)] ?? "").trim();
  const bad = CLAIM_COLUMNS.find((column) => !SHAPES[column].test(value(column)));
  if (bad !== undefined) return { fault: `bad-${bad.replaceAll("_", "-")}`, column: bad };
  return value("service_to") < value("service_from")
    ? { fault: "service-ends-early", column: "service_to" }
    : undefined;
}
