import { readdir, readFile } from "node:fs/promises";
import * as path from "node:path";

import { EvidenceFolderError } from "../errors";
import { parseCollected } from "../model/collected-record";
import { parseEventBatch } from "../model/event-batch";

import type { Collection } from "./collection";

/** Batches of the live intake, as they lie in the ledger: `batches/day=YYYY-MM-DD/<sha256>.jsonl`. */
const BATCH = /^(?:.*\/)?day=\d{4}-\d\d-\d\d\/[0-9a-f]{64}\.jsonl$/;

/**
 * Reads what the intake observed (consent, PHI, remediation, drills, backups) back from a copy of the ledger. A line that is torn,
 * altered or of another kind counts for nothing and makes the collection incomplete.
 * @throws EvidenceFolderError
 */
export async function collectLedger(collection: Collection, folder: string): Promise<void> {
  const names = await batchNames(folder);
  if (names.length === 0) collection.lack("ledger no-batches");
  for (const name of names) {
    const lines = (await readFile(path.join(folder, name), "utf8")).split("\n");
    for (const line of lines) {
      // What vouches for files of audit events is no observation; the files are read by the queries over events.
      if (line === "" || (line.includes('"event-batch"') && parseEventBatch(line) !== undefined)) continue;
      const parsed = parseCollected(json(line));
      if (parsed.kind === "refused") collection.lack("ledger lines-refused");
      else if (parsed.record.kind !== "collection-run") collection.keep(parsed.record);
    }
  }
}

async function batchNames(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true });
    return entries
      .map((entry) => entry.split(path.sep).join("/"))
      .filter((entry) => BATCH.test(entry))
      .sort();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "ENOENT" && code !== "ENOTDIR" && code !== "EACCES") throw error;
    const why =
      code === "ENOENT" ? "it does not exist" : code === "ENOTDIR" ? "it is not a folder" : "access is denied";
    throw new EvidenceFolderError(`The copy of the ledger "${folder}" cannot be read: ${why}`);
  }
}

function json(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
