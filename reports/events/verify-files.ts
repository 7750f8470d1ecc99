import * as path from "node:path";

import { folderStore } from "../ledger/folder-store";
import { openLedger } from "../ledger/ledger-reader";
import type { Activity } from "../model/activity";
import type { Problem } from "../model/report";
import type { EventFile } from "../queries/run";

import { eventPath, type EventFolder } from "./event-folder";
import { hashOf } from "./event-writer";
import { batchKey } from "./ingest";

export interface VerifiedFiles {
  /** Files that are what their receipts say. */
  readonly files: readonly (EventFile & { readonly sha256: string })[];
  readonly bytes: number;
  readonly ledger?: Activity["ledger"];
  /** What counts for nothing, and why. */
  readonly problems: readonly Problem[];
}

/**
 * Holds every file of the folder against its receipt, byte for byte, and the receipts against the ledger's tree, whose heads are
 * verified. A file that is missing or altered counts for nothing and is told.
 * @throws LedgerError for a ledger that is not whole.
 */
export async function verifyFiles(
  { folder, receipts, strange }: EventFolder,
  ledgerDir: string | undefined,
): Promise<VerifiedFiles> {
  const problems: Problem[] = strange.map(({ file, problem }) => ({ kind: "events", where: file, problem }));
  const files: VerifiedFiles["files"][number][] = [];
  let total = 0;
  for (const { batch } of receipts) {
    for (const { day, sha256, bytes, events } of batch.files) {
      const file = eventPath({ day, sha256 });
      const found = await foundAt(path.join(folder, file));
      total += found?.bytes ?? 0;
      if (found?.sha256 === sha256 && found.bytes === bytes)
        files.push({ path: path.join(folder, file), day, events, sha256 });
      else
        problems.push({
          kind: "events",
          where: file,
          problem: `${found === undefined ? "is missing" : "was altered"}: its ${events} events of ${day} count for nothing`,
        });
    }
  }
  if (ledgerDir === undefined) return { files, bytes: total, problems };
  const { newest, batches } = await openLedger(folderStore(ledgerDir), new Date());
  const missing = receipts.filter((receipt) => !batches.has(batchKey(receipt)));
  if (missing.length > 0)
    problems.push({
      kind: "events",
      where: missing[0]!.file,
      problem: `is not in the ledger${missing.length === 1 ? "" : `, nor are ${missing.length - 1} others`}: nobody vouches for its files; evidence ingest --ledger adds it`,
    });
  const ledger = {
    head: newest.key,
    sha256: newest.sha256,
    receipts: receipts.length - missing.length,
    missing: missing.length,
  };
  return { files, bytes: total, ledger, problems };
}

async function foundAt(file: string): Promise<{ sha256: string; bytes: number } | undefined> {
  try {
    return await hashOf(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
