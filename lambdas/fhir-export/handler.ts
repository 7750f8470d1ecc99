import type { Lineage } from "../lineage/record";
import { EXPORT_PREFIX, type ExportResult } from "./contract";
import { exportToken, requestOf } from "./core";
import type { Clock, ExportJobs, Log } from "./ports";

export interface ExportPorts {
  readonly jobs: ExportJobs;
  readonly lineage: Lineage;
  readonly clock: Clock;
  readonly log: Log;
  readonly outputBucket: string;
  readonly datastoreId: string;
  readonly code: string;
}

/** Starts one export for one request. What HealthLake refuses is thrown by its own name: Lambda tries twice more, then keeps the request. */
export function createHandler({ jobs, lineage, clock, log, outputBucket, datastoreId, code }: ExportPorts) {
  return async (input: unknown): Promise<ExportResult> => {
    const request = requestOf(input);
    const output = `s3://${outputBucket}/${EXPORT_PREFIX}`;
    const jobId = await jobs.start(exportToken(request), output);
    await lineage.record({
      kind: "export",
      jobId,
      step: "STARTED",
      at: clock.now(),
      datastoreId,
      inputs: [{ uri: `healthlake:${datastoreId}` }],
      output,
      code,
      facts: { reason: request.reason },
    });
    log.info("started an export job", { jobId, reason: request.reason });
    return { jobId, output };
  };
}
