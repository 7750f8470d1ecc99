import { z } from "zod";
import type { Signer } from "../../reports/ledger/keys";
import { sealLedger } from "../../reports/ledger/seal";
import { lockedUntil, prefixesSince, windowStart } from "./core";
import type { Clock, LedgerStore, Log, Reports, Signers } from "./ports";

/** No second try would mend the event. */
export class RefusedRun extends Error {
  override readonly name = "RefusedRun";
}

/** Something lies among the batches that no writer of ours leaves there. What else was new is sealed. */
export class StrangeObjects extends Error {
  override readonly name = "StrangeObjects";
}

const EVENT = z.strictObject({
  since: z.iso.date().optional(),
  scheduledAt: z.iso.datetime().optional(),
  successorKey: z
    .string()
    .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[A-Za-z0-9-]+$/)
    .optional(),
});

export interface SealedLedger {
  readonly heads: number;
  readonly batches: number;
  readonly records: number;
  /** Key and SHA-256 of the newest head. */
  readonly newest: string;
  readonly sha256: string;
  /** Ids of the reports that were made and kept. */
  readonly reports: readonly string[];
}

/**
 * Adds what came in to the ledger's tree and signs the new head; then makes the reports of what is sealed, keeps them, and signs a head over
 * their records too. What comes later is the next run's, and two at a time give heads one after the other. Where no report can be made the
 * ledger is sealed all the same, and the run fails.
 */
export function createHandler({
  store,
  signers,
  signingKey,
  reports,
  retentionDays,
  clock,
  log,
}: {
  store: LedgerStore;
  signers: Signers;
  /** ARN of the key, or of its alias. */
  signingKey: string;
  reports: Reports;
  /** Days that what is kept is locked. */
  retentionDays: number;
  clock: Clock;
  log: Log;
}) {
  return async (input: unknown): Promise<SealedLedger> => {
    const read = EVENT.safeParse(input);
    if (!read.success)
      throw new RefusedRun("wanted since (YYYY-MM-DD) or scheduledAt, and maybe successorKey, and nothing else");
    const { scheduledAt, successorKey } = read.data;
    const since = read.data.since ?? (scheduledAt === undefined ? undefined : windowStart(scheduledAt));
    if (since === undefined) throw new RefusedRun("wanted a day, since (YYYY-MM-DD), or the time of the schedule");
    const now = clock();
    if (Date.parse(since) > now.getTime()) throw new RefusedRun(`the day ${since} has not begun`);
    const successor: { successor?: Signer } =
      successorKey === undefined ? {} : { successor: await signers(successorKey) };
    const signer = await signers(signingKey);
    const common = { store, clock, since: new Date(since), prefixes: prefixesSince(since, now) };
    const { heads, batches, records, newest, torn, foreign } = await sealLedger({ ...common, signer, ...successor });
    for (const key of torn) log.error("a batch does not hold what its name says", { key });
    const sealed = { heads: heads.length, batches, records, newest: newest?.key ?? "", sha256: newest?.sha256 ?? "" };
    log.info("the ledger is sealed", { ...sealed, torn: torn.length, foreign: foreign.length });
    // Names of strangers are not told: whoever chose them may have named a patient.
    if (torn.length + foreign.length > 0)
      throw new StrangeObjects(`${torn.length} torn and ${foreign.length} foreign objects lie among the batches`);
    if (newest === undefined) return { ...sealed, reports: [] };
    const current = successor.successor ?? signer;
    const kept = await reports({ signer: current, asOf: now.toISOString(), until: lockedUntil(now, retentionDays) });
    for (const { record, folder } of kept) log.info("a report is kept", { report: record.reportId, folder });
    if (kept.length === 0) return { ...sealed, reports: [] };
    const over = await sealLedger({ ...common, signer: current });
    return {
      heads: sealed.heads + over.heads.length,
      batches: sealed.batches + over.batches,
      records: sealed.records + over.records,
      newest: over.newest?.key ?? sealed.newest,
      sha256: over.newest?.sha256 ?? sealed.sha256,
      reports: kept.map(({ record }) => record.reportId),
    };
  };
}
