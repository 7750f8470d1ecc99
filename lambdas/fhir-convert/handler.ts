import { z } from "zod";
import { Ids } from "../fhir/convert/ids";
import { FHIR_UPLOADS } from "../fhir-import/contract";
import { KEPT, type IntakeFormat, type IntakeMessage } from "./contract";
import { fileId, intakeOf, MOST_BYTES, unreadId, type Refusal } from "./core";
import { gathered } from "./gather";
import { PARTS } from "./parts";
import type { Clock, ImportQueue, Log, Secrets, ToldStore } from "./ports";
import { asLines, count, quarantine, tell, type ResultPorts } from "./results";
import { told } from "./telling";

const EVENT = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

export interface ConvertPorts extends ResultPorts {
  readonly told: ToldStore;
  readonly imports: ImportQueue;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
  /** Offset of times in messages that name none. */
  readonly zone: string | undefined;
}

/** What SQS is told: these messages come again after the queue's visibility timeout, the others are done. */
export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/**
 * Converts each file in the order they came. Every write is the same in each run and the receipt is the last of them: a run that was cut
 * anywhere is made again as a whole, and the same content again is nothing new.
 */
export function createHandler(ports: ConvertPorts) {
  const { files, log, inputBucket } = ports;

  const refused = async (body: string, reason: Refusal, message?: IntakeMessage): Promise<void> => {
    const id = unreadId(body);
    log.warn("a file is not converted", { reason, file: id });
    // What names no object of ours leaves nothing to keep.
    if (message === undefined) return count(ports, { converted: 0, quarantined: 1 }, ports.clock.now());
    const reasons = [JSON.stringify({ index: 0, reasons: [reason] })];
    await quarantine(files, id, message, { refused: reasons, texts: [], keepSource: true });
    const counts = { converted: 0, quarantined: 1, unmapped: 0, resources: 0 };
    await tell(ports, { id, message, counts, output: undefined, reason });
  };

  const converted = async (
    format: IntakeFormat,
    message: IntakeMessage,
    id: string,
    bytes: Uint8Array,
  ): Promise<void> => {
    const settings = {
      ids: new Ids(await ports.secrets.idKey()),
      zone: ports.zone,
      arrivedAt: message.time,
      fileId: id,
    };
    const found = await gathered(PARTS[format](once(bytes), settings));
    const resources = await told(ports.told, found.sayings);
    const output = resources.length === 0 ? undefined : `${FHIR_UPLOADS.converted}${id}.ndjson`;
    if (found.unmapped.length > 0) await files.write(`${KEPT.unmapped}${id}.ndjson`, asLines(found.unmapped));
    await quarantine(files, id, message, found);
    if (output !== undefined) {
      const written = await files.write(output, asLines(resources.map((one) => JSON.stringify(one))));
      await ports.imports.send({ bucket: inputBucket, key: output, ...written });
    }
    const counts = {
      converted: found.converted,
      quarantined: found.refused.length,
      unmapped: found.unmapped.length,
      resources: resources.length,
    };
    await tell(ports, { id, message, counts, output });
    await files.write(`${KEPT.receipts}${id}.json`, `${JSON.stringify(counts)}\n`);
    log.info("converted a file", { file: id, ...counts });
  };

  const convertOne = async (body: string): Promise<void> => {
    const intake = intakeOf(body, inputBucket);
    if (intake.kind === "refuse") return refused(body, intake.reason, intake.message);
    const { format, message } = intake;
    const bytes = await files.read(message, MOST_BYTES);
    if (typeof bytes === "string") return refused(body, `file-${bytes}`, message);
    const id = fileId(format, bytes);
    if (await files.has(`${KEPT.receipts}${id}.json`)) return log.info("a file was converted before", { file: id });
    await converted(format, message, id, bytes);
  };

  return async (input: unknown): Promise<BatchResponse> => {
    const { Records } = EVENT.parse(input);
    for (const [at, { body, messageId }] of Records.entries()) {
      try {
        await convertOne(body);
      } catch (error) {
        log.warn("a file could not be handled", { message: messageId, error: (error as Error).name });
        // The order of a group holds: what comes after a message that waits has to wait, too.
        return { batchItemFailures: Records.slice(at).map((record) => ({ itemIdentifier: record.messageId })) };
      }
    }
    return { batchItemFailures: [] };
  };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
