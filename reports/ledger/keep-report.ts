import { keptReportOf, LEAST_KEPT_DAYS, parseKeptReport, type KeptReport } from "../model/kept-report";

import { BUNDLE_FILE, readBundle, SIGNATURE_FILE } from "./bundle-format";
import { LedgerError } from "./errors";
import { sentence } from "./finding";
import { sha256Of } from "./head";
import { keptKey, reportKey } from "./names";
import { MissingObject, readWhole, type LedgerStore } from "./store";
import { verifyBundle } from "./verify-bundle";

export interface Kept {
  readonly record: KeptReport;
  /** Key of the record in the ledger, and of the folder of the report's files. */
  readonly key: string;
  readonly folder: string;
  /** Files that were not there before. */
  readonly written: number;
}

/**
 * Puts the files of a report into a ledger, as they are, and a record that names each by its hash; the ledger's next head covers it. The
 * list of files comes last but for the record, so what is cut short names nothing. A repeat goes on where an earlier go ended, on whatever
 * day: what is there stays as it is, its lock too.
 * @param report folder of a report, whole.
 * @param until the lock of files that this go writes has to reach this moment.
 * @throws LedgerError where the report is not what its list says, or the store's lock ends too early.
 */
export async function keepReport(report: LedgerStore, ledger: LedgerStore, until: Date): Promise<Kept> {
  const verdict = await verifyBundle({ store: report });
  const [fault] = verdict.findings.filter(({ weight }) => weight === "fault");
  if (fault !== undefined || verdict.bundle === undefined)
    throw new LedgerError(
      `The report is not whole, and nothing of it was kept: ${fault === undefined ? "it has no list" : sentence(fault)}.`,
    );
  const list = await readWhole(report, BUNDLE_FILE);
  const bundle = sha256Of(list);
  const { reportId, asOf, files: listed } = readBundle(list);
  const signature = (await readIfThere(report, SIGNATURE_FILE)) === undefined ? [] : [SIGNATURE_FILE];
  const names = [...listed.map(({ name }) => name), ...signature, BUNDLE_FILE];
  const files: KeptReport["files"] = [];
  const locks: Lock[] = [];
  for (const name of names) {
    const content = name === BUNDLE_FILE ? list : await readWhole(report, name);
    const key = reportKey(bundle, name);
    const isNew = (await ledger.create(key, content)) === "created";
    if (!isNew && !(await readWhole(ledger, key)).equals(content))
      throw new LedgerError(`${key} is in the ledger and differs; the report was not kept.`);
    files.push({ name, sha256: sha256Of(content), bytes: content.length });
    locks.push({ key, isNew, end: await ledger.lockedUntil?.(key) });
  }
  const kept = {
    key: keptKey(bundle),
    folder: reportKey(bundle, ""),
    written: locks.filter(({ isNew }) => isNew).length,
  };
  const earlier = await readIfThere(ledger, kept.key);
  if (earlier !== undefined) return { record: recordOf(earlier, bundle, kept.key), ...kept };
  const lockedUntil = ledger.lockedUntil === undefined ? null : firstEnd(locks, until, leastEnd(asOf));
  const record = keptReportOf({ reportId, asOf, bundle, files, lockedUntil });
  await ledger.create(kept.key, Buffer.from(`${JSON.stringify(record)}\n`));
  return { record, ...kept };
}

interface Lock {
  readonly key: string;
  /** Written by this go; else by an earlier one, whose lock began then. */
  readonly isNew: boolean;
  readonly end: Date | undefined;
}

function recordOf(line: Buffer, bundle: string, key: string): KeptReport {
  const record = parseKeptReport(line.toString("utf8"));
  if (record?.bundle === bundle) return record;
  throw new LedgerError(`${key} is in the ledger and says otherwise; the report's files were kept all the same.`);
}

async function readIfThere(store: LedgerStore, name: string): Promise<Buffer | undefined> {
  return readWhole(store, name).catch((error: unknown) => {
    if (error instanceof MissingObject) return undefined;
    throw error;
  });
}

const leastEnd = (asOf: string): Date => new Date(Date.parse(asOf) + LEAST_KEPT_DAYS * 86_400_000);

/** The first lock that ends: from then on the report is no longer whole for certain. */
function firstEnd(locks: readonly Lock[], until: Date, least: Date): string {
  for (const { key, isNew, end } of locks) {
    const wanted = isNew ? until : least;
    if (end === undefined || end < wanted)
      throw new LedgerError(
        `The bucket does not lock ${isNew ? "the report" : key} until ${wanted.toISOString().slice(0, 10)} in compliance mode; it needs object lock, and the right to set it.`,
      );
  }
  return new Date(Math.min(...locks.map(({ end }) => end!.getTime()))).toISOString();
}
