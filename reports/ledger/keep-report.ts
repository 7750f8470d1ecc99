import { keptReportOf, type KeptReport } from "../model/kept-report";

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
 * list of files comes last but for the record, so what is cut short names nothing, and a repeat goes on and changes nothing.
 * @param report folder of a report, whole.
 * @throws LedgerError where the report is not what its list says, or the store's lock ends earlier than `until`.
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
  const signature = (await isThere(report, SIGNATURE_FILE)) ? [SIGNATURE_FILE] : [];
  const names = [...listed.map(({ name }) => name), ...signature, BUNDLE_FILE];
  const files: KeptReport["files"] = [];
  const locks: (Date | undefined)[] = [];
  let written = 0;
  for (const name of names) {
    const content = name === BUNDLE_FILE ? list : await readWhole(report, name);
    const key = reportKey(bundle, name);
    if ((await ledger.create(key, content)) === "created") written += 1;
    else if (!(await readWhole(ledger, key)).equals(content))
      throw new LedgerError(`${key} is in the ledger and differs; the report was not kept.`);
    files.push({ name, sha256: sha256Of(content), bytes: content.length });
    locks.push(await ledger.lockedUntil?.(key));
  }
  const record = keptReportOf({ reportId, asOf, bundle, files, lockedUntil: lockOf(locks, ledger, until) });
  const key = keptKey(bundle);
  const line = Buffer.from(`${JSON.stringify(record)}\n`);
  if ((await ledger.create(key, line)) === "exists" && !(await readWhole(ledger, key)).equals(line))
    throw new LedgerError(`${key} is in the ledger and says otherwise; the report's files were kept all the same.`);
  return { record, key, folder: reportKey(bundle, ""), written };
}

async function isThere(report: LedgerStore, name: string): Promise<boolean> {
  return readWhole(report, name).then(
    () => true,
    (error: unknown) => {
      if (error instanceof MissingObject) return false;
      throw error;
    },
  );
}

/** The first lock that ends: from then on the report is no longer whole for certain. */
function lockOf(locks: readonly (Date | undefined)[], { lockedUntil }: LedgerStore, until: Date): string | null {
  if (lockedUntil === undefined) return null;
  const ends = locks.map((one) => one?.getTime() ?? 0);
  const first = Math.min(...ends);
  if (first < until.getTime())
    throw new LedgerError(
      `The bucket does not lock the report until ${until.toISOString().slice(0, 10)} in compliance mode; it needs object lock, and the right to set it.`,
    );
  return new Date(first).toISOString();
}
