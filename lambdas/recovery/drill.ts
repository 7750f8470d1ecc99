import { createHash } from "node:crypto";
import { z } from "zod";
import { MODES } from "./contract";

/** Kinds of stores, and of copies that they can be recovered from. */
export const KINDS = ["bucket", "database", "table", "stream", "backup", "journal"] as const;
export type Kind = (typeof KINDS)[number];

/** How far a store's copy was behind. What could not be measured has no figure: it is no evidence, and no success. */
export interface Measurement {
  readonly kind: Kind;
  /** ARN of the copy, or of the store itself where it has none. */
  readonly subject: string;
  readonly recoveryPointSeconds?: number | undefined;
  /** The most that is stated for it. */
  readonly targetSeconds: number;
}

/** One recovery: what was done, whether it is over, how long it took. */
export interface Recovery {
  readonly kind: Kind;
  readonly subject: string;
  readonly status: "RUNNING" | "DONE" | "FAILED";
  /** Nothing was made; a time, if there is one, is that of an earlier real recovery. */
  readonly simulated: boolean;
  readonly recoveryTimeSeconds?: number | undefined;
  /** What a replay of images brought in; where it is simulated, what the last one did. */
  readonly counts?: ReplayCounts | undefined;
  /** Job of AWS Backup or HealthLake, while it runs and after. */
  readonly jobId?: string | undefined;
  /** A code; why it failed or was not tried. */
  readonly reason?: string | undefined;
}

/** What a step that takes its time hands on: its recoveries, and when to ask again. */
export interface Step {
  readonly status: "RUNNING" | "DONE";
  readonly waitSeconds: number;
  readonly waitedSeconds: number;
  readonly recoveries: readonly Recovery[];
}

const count = z.number().int().min(0);
/** How much a replay of images did. */
export const replayCounts = z.object({
  /** Batches whose import job ended, and of these the ones of which nothing came in. */
  batches: count,
  failedBatches: count,
  /** Files that came in, and that HealthImaging left out. */
  files: count,
  refusedFiles: count,
  /** Batches that an earlier replay brought into the same data store. */
  earlierBatches: count,
});
export type ReplayCounts = Readonly<z.infer<typeof replayCounts>>;

/** How far one organisation's images are replayed, from which the next call of the function goes on. */
const imageReplay = z.object({
  tenant: z.string(),
  datastoreId: z.string(),
  /** The last batch that was looked at. */
  after: z.string().optional(),
  /** Batches may follow it. */
  hasMore: z.boolean(),
  running: z.array(z.object({ batch: z.string(), jobId: z.string() })).readonly(),
  counts: replayCounts,
  /** Start of the first job and end of the last one, as HealthImaging tells them. */
  firstAt: z.iso.datetime().optional(),
  lastAt: z.iso.datetime().optional(),
});
export type ImageReplay = Readonly<z.infer<typeof imageReplay>>;

const recovery = z.object({
  kind: z.enum(KINDS),
  subject: z.string().startsWith("arn:"),
  status: z.enum(["RUNNING", "DONE", "FAILED"]),
  simulated: z.boolean(),
  recoveryTimeSeconds: z.number().min(0).optional(),
  counts: replayCounts.optional(),
  jobId: z.string().optional(),
  reason: z.string().optional(),
});
const step = z.object({
  status: z.enum(["RUNNING", "DONE"]),
  waitSeconds: z.number(),
  waitedSeconds: z.number(),
  recoveries: z.array(recovery).readonly(),
});
const measurement = z.object({
  kind: z.enum(KINDS),
  subject: z.string().startsWith("arn:"),
  recoveryPointSeconds: z.number().min(0).optional(),
  targetSeconds: z.number(),
});

const EVENT = z.looseObject({
  mode: z.enum(MODES),
  /** ARN of the state machine's execution. */
  execution: z.string().startsWith("arn:"),
  startedAt: z.iso.datetime(),
  measurements: z.array(measurement).readonly().optional(),
  promotion: step.optional(),
  restores: step.optional(),
  replay: step.optional(),
  images: step.extend({ replays: z.array(imageReplay).readonly() }).optional(),
  /** When it ended, so that each try tells the same; executions from before the machine noted it have none. */
  noted: z.object({ at: z.iso.datetime() }).optional(),
});
export type DrillEvent = z.infer<typeof EVENT>;

/** The event is not the drill's; no second try would mend it. */
export class MalformedDrill extends Error {
  override readonly name = "MalformedDrill";
}

/** Throws MalformedDrill with the names of the fields that can't be read. */
export function drillEvent(input: unknown): DrillEvent {
  const read = EVENT.safeParse(input);
  if (read.success) return read.data;
  throw new MalformedDrill(read.error.issues.map(({ path }) => path.join(".")).join(", "));
}

const FIRST_WAIT_SECONDS = 30;
const LONGEST_WAIT_SECONDS = 300;

/** The step after its recoveries were started or asked after; it waits as long again as it has waited, five minutes at most by default. */
export function stepOf(
  recoveries: readonly Recovery[],
  before?: Step,
  longestWaitSeconds: number = LONGEST_WAIT_SECONDS,
): Step {
  const waitedSeconds = before === undefined ? 0 : before.waitedSeconds + before.waitSeconds;
  return {
    status: recoveries.some(({ status }) => status === "RUNNING") ? "RUNNING" : "DONE",
    waitSeconds: Math.min(longestWaitSeconds, Math.max(FIRST_WAIT_SECONDS, waitedSeconds)),
    waitedSeconds,
    recoveries,
  };
}

/** Eight characters that are the same for each try of one execution, and no other's. */
export function drillToken({ execution }: Pick<DrillEvent, "execution">): string {
  return createHash("sha256").update(execution).digest("hex").slice(0, 8);
}

export function secondsBetween(earlier: string, later: string): number {
  return Math.max(0, Math.round((Date.parse(later) - Date.parse(earlier)) / 1000));
}

/** Counts, ids and codes; never the name of an object or anything of a record. */
export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
}

export interface Clock {
  /** ISO 8601, UTC. */
  now(): string;
}
