import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { access, link, mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";

import { eventBatchOf, parseEventBatch, type EventBatch, type StoredEventFile } from "../model/event-batch";
import { EVENT_COLUMNS } from "../queries/columns";
import { quoted, type Engine } from "../queries/duckdb";

import { EVENTS, eventPath, filesOf, receiptPath, RECEIPTS, WRITING, type EventFolder } from "./event-folder";
import type { PieceRead } from "./read-piece";

/** The file system as far as taking-in needs it; a test puts one in its place that is killed or full. */
export interface EventFiles {
  readonly mkdir: typeof mkdir;
  readonly writeFile: typeof writeFile;
  readonly rename: typeof rename;
  readonly link: typeof link;
  readonly rm: typeof rm;
  readonly open: typeof open;
}

export const EVENT_FILES: EventFiles = { mkdir, writeFile, rename, link, rm, open };

/** Ends the name of a receipt whose files are all written, and not yet all in their places. */
const PLAN = ".plan";

/**
 * Writes pieces of events into a folder. Everything is prepared below `.writing`; once the plan of a piece, its receipt to be, is there, the
 * piece is carried through, by the next one who opens the folder if need be. Before that nothing of it counts. So a kill at any point
 * loses no piece that was told as taken in, and doubles none.
 */
export class EventWriter {
  /** Files that hold events of a day. */
  private readonly byDay = new Map<string, string[]>();

  private constructor(
    private readonly folder: string,
    private readonly engine: Engine,
    private readonly files: EventFiles,
  ) {}

  /** Makes the folder ready: what was cut short is carried through or cleared away. The caller holds the folder's lock. */
  static async open(
    folder: string,
    engine: Engine,
    known: () => Promise<EventFolder>,
    files: EventFiles = EVENT_FILES,
  ): Promise<{ writer: EventWriter; held: EventFolder }> {
    const writer = new EventWriter(folder, engine, files);
    for (const name of [EVENTS, RECEIPTS]) await files.mkdir(path.join(folder, name), { recursive: true });
    await writer.recover();
    const held = await known();
    for (const file of filesOf(held)) writer.remember(file);
    return { writer, held };
  }

  /** Adds the events of a piece that are not there yet. @returns the receipt. */
  async add(input: string, read: PieceRead, collectedAt: string): Promise<EventBatch> {
    const { engine, files } = this;
    const draft = path.join(this.folder, WRITING, `${input}.csv`);
    const days = await this.load(draft, read);
    const stored: StoredEventFile[] = [];
    for (const [day, events] of days) {
      const file = path.join(this.folder, WRITING, `${input}-${day}.parquet`);
      const columns = EVENT_COLUMNS.map(([name]) => name).join(", ");
      await engine.run(
        `COPY (SELECT ${columns} FROM piece WHERE day = ${quoted(day)} ORDER BY observed_at, id) TO ${quoted(file)} (FORMAT parquet, COMPRESSION zstd)`,
      );
      await this.toDisk(file);
      stored.push({ day, events, ...(await hashOf(file)) });
    }
    await engine.run("DROP TABLE piece");
    await files.rm(draft, { force: true });
    const events = stored.reduce((sum, file) => sum + file.events, 0);
    const batch = eventBatchOf({
      collectedAt,
      input,
      lines: read.lines,
      events,
      doubled: read.events - events,
      refused: [...read.refused].map(([reason, { lines }]) => ({ reason, lines })),
      files: stored,
    });
    await this.commit(batch);
    return batch;
  }

  /** The piece as a table, less what is there twice and what is held already. @returns events by day. */
  private async load(draft: string, { csv, events }: PieceRead): Promise<readonly (readonly [string, number])[]> {
    const { engine } = this;
    await this.files.writeFile(draft, csv);
    const types = EVENT_COLUMNS.map(([name, type]) => `${name}: '${type === "TIMESTAMP" ? "BIGINT" : type}'`);
    const columns = EVENT_COLUMNS.map(([name, type]) => (type === "TIMESTAMP" ? `epoch_ms(${name}) AS ${name}` : name));
    const source =
      events === 0
        ? `(SELECT '' AS day, ${EVENT_COLUMNS.map(([name, type]) => `NULL::${type === "TIMESTAMP" ? "BIGINT" : type} AS ${name}`).join(", ")} WHERE false)`
        : `read_csv(${quoted(draft)}, header = false, auto_detect = false, delim = ',', nullstr = '', columns = {day: 'VARCHAR', ${types.join(", ")}})`;
    await engine.run(
      `CREATE OR REPLACE TEMPORARY TABLE piece AS SELECT DISTINCT ON (id) day, ${columns.join(", ")} FROM ${source}`,
    );
    const { rows: days } = await engine.rows("SELECT DISTINCT day FROM piece");
    const known = days.flatMap(([day]) => this.byDay.get(String(day)) ?? []);
    if (known.length > 0)
      await engine.run(
        `DELETE FROM piece WHERE id IN (SELECT id FROM read_parquet([${known.map(quoted).join(", ")}], hive_partitioning = false))`,
      );
    const { rows } = await engine.rows("SELECT day, COUNT(*) FROM piece GROUP BY day ORDER BY day");
    return rows.map(([day, count]) => [String(day), Number(count)]);
  }

  private async toDisk(file: string): Promise<void> {
    const handle = await this.files.open(file, "r");
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  private async commit(batch: EventBatch): Promise<void> {
    const plan = path.join(this.folder, WRITING, `${batch.input}${PLAN}`);
    await this.files.writeFile(`${plan}.draft`, `${JSON.stringify(batch)}\n`);
    await this.toDisk(`${plan}.draft`);
    await this.files.rename(`${plan}.draft`, plan);
    await this.carryThrough(batch);
  }

  private async carryThrough(batch: EventBatch): Promise<void> {
    const { files, folder } = this;
    for (const file of batch.files) {
      const target = path.join(folder, eventPath(file));
      const draft = path.join(folder, WRITING, `${batch.input}-${file.day}.parquet`);
      await files.mkdir(path.dirname(target), { recursive: true });
      if (!(await isThere(target))) await files.rename(draft, target);
      this.remember(file);
    }
    await files.rename(
      path.join(folder, WRITING, `${batch.input}${PLAN}`),
      path.join(folder, receiptPath(batch.input)),
    );
  }

  private async recover(): Promise<void> {
    const writing = path.join(this.folder, WRITING);
    for (const name of (await readdir(writing)).filter((one) => one.endsWith(PLAN)).sort()) {
      const batch = parseEventBatch(await readFile(path.join(writing, name), "utf8"));
      if (batch !== undefined) await this.carryThrough(batch);
    }
    for (const name of await readdir(writing)) {
      if (/\.(csv|parquet|plan|draft)$/.test(name)) await this.files.rm(path.join(writing, name), { force: true });
    }
  }

  private remember(file: StoredEventFile): void {
    const known = this.byDay.get(file.day) ?? [];
    this.byDay.set(file.day, [...known, path.join(this.folder, eventPath(file))]);
  }
}

export async function hashOf(file: string): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash("sha256");
  let bytes = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest("hex"), bytes };
}

async function isThere(file: string): Promise<boolean> {
  try {
    await access(file);
    return true;
  } catch {
    return false;
  }
}
