import { createHash } from "node:crypto";
import { z } from "zod";
import { batchOf, refusedPrefix } from "../dicom/batch";
import type { QuarantineResult } from "./contract";
import { reasonFor, recordOf } from "./core";
import type { Log, Quarantine } from "./ports";

const EVENT = z.object({
  tenant: z.string().regex(/^[a-z][a-z0-9-]{1,15}$/),
  key: z.string(),
  kmsKeyArn: z.string().startsWith("arn:"),
  upload: z.string().min(1),
  accepted: z.number().optional(),
  refused: z.number().optional(),
  job: z.object({ jobId: z.string(), status: z.string(), failed: z.number().optional() }).optional(),
  error: z.object({ Error: z.string(), Cause: z.string().optional() }).optional(),
});

/** Records the failure of a batch. A marker with a name that is no batch's is recorded under a hash of it. */
export function createHandler({ quarantine, log }: { quarantine: Quarantine; log: Log }) {
  return async (input: unknown): Promise<QuarantineResult> => {
    const event = EVENT.parse(input);
    const { tenant } = event;
    const batch =
      batchOf(tenant, event.key)?.batch ?? createHash("sha256").update(event.key).digest("hex").slice(0, 32);
    const reason = reasonFor(event);
    const record = `${refusedPrefix({ tenant, batch })}${event.upload}-reason.json`;
    await quarantine.write(record, recordOf(event, batch, reason), event.kmsKeyArn);
    log.warn("a batch was not imported", { tenant, batch, reason });
    return { reason, record };
  };
}
