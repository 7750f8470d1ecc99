import { convertClaims } from "../lambdas/fhir/convert/claims/file";
import type { Converted, SourceSettings } from "./fhir-converted";

/** Rows of a file of claims, one after another. */
export async function* convertClaimsFile(
  bytes: AsyncIterable<Uint8Array>,
  settings: SourceSettings,
): AsyncGenerator<Converted> {
  for await (const row of convertClaims(textOf(bytes), settings)) {
    if ("conversion" in row) yield row;
    else {
      const reasons = row.faults.map(({ fault, column }) => (column === undefined ? fault : `${fault} in ${column}`));
      yield { index: row.index, reasons };
    }
  }
}

/** What is no UTF-8 becomes U+FFFD, which no shape of a column but a name's lets pass. */
async function* textOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder("utf-8");
  for await (const piece of bytes) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}
