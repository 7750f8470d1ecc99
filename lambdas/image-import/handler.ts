import { z } from "zod";
import { acceptedPrefix, BATCH_NAME, resultPrefix } from "../dicom/batch";
import type { ImportResult } from "./contract";
import { clientToken, progressed, started } from "./core";
import type { ImportJobs, Log } from "./ports";

/** The event is not one of the state machine's; no second try would mend it. */
export class MalformedEvent extends Error {
  override readonly name = "MalformedEvent";
}

const EVENT = z.looseObject({
  tenant: z.string().regex(/^[a-z][a-z0-9-]{1,15}$/),
  batch: z.string().regex(BATCH_NAME),
  datastoreId: z.string().regex(/^[0-9a-z]{32}$/),
  dataAccessRoleArn: z.string().startsWith("arn:"),
  upload: z.string().min(1),
  job: z
    .object({
      jobId: z.string(),
      status: z.enum(["RUNNING", "COMPLETED", "COMPLETED_WITH_ERRORS", "FAILED"]),
      waitSeconds: z.number(),
      waitedSeconds: z.number(),
      imported: z.number().optional(),
      failed: z.number().optional(),
    })
    .optional(),
});

/** Starts the job of a batch that has none yet, and asks after one that is running. */
export function createHandler({ jobs, log }: { jobs: ImportJobs; log: Log }) {
  return async (input: unknown): Promise<ImportResult> => {
    const read = EVENT.safeParse(input);
    if (!read.success) {
      throw new MalformedEvent(read.error.issues.map(({ path }) => path.join(".")).join(", "));
    }
    const event = read.data;
    const { tenant, batch, datastoreId } = event;
    if (event.job === undefined) {
      const jobId = await jobs.start({
        datastoreId,
        dataAccessRoleArn: event.dataAccessRoleArn,
        clientToken: clientToken(`${tenant}/${batch}/${event.upload}`),
        inputPrefix: acceptedPrefix(event),
        outputPrefix: resultPrefix(event),
      });
      log.info("started an import job", { tenant, batch, jobId });
      return { ...event, job: started(jobId) };
    }
    const { jobId } = event.job;
    const { status } = await jobs.state(datastoreId, jobId);
    const summary = status === "COMPLETED" ? await jobs.summary(resultPrefix(event), datastoreId, jobId) : undefined;
    const job = progressed(event.job, status, summary);
    log.info("asked after an import job", { tenant, batch, jobId, status: job.status, waited: job.waitedSeconds });
    return { ...event, job };
  };
}
