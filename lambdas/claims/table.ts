import { CsvFault, csvLines } from "./csv";
import { LineCount, type Lines } from "./lines";

/** What makes a header or a record one that can't be taken, or undefined. */
export interface TableShape<Refusal> {
  readonly faultOfHeader: (header: readonly string[]) => Refusal | undefined;
  /** Of a record with as many fields as the header has. */
  readonly faultOfRecord: (header: readonly string[], fields: readonly string[]) => Refusal | undefined;
}

type OwnFault = "empty" | "fields-missing" | CsvFault["fault"];

export type ReadTable<Refusal> = { readonly lines: Lines } & (
  | { readonly kind: "read"; readonly records: number }
  /** The first fault. `record` counts from 1 after the header; never a value. */
  | ({ readonly kind: "refused"; readonly record?: number } & Refusal)
);

/** Reads a file of CSV with a header to its end, and keeps what is wrong with it. */
export async function readTable<Refusal extends { readonly fault: string; readonly column?: string }>(
  pieces: AsyncIterable<string>,
  { faultOfHeader, faultOfRecord }: TableShape<Refusal>,
): Promise<ReadTable<Refusal | { readonly fault: OwnFault }>> {
  type Fault = (Refusal | { readonly fault: OwnFault }) & { readonly column?: string };
  const count = new LineCount();
  let header: readonly string[] | undefined;
  let records = 0;
  let first: ({ readonly kind: "refused"; readonly record?: number } & Fault) | undefined;
  const refuse = (line: number, fault: Fault, record: number): void => {
    count.refuse({ line, reason: fault.fault, field: fault.column });
    first ??= { kind: "refused", record, ...fault };
  };
  try {
    for await (const { fields, line } of csvLines(pieces)) {
      if (header === undefined) {
        header = columnNames(fields);
        const fault = faultOfHeader(header);
        if (fault === undefined) continue;
        count.note({ line, reason: fault.fault, field: fault.column });
        return { kind: "refused", ...fault, lines: count.lines };
      }
      records += 1;
      const fault: Fault | undefined =
        fields.length === header.length ? faultOfRecord(header, fields) : { fault: "fields-missing" };
      if (fault === undefined) count.accept();
      else refuse(line, fault, records);
    }
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    // Nobody can tell where the next record begins.
    refuse(error.line, { fault: error.fault }, records + 1);
  }
  const { lines } = count;
  if (first !== undefined) return { ...first, lines };
  return records === 0 ? { kind: "refused", fault: "empty", lines } : { kind: "read", records, lines };
}

/** A header's names, however they are written. */
export const columnNames = (fields: readonly string[]): string[] =>
  fields.map((name) =>
    name
      .replace(/^\uFEFF/, "")
      .trim()
      .toLowerCase(),
  );
