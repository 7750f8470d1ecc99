import { readdir, readFile } from "node:fs/promises";
import * as path from "node:path";

import { EventsError } from "../queries/errors";
import { parseEventBatch, type EventBatch, type StoredEventFile } from "../model/event-batch";
import { systemReason } from "../system-reason";

/** In a folder of audit events: the Parquet files, by day; what vouches for them; and what is being written. */
export const EVENTS = "events";
export const RECEIPTS = "receipts";
export const WRITING = ".writing";

/** Where a file lies below the folder. */
export const eventPath = ({ day, sha256 }: Pick<StoredEventFile, "day" | "sha256">): string =>
  path.join(EVENTS, `day=${day}`, `${sha256}.parquet`);

/** Where a receipt lies below the folder, by the piece of input that it is of. */
export const receiptPath = (input: string): string => path.join(RECEIPTS, `${input}.jsonl`);

export interface Receipt {
  /** Below the folder. */
  readonly file: string;
  /** The bytes, which a ledger has as they are. */
  readonly text: string;
  readonly batch: EventBatch;
}

export interface EventFolder {
  readonly folder: string;
  /** By time of intake. */
  readonly receipts: readonly Receipt[];
  /** Receipts that are torn or altered, and files below `events` that none names. */
  readonly strange: readonly { readonly file: string; readonly problem: string }[];
}

/**
 * Reads the receipts, and the names of the files beside them.
 * @throws EventsError where the folder can't be read or holds no audit events.
 */
export async function readEventFolder(folder: string): Promise<EventFolder> {
  try {
    const names = (await namesIn(path.join(folder, RECEIPTS))).filter((name) => name.endsWith(".jsonl"));
    const strange: { file: string; problem: string }[] = [];
    const receipts: Receipt[] = [];
    for (const name of names.sort()) {
      const file = path.join(RECEIPTS, name);
      const text = await readFile(path.join(folder, file), "utf8");
      const batch = text.endsWith("\n") ? parseEventBatch(text) : undefined;
      if (batch === undefined || file !== receiptPath(batch.input))
        strange.push({
          file,
          problem: "is no whole receipt: it was torn or altered; the files it names count for nothing",
        });
      else receipts.push({ file, text, batch });
    }
    const named = new Set(receipts.flatMap(({ batch }) => batch.files.map(eventPath)));
    const present = (await namesIn(path.join(folder, EVENTS), true)).map((name) => path.join(EVENTS, name));
    for (const file of present.filter((name) => name.endsWith(".parquet") && !named.has(name)).sort())
      strange.push({ file, problem: "is named by no receipt: it was not taken in, and counts for nothing" });
    receipts.sort((a, b) => (a.batch.collectedAt + a.file < b.batch.collectedAt + b.file ? -1 : 1));
    return { folder, receipts, strange };
  } catch (error) {
    throw new EventsError(`The audit events in ${folder} cannot be read: ${systemReason(error)}.`);
  }
}

/** None where there is no folder. */
async function namesIn(folder: string, recursive = false): Promise<string[]> {
  try {
    return await readdir(folder, { recursive });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}

/** Every file that counts. */
export const filesOf = ({ receipts }: Pick<EventFolder, "receipts">): readonly StoredEventFile[] =>
  receipts.flatMap(({ batch }) => batch.files);
