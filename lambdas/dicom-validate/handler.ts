import { z } from "zod";
import { batchOf, incomingPrefix } from "../dicom/batch";
import { readPart10 } from "../dicom/part10";
import type { ValidateResult } from "./contract";
import { counted, placementOf, tooMuch, type Counts } from "./core";
import type { Log, Uploads } from "./ports";

/** The event or the batch is one that no second try would mend; the state machine sends it to quarantine. */
export class RefusedBatch extends Error {
  override readonly name = "RefusedBatch";
}

const EVENT = z.looseObject({
  tenant: z.string(),
  key: z.string(),
  kmsKeyArn: z.string().startsWith("arn:"),
  cursor: z.string().optional(),
  accepted: z.number().int().min(0).default(0),
  refused: z.number().int().min(0).default(0),
  acceptedBytes: z.number().int().min(0).default(0),
});

/** Files read at the same time: each may take several megabytes of the function's memory. */
const AT_ONCE = 8;

/** Checks one page of a batch. The same page gives the same copies, so it may run again. */
export function createHandler({ uploads, log }: { uploads: Uploads; log: Log }) {
  return async (input: unknown): Promise<ValidateResult> => {
    const event = parsed(input);
    const batch = batchOf(event.tenant, event.key);
    if (batch === undefined) throw new RefusedBatch("the marker is not one of this tenant's batches");
    const page = await uploads.list(incomingPrefix(batch), event.cursor);
    let counts: Counts = { accepted: event.accepted, refused: event.refused, acceptedBytes: event.acceptedBytes };
    for (let at = 0; at < page.files.length; at += AT_ONCE) {
      const placed = await Promise.all(
        page.files.slice(at, at + AT_ONCE).map(async (file) => {
          const head = await uploads.head(file);
          const placement = placementOf(batch, file.key, () => readPart10(head, file.sizeBytes));
          if (placement.kind === "accept") await uploads.copyToAccepted(file, placement.key, event.kmsKeyArn);
          if (placement.kind === "refuse") {
            await uploads.copyToQuarantine(file, placement.key, event.kmsKeyArn, placement.reason);
          }
          return { placement, sizeBytes: file.sizeBytes };
        }),
      );
      for (const { placement, sizeBytes } of placed) counts = counted(counts, placement, sizeBytes);
    }
    log.info("checked a page", { ...batch, files: page.files.length, ...counts });
    const limit = tooMuch(counts);
    if (limit !== undefined) throw new RefusedBatch(`the batch has ${limit}`);
    const { cursor: _, ...rest } = event;
    return {
      ...rest,
      batch: batch.batch,
      ...counts,
      ...(page.cursor !== undefined && { cursor: page.cursor }),
      hasMore: page.cursor !== undefined,
    };
  };
}

function parsed(input: unknown): z.infer<typeof EVENT> {
  const event = EVENT.safeParse(input);
  if (event.success) return event.data;
  throw new RefusedBatch(
    `the event's ${event.error.issues.map(({ path }) => path.join(".")).join(", ")} can't be read`,
  );
}
