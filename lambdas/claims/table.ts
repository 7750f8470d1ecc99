import { CsvFault, csvRecords } from "./csv";

/** What makes a header or a record one that can't be taken, or undefined. */
export interface TableShape<Refusal> {
  readonly faultOfHeader: (header: readonly string[]) => Refusal | undefined;
  /** Of a record with as many fields as the header has. */
  readonly faultOfRecord: (header: readonly string[], fields: readonly string[]) => Refusal | undefined;
}

type OwnFault = "empty" | "fields-missing" | CsvFault["fault"];

export type ReadTable<Refusal> =
  | { readonly kind: "read"; readonly records: number }
  /** `record` counts from 1 after the header; never a value. */
  | ({ readonly kind: "refused"; readonly record?: number } & Refusal);

/** Reads a file of CSV with a header to its end, or to its first fault. */
export async function readTable<Refusal extends { readonly fault: string }>(
  pieces: AsyncIterable<string>,
  { faultOfHeader, faultOfRecord }: TableShape<Refusal>,
): Promise<ReadTable<Refusal | { readonly fault: OwnFault }>> {
  let header: readonly string[] | undefined;
  let records = 0;
  try {
    for await (const fields of csvRecords(pieces)) {
      if (header === undefined) {
        header = columnNames(fields);
        const fault = faultOfHeader(header);
        if (fault !== undefined) return { kind: "refused", ...fault };
        continue;
      }
      records += 1;
      if (fields.length !== header.length) return { kind: "refused", record: records, fault: "fields-missing" };
      const fault = faultOfRecord(header, fields);
      if (fault !== undefined) return { kind: "refused", record: records, ...fault };
    }
  } catch (error) {
    if (error instanceof CsvFault) return { kind: "refused", fault: error.fault, record: records + 1 };
    throw error;
  }
  return records === 0 ? { kind: "refused", fault: "empty" } : { kind: "read", records };
}

/** A header's names, however they are written. */
export const columnNames = (fields: readonly string[]): string[] =>
  fields.map((name) =>
    name
      .replace(/^\uFEFF/, "")
      .trim()
      .toLowerCase(),
  );
