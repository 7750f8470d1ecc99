import type { JobStatus } from "../../image-import/core";
import type { ImportJobs, StartRequest } from "../../image-import/ports";
import type { ReplayTargets } from "../contract";
import type { Journal, ReplayRecord } from "../ports";

/** Ids of two made-up organisations' data stores. */
export const STORES = { north: "0".repeat(31) + "1", south: "0".repeat(31) + "2" } as const;

export const TARGETS: ReplayTargets = Object.fromEntries(
  Object.entries(STORES).map(([tenant, datastoreId]) => [
    tenant,
    { datastoreId, dataAccessRoleArn: `arn:aws:iam::123456789012:role/phiguard-test-image-replay-${tenant}` },
  ]),
);

interface Job extends StartRequest {
  readonly jobId: string;
  status: JobStatus;
}

const PAGE = 3;
/** Files of each batch, of which HealthImaging leaves the last one out. */
const FILES = 10;
const STARTED = Date.parse("2026-11-22T09:00:00.000Z");

/** Replicated batches and a HealthImaging in memory: the same token gives the same job, and each job is a minute after the one before. */
export class SecondRegion {
  readonly started: Job[] = [];
  readonly records = new Map<string, ReplayRecord>();
  /** Data store and batch of what was imported before. */
  readonly before = new Set<string>();
  /** Most jobs at a time; one more is refused. */
  quota = Infinity;
  /** How jobs end that are not named here: at once. */
  readonly ends = new Map<string, JobStatus>();
  end: JobStatus = "COMPLETED";

  constructor(readonly batches: Readonly<Record<string, readonly string[]>>) {}

  readonly journal: Journal = {
    batches: async (tenant, after) =>
      [...(this.batches[tenant] ?? [])]
        .sort()
        .filter((batch) => after === undefined || batch > after)
        .slice(0, PAGE),
    endedJobs: async ({ tenant, batch }, datastoreId) => [
      ...(this.before.has(`${datastoreId} ${batch}`) ? ["job-of-before"] : []),
      ...this.started
        .filter((job) => job.outputPrefix === `${tenant}/results/${batch}/` && job.datastoreId === datastoreId)
        .filter(({ status }) => status === "COMPLETED")
        .map(({ jobId }) => jobId),
    ],
    last: async (tenant, datastoreId) => this.records.get(`${tenant} ${datastoreId}`),
    keep: async (tenant, datastoreId, record) => void this.records.set(`${tenant} ${datastoreId}`, record),
  };

  readonly jobs: ImportJobs = {
    start: async (request) => {
      const known = this.started.find(({ clientToken }) => clientToken === request.clientToken);
      if (known !== undefined) return known.jobId;
      if (this.started.filter(({ status }) => status === "IN_PROGRESS").length >= this.quota) {
        throw Object.assign(new Error("too many jobs"), { name: "ServiceQuotaExceededException" });
      }
      const jobId = `job-${this.started.length + 1}`;
      this.started.push({ ...request, jobId, status: this.ends.get(batchOf(request)) ?? this.end });
      return jobId;
    },
    state: async (_, jobId) => {
      const at = this.started.findIndex((job) => job.jobId === jobId);
      const status = this.started[at]?.status ?? "FAILED";
      const submitted = STARTED + at * 60_000;
      return {
        status,
        submittedAt: new Date(submitted).toISOString(),
        endedAt: status === "IN_PROGRESS" ? undefined : new Date(submitted + 300_000).toISOString(),
      };
    },
    summary: async () => ({ imported: FILES - 1, failed: 1 }),
  };

  /** An earlier replay has brought everything in, in a quarter of an hour for each organisation. */
  replayedBefore(): void {
    for (const [tenant, { length }] of Object.entries(this.batches)) {
      const counts = { batches: length, failedBatches: 0, files: 9 * length, refusedFiles: length, earlierBatches: 0 };
      this.records.set(`${tenant} ${STORES[tenant as keyof typeof STORES]}`, { seconds: 900, counts });
    }
  }

  /** Every job that runs ends. */
  finish(): void {
    for (const job of this.started) if (job.status === "IN_PROGRESS") job.status = "COMPLETED";
  }

  /** Batches that jobs were started for, in that order. */
  imported(): string[] {
    return this.started.map(({ inputPrefix }) => inputPrefix);
  }
}

const batchOf = ({ inputPrefix }: StartRequest): string => inputPrefix.split("/").at(-2) ?? "";
