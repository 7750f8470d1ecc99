import { randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { link, lstat, mkdir, open, readdir, unlink } from "node:fs/promises";
import * as path from "node:path";

import { systemReason } from "../system-reason";

import { LedgerError } from "./errors";
import { WRITING } from "./names";
import { MissingObject, type LedgerStore, type StoredObject } from "./store";

/** The file system as far as writing needs it; a test puts one in its place that is killed. */
export interface LedgerFiles {
  readonly mkdir: typeof mkdir;
  readonly open: typeof open;
  readonly link: typeof link;
  readonly unlink: typeof unlink;
}

const FILES: LedgerFiles = { mkdir, open, link, unlink };

const CHUNK_BYTES = 1 << 20;

/**
 * A ledger in a folder. An object is written beside, brought to the disk, and then linked to its name, which fails where the name is
 * taken: a reader sees it whole or not at all, and nobody replaces it. Links and devices are refused with a LedgerError, as is a disk that
 * takes no more.
 */
export function folderStore(folder: string, files: LedgerFiles = FILES): LedgerStore {
  const at = (key: string): string => path.join(folder, ...key.split("/"));
  return {
    async *list(prefix) {
      yield* await listFolder(folder, prefix);
    },
    async *read(key) {
      try {
        yield* createReadStream(at(key), { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new MissingObject(key);
        throw error;
      }
    },
    async create(key, content) {
      try {
        return await createFile(at(`${WRITING}${randomUUID()}`), at(key), content, files);
      } catch (error) {
        throw new LedgerError(`${key} cannot be written to the ledger in ${folder}: ${systemReason(error)}.`);
      }
    },
  };
}

async function createFile(
  draft: string,
  target: string,
  content: Uint8Array,
  files: LedgerFiles,
): Promise<"created" | "exists"> {
  await makeFolder(path.dirname(draft), files);
  await makeFolder(path.dirname(target), files);
  const handle = await files.open(draft, "wx", 0o644);
  try {
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await files.link(draft, target);
    await syncFolder(path.dirname(target), files);
    return "created";
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return "exists";
    throw error;
  } finally {
    await files.unlink(draft);
  }
}

/** Makes the folder and those above it that are missing, and brings their entries to the disk. */
async function makeFolder(folder: string, files: LedgerFiles): Promise<void> {
  const first = await files.mkdir(folder, { recursive: true });
  if (first === undefined) return;
  for (let made = folder; ; made = path.dirname(made)) {
    await syncFolder(path.dirname(made), files);
    if (made === first || made === path.dirname(made)) return;
  }
}

async function syncFolder(folder: string, files: LedgerFiles): Promise<void> {
  const handle = await files.open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function listFolder(folder: string, prefix: string): Promise<StoredObject[]> {
  // The prefix need not end where a folder does.
  const start = prefix.slice(0, prefix.lastIndexOf("/") + 1);
  const from = path.join(folder, start);
  let entries;
  try {
    entries = await readdir(from, { recursive: true, withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  const strange = entries.find((entry) => !entry.isDirectory() && !entry.isFile());
  if (strange !== undefined)
    throw new LedgerError(
      `${path.join(strange.parentPath, strange.name)} is a link or a device; wanted plain files alone.`,
    );
  const keys = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .filter((key) => key.startsWith(prefix))
    .sort();
  const objects: StoredObject[] = [];
  for (const key of keys) {
    const object = await objectAt(folder, key);
    // Somebody's draft may have gone meanwhile.
    if (object !== undefined) objects.push(object);
  }
  return objects;
}

async function objectAt(folder: string, key: string): Promise<StoredObject | undefined> {
  try {
    const { size, mtime } = await lstat(path.join(folder, key));
    return { key, bytes: size, modified: mtime };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
