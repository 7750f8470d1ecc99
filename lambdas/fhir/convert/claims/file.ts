import { faultOfHeader } from "../../../claims/claim-file";
import { CsvFault, csvRecords } from "../../../claims/csv";
import { columnNames } from "../../../claims/table";
import type { Conversion } from "../conversion";
import { rowOf, unknownColumns, type RowFault } from "./columns";
import { convertClaim, type ClaimSettings } from "./convert";

/** A row of a file, counted from 1 after the header, or 0 for what is wrong with the header. */
export type ConvertedRow =
  | { readonly index: number; readonly conversion: Conversion }
  | { readonly index: number; readonly faults: readonly RowFault[] };

/** Claims of a file of CSV, one after another. A row that can't be read is told of, and the others still come; a broken end ends it. */
export async function* convertClaims(
  pieces: AsyncIterable<string>,
  settings: ClaimSettings,
): AsyncGenerator<ConvertedRow> {
  let header: readonly string[] | undefined;
  let unknown: readonly string[] = [];
  let index = 0;
  try {
    for await (const fields of csvRecords(pieces)) {
      if (header === undefined) {
        header = columnNames(fields);
        unknown = unknownColumns(header);
        const fault = faultOfHeader(header);
        if (fault === undefined) continue;
        yield { index: 0, faults: [fault] };
        return;
      }
      index += 1;
      const read = rowOf(header, fields);
      if ("faults" in read) yield { index, faults: read.faults };
      else yield { index, conversion: withUnknown(convertClaim(read.row, settings), header, fields, unknown) };
    }
    if (index === 0) yield { index: 0, faults: [{ fault: "empty" }] };
  } catch (error) {
    if (!(error instanceof CsvFault)) throw error;
    yield { index: index + 1, faults: [{ fault: error.fault }] };
  }
}

/** Columns that nobody reads are listed where they have a value, by their place: a name of somebody's own may be anything. */
function withUnknown(
  conversion: Conversion,
  header: readonly string[],
  fields: readonly string[],
  unknown: readonly string[],
): Conversion {
  const unmapped = unknown.flatMap((name) => {
    const at = header.indexOf(name);
    return (fields[at] ?? "").trim() === "" ? [] : [{ where: `column ${at + 1}`, why: "not-mapped" as const }];
  });
  return { ...conversion, unmapped };
}
