import * as fs from "node:fs";
import * as path from "node:path";
import { z } from "zod";

import { recordId } from "../../policies/record";
import { CollectionBusyError, CollectionWriteError } from "../errors";
import { parseCollected } from "../model/collected-record";
import { callSummary } from "../model/collection-run";
import type { ObservedRecord } from "../model/observed-record";
import { systemReason } from "../system-reason";

const cursorShape = z.object({
  runId: z.string().regex(/^[0-9a-f]{64}$/),
  startedAt: z.iso.datetime(),
  /** Of a run without a key of the caller: thrown away with this file. */
  key: z.string().optional(),
  asked: z.string(),
  /** Length of the draft, in bytes, that the rest speaks of. */
  bytes: z.number().int().min(0),
  /** By step: its next page, or null where all was read. */
  steps: z.record(z.string(), z.string().nullable()),
  /** What was asked for and counted so far. */
  calls: z.array(callSummary),
  missing: z.array(z.string()),
});

export type Cursor = z.infer<typeof cursorShape>;

/** How far it came since: a line a page, so that the work grows with the pages alone. */
const stepShape = z.object({
  bytes: z.number().int().min(0),
  step: z.string(),
  /** Its next page, null where all was read; left out where it is to be read anew. */
  next: z.string().nullish(),
  calls: z.array(callSummary),
  missing: z.array(z.string()),
});

export type Step = Omit<z.infer<typeof stepShape>, "bytes">;

/** The part of the file system that may fail under us; a test puts a full disk in its place. */
export type DraftFiles = Pick<typeof fs, "writeSync" | "fsyncSync" | "renameSync">;

/**
 * Records of a collection that is not over yet: lines in a hidden folder, with a cursor that says how far it came. What comes after the
 * cursor's length is torn or untold, and cut off when it goes on. Nothing is in the folder of evidence before the whole is.
 */
export class CollectionDraft {
  private readonly folder: string;
  private readonly seen = new Set<string>();
  private handle = -1;
  private cursor = -1;
  private bytes = 0;

  /** @param name of the collection: letters, digits, dots and hyphens. */
  constructor(
    private readonly out: string,
    private readonly name: string,
    private readonly files: DraftFiles = fs,
  ) {
    this.folder = path.join(out, ".collecting", name);
  }

  /**
   * Takes the draft for this process alone.
   * @returns the cursor of one that was stopped, where it shall go on and asked for the same.
   * @throws CollectionBusyError where another process is at it.
   */
  open(resume: boolean, asked: string, told: (record: ObservedRecord) => void): Cursor | undefined {
    return this.guarded(() => {
      fs.mkdirSync(this.folder, { recursive: true, mode: 0o700 });
      this.lock();
      const cursor = resume ? this.readCursor() : undefined;
      const going = cursor?.asked === asked ? cursor : undefined;
      this.handle = fs.openSync(this.at("draft.part"), going === undefined ? "w+" : "a+", 0o600);
      if (going !== undefined) {
        fs.ftruncateSync(this.handle, going.bytes);
        this.bytes = going.bytes;
        for (const record of this.readBack()) {
          this.seen.add(contentOf(record));
          told(record);
        }
      }
      return going;
    });
  }

  /** @returns whether it was new. */
  append(record: ObservedRecord): boolean {
    const said = contentOf(record);
    if (this.seen.has(said)) return false;
    this.seen.add(said);
    this.write(record);
    return true;
  }

  /** Writes down where it begins, or goes on. */
  begin(cursor: Omit<Cursor, "bytes">): void {
    this.guarded(() => {
      const draft = this.at("cursor.jsonl.tmp");
      fs.writeFileSync(draft, `${JSON.stringify({ ...cursor, bytes: this.bytes })}\n`, { mode: 0o600 });
      this.files.renameSync(draft, this.at("cursor.jsonl"));
      this.cursor = fs.openSync(this.at("cursor.jsonl"), "a", 0o600);
    });
  }

  /** Makes safe what was appended, and writes down how far a step came. */
  save(step: Step): void {
    this.guarded(() => {
      this.files.fsyncSync(this.handle);
      this.put(this.cursor, { ...step, bytes: this.bytes });
    });
  }

  /** Writes the last line and puts the whole into the folder of evidence, in one step. @returns the file. */
  finish(last: object, fileName: string): string {
    this.write(last);
    return this.guarded(() => {
      this.files.fsyncSync(this.handle);
      this.close();
      const file = path.join(this.out, fileName);
      this.files.renameSync(this.at("draft.part"), file);
      fs.rmSync(this.folder, { recursive: true, force: true });
      return file;
    });
  }

  get records(): number {
    return this.seen.size;
  }

  /** Leaves the draft for another go. */
  close(): void {
    for (const handle of [this.handle, this.cursor]) if (handle !== -1) fs.closeSync(handle);
    [this.handle, this.cursor] = [-1, -1];
    fs.rmSync(this.at("lock"), { force: true });
  }

  private write(record: object): void {
    this.guarded(() => (this.bytes += this.put(this.handle, record)));
  }

  private put(handle: number, line: object): number {
    const bytes = Buffer.from(`${JSON.stringify(line)}\n`);
    for (let at = 0; at < bytes.length;) at += this.files.writeSync(handle, bytes, at);
    return bytes.length;
  }

  private *readBack(): Generator<ObservedRecord> {
    for (const line of fs.readFileSync(this.at("draft.part"), "utf8").split("\n")) {
      if (line === "") continue;
      const parsed = parseCollected(JSON.parse(line));
      if (parsed.kind === "record" && parsed.record.kind !== "collection-run") yield parsed.record;
    }
  }

  private readCursor(): Cursor | undefined {
    try {
      const [first = "", ...lines] = fs.readFileSync(this.at("cursor.jsonl"), "utf8").split("\n");
      const cursor = cursorShape.parse(JSON.parse(first));
      // The last line is torn where a kill came while it was written; the one before it holds.
      for (const line of lines.slice(0, -1)) {
        const { step, next, ...rest } = stepShape.parse(JSON.parse(line));
        if (next === undefined) delete cursor.steps[step];
        else cursor.steps[step] = next;
        Object.assign(cursor, rest);
      }
      return fs.statSync(this.at("draft.part")).size >= cursor.bytes ? cursor : undefined;
    } catch {
      // None, or none that can be read: the collection begins anew.
      return undefined;
    }
  }

  private lock(): void {
    for (;;) {
      try {
        fs.writeFileSync(this.at("lock"), String(process.pid), { flag: "wx" });
        return;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      }
      const holder = Number(fs.readFileSync(this.at("lock"), "utf8"));
      if (isAlive(holder))
        throw new CollectionBusyError(`Another collection of ${this.name} is under way (process ${holder}).`);
      fs.rmSync(this.at("lock"), { force: true });
    }
  }

  private at(file: string): string {
    return path.join(this.folder, file);
  }

  private guarded<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw new CollectionWriteError(
        `Evidence cannot be written to "${this.out}": ${systemReason(error)}. What was collected before is kept; --resume goes on from there.`,
      );
    }
  }
}

/** What a record says, whichever request told it: a page that is read again has another one. */
function contentOf({ call: _, request: __, ...said }: ObservedRecord): string {
  return recordId(said);
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
