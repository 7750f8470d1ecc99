import { convertMessage } from "../lambdas/fhir/convert/hl7/convert";
import { Hl7Fault } from "../lambdas/hl7/fault";
import { readMessage } from "../lambdas/hl7/message";
import { messagesIn } from "../lambdas/hl7/stream";
import type { Converted, SourceSettings } from "./fhir-converted";

/** Messages of a file, one after another. */
export async function* convertHl7(
  bytes: AsyncIterable<Uint8Array>,
  settings: SourceSettings,
): AsyncGenerator<Converted> {
  let messages = 0;
  for await (const framed of messagesIn(bytes)) {
    messages += 1;
    if ("fault" in framed) {
      yield { index: framed.index, reasons: [framed.fault.message] };
      continue;
    }
    try {
      yield { index: framed.index, conversion: convertMessage(readMessage(framed.text), settings) };
    } catch (error) {
      if (!(error instanceof Hl7Fault)) throw error;
      yield { index: framed.index, reasons: [error.message] };
    }
  }
  if (messages === 0) yield { index: 0, reasons: ["empty"] };
}
