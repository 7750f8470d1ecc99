import { convertMessages } from "../lambdas/fhir/convert/hl7/file";
import type { Converted, SourceSettings } from "./fhir-converted";

/** Messages of a file, one after another. */
export async function* convertHl7(
  bytes: AsyncIterable<Uint8Array>,
  settings: SourceSettings,
): AsyncGenerator<Converted> {
  for await (const message of convertMessages(bytes, settings)) {
    if ("conversion" in message) yield { index: message.index, conversion: message.conversion };
    else yield { index: message.index, reasons: [message.fault.message] };
  }
}
