import { Hl7Fault } from "../../../hl7/fault";
import { readMessage } from "../../../hl7/message";
import { messagesIn } from "../../../hl7/stream";
import type { Conversion } from "../conversion";
import { convertMessage, type Settings } from "./convert";

/** What became of a message of a file; `index` counts from 1, and is 0 for a file without any. */
export type ConvertedMessage =
  | { readonly index: number; readonly text: string; readonly conversion: Conversion }
  /** Without a text where the file does not say where the message ends. */
  | { readonly index: number; readonly text?: string; readonly fault: Hl7Fault };

/** Messages of a file, one after another. One that can't be read is told of, and the others still come. */
export async function* convertMessages(
  bytes: AsyncIterable<Uint8Array>,
  settings: Settings,
): AsyncGenerator<ConvertedMessage> {
  let messages = 0;
  for await (const framed of messagesIn(bytes)) {
    messages += 1;
    if ("fault" in framed) {
      yield framed;
      continue;
    }
    try {
      yield { ...framed, conversion: convertMessage(readMessage(framed.text), settings) };
    } catch (error) {
      if (!(error instanceof Hl7Fault)) throw error;
      yield { ...framed, fault: error };
    }
  }
  if (messages === 0) yield { index: 0, fault: new Hl7Fault("empty") };
}
