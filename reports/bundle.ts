import { readFile } from "node:fs/promises";
import * as path from "node:path";

import { recordId } from "../policies/record";

import { bundleFiles, type Files, type Tree } from "./ledger/bundle";
import { folderStore } from "./ledger/folder-store";
import type { Signer } from "./ledger/keys";
import { openLedger } from "./ledger/ledger-reader";
import { POLICY_RECORDS } from "./ledger/names";
import { parseRecord } from "./model/record-parser";
import type { Report } from "./model/report";
import type { LoadedRecords } from "./sources/policy-records";

export interface BundleOptions {
  readonly signer?: Signer;
  /** The ledger's folder, where the records were read from it. */
  readonly ledgerDir?: string;
  /** The tree of an earlier report, from which the ledger has to go on. */
  readonly earlier?: Tree;
}

/**
 * The report's files with the list of them all, its signature, and, where the records are from a ledger, its newest head and the proofs.
 * @throws LedgerError for a ledger that is not whole.
 */
export async function bundleOf(
  { id, asOf }: Pick<Report, "id" | "asOf">,
  files: Files,
  records: LoadedRecords,
  { signer, ledgerDir, earlier }: BundleOptions,
): Promise<Files> {
  const common = { reportId: id, asOf, ...(signer === undefined ? {} : { signer }) };
  if (ledgerDir === undefined) return bundleFiles({ ...common, files });
  const all = new Map(files);
  const drawnOn = records.files.map(({ file }) => ({ file: `records/${file}`, key: `${POLICY_RECORDS}${file}` }));
  for (const { file, key } of drawnOn) {
    const original = await readFile(path.join(ledgerDir, key), "utf8");
    if (all.has(file) && holdsRecordsAlone(original)) all.set(file, original);
  }
  const open = await openLedger(folderStore(ledgerDir), new Date());
  const present = drawnOn.filter(({ file }) => all.has(file));
  return bundleFiles({
    ...common,
    files: all,
    ledger: { open, drawnOn: present, ...(earlier === undefined ? {} : { earlier }) },
  });
}

/**
 * Whether a file may go beside a report byte for byte: each line is a whole record in the one spelling that JSON gives it, so that
 * nothing is in it that nobody looked at.
 */
export function holdsRecordsAlone(text: string): boolean {
  if (!text.endsWith("\n")) return false;
  return text
    .slice(0, -1)
    .split("\n")
    .every((line) => {
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        return false;
      }
      const parsed = parseRecord(value);
      return JSON.stringify(value) === line && parsed.kind === "record" && recordId(parsed.record) === parsed.record.id;
    });
}
