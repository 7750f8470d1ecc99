import { readFile } from "node:fs/promises";
import * as path from "node:path";

import { readPolicyRecords } from "../sources/policy-records";

import { LedgerError } from "./errors";
import { POLICY_RECORDS } from "./names";
import { readWhole, type LedgerStore } from "./store";

/**
 * Copies the files of records below a folder into the ledger, under their own names; what is there already is left alone. Nothing is
 * copied where a line is no whole record, for what is in the ledger stays there.
 * @throws LedgerError, or EvidenceFolderError where the folder cannot be read.
 */
export async function addRecords(store: LedgerStore, folder: string): Promise<{ added: number; there: number }> {
  const { files, problems } = await readPolicyRecords(folder);
  const [first] = problems;
  if (first !== undefined)
    throw new LedgerError(`Nothing was added to the ledger: in ${folder}, ${first.where}: ${first.problem}.`);
  const counts = { added: 0, there: 0 };
  for (const { file } of files) {
    const content = await readFile(path.join(folder, file));
    const key = `${POLICY_RECORDS}${file}`;
    const isNew = (await store.create(key, content)) === "created";
    if (!isNew && !(await readWhole(store, key)).equals(content))
      throw new LedgerError(
        `${file} differs from ${key} in the ledger, where a file is never changed; name it otherwise.`,
      );
    counts[isNew ? "added" : "there"] += 1;
  }
  return counts;
}
