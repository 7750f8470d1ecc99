import { z } from "zod";
import type { ObservedRecord } from "../../reports/model/observed-record";
import { batchesOf, translate } from "./core";
import type { Ledger, Log } from "./ports";

/** Messages as Lambda reads them from the queue (Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
const MESSAGES = z.object({
  Records: z.array(
    z.object({
      messageId: z.string(),
      body: z.string(),
      attributes: z.object({ SentTimestamp: z.string().regex(/^\d{13}$/) }),
    }),
  ),
});

export interface Failures {
  readonly batchItemFailures: readonly { readonly itemIdentifier: string }[];
}

/**
 * Appends the messages' records to the ledger. A message that no record can be made of is handed back alone and ends in the dead-letter
 * queue; where the ledger can't be written, all are tried again, which gives the same objects.
 */
export function createHandler({ ledger, log }: { ledger: Ledger; log: Log }) {
  return async (input: unknown): Promise<Failures> => {
    const { Records } = MESSAGES.parse(input);
    const records: ObservedRecord[] = [];
    const batchItemFailures: { itemIdentifier: string }[] = [];
    for (const { messageId, body, attributes } of Records) {
      const translation = translate(body, new Date(Number(attributes.SentTimestamp)).toISOString());
      if (translation.kind === "record") {
        records.push(translation.record);
      } else {
        batchItemFailures.push({ itemIdentifier: messageId });
        log.warn("an event was refused", { messageId, field: translation.field });
      }
    }
    for (const { key, text, records: count } of batchesOf(records)) {
      const outcome = await ledger.append(key, text);
      log.info("a batch is in the ledger", { key, count, outcome });
    }
    return { batchItemFailures };
  };
}
