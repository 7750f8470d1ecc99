import { z } from "zod";
import { partitionKey, readNote, recordOf } from "./core";
import type { Clock, Log, NoteStream } from "./ports";

const EVENT = z.object({
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().default(false),
  requestContext: z.object({ requestId: z.string() }),
});

/** What API Gateway answers with (API Gateway Developer Guide, "Output format of a Lambda function for proxy integration"). */
export interface Answer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

function answer(statusCode: number, body: object): Answer {
  return {
    statusCode,
    headers: { "content-type": "application/json", "cache-control": "no-store" },
    body: JSON.stringify(body),
  };
}

/** Takes one note. Sent again, it is put on the stream again: the jobs keep one of each `noteId`. */
export function createHandler({ stream, clock, log }: { stream: NoteStream; clock: Clock; log: Log }) {
  return async (input: unknown): Promise<Answer> => {
    const event = EVENT.safeParse(input);
    // Only a mistake of ours in the integration brings this about; its content stays out of the message.
    if (!event.success) throw new Error("the event is no request of API Gateway");
    const { body, isBase64Encoded, requestContext } = event.data;
    const { requestId } = requestContext;
    const reading = readNote(isBase64Encoded && body ? Buffer.from(body, "base64").toString("utf8") : body);
    if (reading.kind === "bad") {
      log.info("a note was refused", { requestId, field: reading.field });
      return answer(400, { message: `${reading.field} ${reading.wanted}`, field: reading.field, requestId });
    }
    await stream.put(partitionKey(reading.note), recordOf(reading.note, clock.now()));
    log.info("a note was taken", { requestId });
    return answer(202, { noteId: reading.note.noteId, requestId });
  };
}
