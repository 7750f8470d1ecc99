import { z } from "zod";
import { verdictOn } from "../healthlake/job-error";
import { JOB_METRICS } from "../fhir-jobs/contract";
import type { Lineage } from "../lineage/record";
import type { Metrics } from "../metrics/embedded";
import { FHIR_UPLOADS, IMPORT_LOG } from "./contract";
import { batchPlan, filePlan, MOST_FILES, sourcesOf, tokenOf, uploadOf, type ImportPlan, type Refusal } from "./core";
import type { Clock, ImportJobs, Log, Uploads } from "./ports";

const EVENT = z.object({ Records: z.array(z.object({ messageId: z.string(), body: z.string() })) });

export interface ImportPorts {
  readonly jobs: ImportJobs;
  readonly uploads: Uploads;
  readonly lineage: Lineage;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
  readonly environment: string;
  readonly inputBucket: string;
  readonly outputBucket: string;
  readonly datastoreId: string;
  readonly code: string;
}

/** What SQS is told: these messages come again after the queue's visibility timeout, the others are done. */
export interface BatchResponse {
  readonly batchItemFailures: { readonly itemIdentifier: string }[];
}

/**
 * Starts the job of each upload, in the order they came. While HealthLake takes no more jobs, a message and those after it go back to the
 * queue; what HealthLake will never take is written down and let go.
 */
export function createHandler(ports: ImportPorts) {
  const { jobs, uploads, lineage, metrics, clock, log, inputBucket, outputBucket, datastoreId, code } = ports;

  const planOf = async (body: string): Promise<ImportPlan | { kind: "refuse"; reason: Refusal }> => {
    const upload = uploadOf(body, inputBucket);
    switch (upload.kind) {
      case "refuse":
        return upload;
      case "file":
        return filePlan(upload.message);
      case "manifest": {
        const { message, batch } = upload;
        const [text, listed] = await Promise.all([
          uploads.read(message.key, message.version),
          uploads.list(`${FHIR_UPLOADS.batches}${batch}/`, MOST_FILES + 1),
        ]);
        return batchPlan(message, batch, text, listed);
      }
    }
  };

  const refused = async (body: string, reason: Refusal, detail: string): Promise<void> => {
    const jobId = `refused-${tokenOf(body).slice(0, 32)}`;
    const at = clock.now();
    await lineage.record({
      kind: "import",
      jobId,
      step: "REFUSED",
      at,
      datastoreId,
      inputs: sourcesOf(body),
      output: "",
      code,
      facts: { reason, detail },
    });
    metrics.put({
      namespace: JOB_METRICS,
      dimensions: { Environment: ports.environment },
      metrics: { UploadsRefused: [1, "Count"] },
      at,
    });
    log.warn("an upload is not imported", { reason, detail, record: jobId });
  };

  const importOne = async (body: string): Promise<"done" | "wait"> => {
    const plan = await planOf(body);
    if ("kind" in plan) {
      await refused(body, plan.reason, plan.reason);
      return "done";
    }
    const outputPrefix = `${IMPORT_LOG}${plan.token.slice(0, 32)}/`;
    let jobId: string;
    try {
      jobId = await jobs.start({ inputKey: plan.inputKey, outputPrefix, token: plan.token });
    } catch (error) {
      switch (verdictOn(error)) {
        case "wait":
          log.info("HealthLake takes no job now", { error: (error as Error).name });
          return "wait";
        case "refuse":
          await refused(body, "refused-by-healthlake", (error as Error).name);
          return "done";
        case "unknown":
          throw error;
      }
    }
    await lineage.record({
      kind: "import",
      jobId,
      step: "STARTED",
      at: clock.now(),
      datastoreId,
      inputs: plan.sources.map(({ key, version }) => ({
        uri: `s3://${inputBucket}/${key}`,
        ...(version !== undefined && { version }),
      })),
      output: `s3://${outputBucket}/${outputPrefix}`,
      code,
    });
    log.info("started an import job", { jobId });
    return "done";
  };

  return async (input: unknown): Promise<BatchResponse> => {
    const { Records } = EVENT.parse(input);
    for (const [at, { body, messageId }] of Records.entries()) {
      let outcome: "done" | "wait";
      try {
        outcome = await importOne(body);
      } catch (error) {
        log.warn("an upload could not be handled", { message: messageId, error: (error as Error).name });
        outcome = "wait";
      }
      // The order of a group holds: what comes after a message that waits has to wait, too.
      if (outcome === "wait") {
        return { batchItemFailures: Records.slice(at).map((record) => ({ itemIdentifier: record.messageId })) };
      }
    }
    return { batchItemFailures: [] };
  };
}
