import { z } from "zod";
import { contract } from "./contract";
import {
  becameOf,
  KEY_HEADER,
  partitionKey,
  readKey,
  readNote,
  recordOf,
  sendingOf,
  type Bad,
  type Earlier,
} from "./core";
import type { Claim, Clock, Log, NoteStream, Secrets, Sendings } from "./ports";

const EVENT = z.object({
  body: z.string().nullish(),
  headers: z.record(z.string(), z.string()).nullish(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({ requestId: z.string() }),
});

/** What API Gateway answers with (API Gateway Developer Guide, "Output format of a Lambda function for proxy integration"). */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A run has ended by then, even where its clock and another's are some seconds apart. */
export const CLAIM_MS = 2 * contract.timeoutSeconds * 1000;

function answer(statusCode: number, body: object, headers: Answer["headers"] = {}): Answer {
  return {
    statusCode,
    headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
    body: JSON.stringify(body),
  };
}

export interface Ports {
  readonly stream: NoteStream;
  readonly sendings: Sendings;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Takes one note. A request is claimed before its note is put on the stream and known as written afterwards: sent again it gets the first answer,
 * and the note is not put again. Should a run end in between, its claim ends too, and the next request puts the note: it may then be on the stream
 * twice, never not at all, and the jobs keep one of each `noteId`.
 */
export function createHandler({ stream, sendings, secrets, clock, log }: Ports) {
  return async (input: unknown): Promise<Answer> => {
    const event = EVENT.safeParse(input);
    // Only a mistake of ours in the integration brings this about; its content stays out of the message.
    if (!event.success) throw new Error("the event is no request of API Gateway");
    const { body, headers, isBase64Encoded, requestContext } = event.data;
    const { requestId } = requestContext;
    const reading = readNote(isBase64Encoded && body ? Buffer.from(body, "base64").toString("utf8") : body);
    if (reading.kind === "bad") return refusal(reading, requestId);
    const named = readKey(headers ?? {});
    if (named.kind === "bad") return refusal(named, requestId);
    const { note } = reading;
    const sending = sendingOf(note, named.key, await secrets.hashKey());
    const at = clock.now();
    const claim = { ...sending, requestId, at, until: new Date(Date.parse(at) + CLAIM_MS).toISOString() };
    const claimed = async (): Promise<Earlier | undefined> => {
      const known = await sendings.claim(claim);
      if (known !== undefined) return becameOf(known, sending, at);
      await stream.put(partitionKey(note), recordOf(note, at));
      return undefined;
    };
    const earlier = await claimed().catch(async (error) => {
      await tried(sendings.free(claim), "a claim was not freed", claim);
      throw error;
    });
    if (earlier !== undefined) return again(earlier, note.noteId, requestId);
    // The note is on its way: whoever sent it need not know that a second one would be put, too.
    await tried(sendings.written(claim), "a note was not noted as taken", claim);
    log.info("a note was taken", { requestId });
    return answer(202, { noteId: note.noteId, requestId });
  };

  function refusal({ field, wanted }: Bad, requestId: string): Answer {
    log.info("a note was refused", { requestId, field });
    return answer(400, { message: `${field} ${wanted}`, field, requestId });
  }

  /** What the draft has for a request that came before. */
  function again(earlier: Earlier, noteId: string, requestId: string): Answer {
    log.info("a note came again", { requestId, earlier: earlier.kind });
    switch (earlier.kind) {
      case "taken":
        return answer(202, { noteId, requestId: earlier.requestId });
      case "another note":
        return answer(422, { message: `${KEY_HEADER} was used for another note`, field: KEY_HEADER, requestId });
      case "being taken":
        return answer(
          409,
          { message: "the same request is being worked on", requestId },
          { "retry-after": String(earlier.seconds) },
        );
    }
  }

  async function tried(work: Promise<void>, otherwise: string, { requestId }: Claim): Promise<void> {
    await work.catch((error: Error) => log.warn(otherwise, { requestId, error: error.name }));
  }
}
