import { faultText } from "../lambdas/fhir/convert/claims/columns";
import { convertClaims } from "../lambdas/fhir/convert/claims/file";
import { utf8Text } from "../lambdas/text/utf8";
import type { Converted, SourceSettings } from "./fhir-converted";

/** Rows of a file of claims, one after another. */
export async function* convertClaimsFile(
  bytes: AsyncIterable<Uint8Array>,
  settings: SourceSettings,
): AsyncGenerator<Converted> {
  for await (const row of convertClaims(utf8Text(bytes), settings)) {
    if ("conversion" in row) yield row;
    else {
      yield { index: row.index, reasons: row.faults.map(faultText) };
    }
  }
}
