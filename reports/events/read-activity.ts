import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";

import type { Activity } from "../model/activity";
import type { Problem } from "../model/report";
import { QUERY_NAMES, readQuery } from "../queries/catalogue";
import { EngineFailure, openEngine, USUAL_LIMITS, type EngineLimits } from "../queries/duckdb";
import { EventsError } from "../queries/errors";
import { runQueries } from "../queries/run";

import { readEventFolder } from "./event-folder";
import { activityFindings } from "./findings";
import { verifyFiles, type VerifiedFiles } from "./verify-files";

export interface ActivityOptions {
  /** Folder of audit events, as `evidence ingest` writes it. */
  readonly eventsDir: string;
  /** The ledger that vouches for them, if there is one. */
  readonly ledgerDir?: string;
  /** UTC days, YYYY-MM-DD: the first, and the first after the period. */
  readonly from: string;
  readonly to: string;
  /** Hex; without it no sample is drawn. */
  readonly seed?: string;
  readonly limits?: EngineLimits;
}

export interface ReadActivity {
  readonly activity: Activity;
  readonly problems: readonly Problem[];
  /** What it took; no part of a report, which has the same bytes on every machine. */
  readonly cost: { readonly verifySeconds: number; readonly querySeconds: number; readonly bytes: number };
}

/**
 * Verifies the files of audit events and asks every query of the period.
 * @throws EventsError or LedgerError, each with one sentence.
 */
export async function readActivity(options: ActivityOptions): Promise<ReadActivity> {
  const { eventsDir, ledgerDir, from, to, seed } = options;
  const held = await readEventFolder(eventsDir);
  if (held.receipts.length === 0)
    throw new EventsError(`${eventsDir} holds no audit events; wanted a folder that evidence ingest wrote.`);
  const begun = performance.now();
  const verified = await verifyFiles(held, ledgerDir);
  const verifiedAt = performance.now();
  if (verified.files.length === 0)
    throw new EventsError(
      `None of the files of audit events in ${eventsDir} is what its receipt says; nothing was asked.`,
    );
  const tables = await tablesOf(verified, options);
  const { files, problems, ledger } = verified;
  const own = files.filter(({ day }) => day >= from && day < to);
  const activity: Omit<Activity, "findings"> = {
    from,
    to,
    ...(seed === undefined ? {} : { seed }),
    events: own.reduce((sum, { events }) => sum + events, 0),
    files: own.length,
    digest: digestOf(own.map(({ sha256 }) => sha256)),
    refused: held.receipts.reduce(
      (sum, { batch }) => sum + batch.refused.reduce((all, { lines }) => all + lines, 0),
      0,
    ),
    doubled: held.receipts.reduce((sum, { batch }) => sum + batch.doubled, 0),
    complete: problems.length === 0,
    ...(ledger === undefined ? {} : { ledger }),
    tables,
  };
  return {
    activity: { ...activity, findings: activityFindings(activity) },
    problems,
    cost: {
      verifySeconds: (verifiedAt - begun) / 1000,
      querySeconds: (performance.now() - verifiedAt) / 1000,
      bytes: verified.bytes,
    },
  };
}

async function tablesOf({ files }: VerifiedFiles, options: ActivityOptions): Promise<Activity["tables"]> {
  const { from, to, seed, limits = USUAL_LIMITS } = options;
  const names = QUERY_NAMES.filter((name) => name !== "sample" || seed !== undefined);
  const spill = await mkdtemp(path.join(tmpdir(), "phiguard-query-"));
  try {
    const engine = await openEngine({ ...limits, spill });
    try {
      const results = await runQueries(engine, files, { from, to, seed: seed ?? "" }, names);
      return names.map((name) => {
        const { title, citations, foundBy } = readQuery(name);
        return { name, title, citations, foundBy, ...results.get(name)! };
      });
    } finally {
      engine.close();
    }
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    const why = /no space left/i.test(error.message)
      ? "the disk for what does not fit into memory is full"
      : error.message.split("\n")[0];
    throw new EventsError(`The audit events in ${options.eventsDir} could not be asked: ${why}.`);
  } finally {
    await rm(spill, { recursive: true, force: true });
  }
}

function digestOf(hashes: readonly string[]): string {
  return createHash("sha256")
    .update(
      [...hashes]
        .sort()
        .map((hash) => `${hash}\n`)
        .join(""),
    )
    .digest("hex");
}
