import { CsvFault, csvRecords } from "./csv";

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
export type ClaimFile =
  | { readonly kind: "claims"; readonly records: number }
  | { readonly kind: "refused"; readonly fault: ClaimFault; readonly column?: Column; readonly record?: number };

/** Reads a file to its end, or to its first fault. */
export async function readClaims(pieces: AsyncIterable<string>): Promise<ClaimFile> {
  let header: readonly string[] | undefined;
  let records = 0;
  try {
    for await (const fields of csvRecords(pieces)) {
      if (header === undefined) {
        header = columnNames(fields);
        const fault = faultOfHeader(header);
        if (fault !== undefined) return fault;
        continue;
      }
      records += 1;
      const fault = faultOfRecord(header, fields);
      if (fault !== undefined) return { kind: "refused", record: records, ...fault };
    }
  } catch (error) {
    if (error instanceof CsvFault) return { kind: "refused", fault: error.fault, record: records + 1 };
    throw error;
  }
  return records === 0 ? { kind: "refused", fault: "empty" } : { kind: "claims", records };
}

/** A header's names, however they are written. */
export const columnNames = (fields: readonly string[]): string[] =>
  fields.map((name) =>
    name
      .replace(/^\uFEFF/, "")
      .trim()
      .toLowerCase(),
  );

/** Why a header can't be read, or undefined. */
export function faultOfHeader(header: readonly string[]): (ClaimFile & { readonly kind: "refused" }) | undefined {
  const missing = CLAIM_COLUMNS.find((column) => !header.includes(column));
  if (missing !== undefined) return { kind: "refused", fault: "column-missing", column: missing };
  const twice = CLAIM_COLUMNS.find((column) => header.indexOf(column) !== header.lastIndexOf(column));
  return twice === undefined ? undefined : { kind: "refused", fault: "column-twice", column: twice };
}

function faultOfRecord(
  header: readonly string[],
  fields: readonly string[],
): { readonly fault: ClaimFault; readonly column?: Column } | undefined {
  if (fields.length !== header.length) return { fault: "fields-missing" };
  const value = (column: Column): string => (fields[header.indexOf(column)] ?? "").trim();
  const bad = CLAIM_COLUMNS.find((column) => !SHAPES[column].test(value(column)));
  if (bad !== undefined) return { fault: `bad-${bad.replaceAll("_", "-")}`, column: bad };
  return value("service_to") < value("service_from")
    ? { fault: "service-ends-early", column: "service_to" }
    : undefined;
}
