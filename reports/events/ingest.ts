import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import * as path from "node:path";

import type { LedgerStore } from "../ledger/store";
import { BATCHES } from "../ledger/names";
import { EngineFailure, openEngine, type EngineLimits, USUAL_LIMITS } from "../queries/duckdb";
import { EventsError } from "../queries/errors";
import { systemReason } from "../system-reason";

import { readEventFolder, WRITING, type Receipt } from "./event-folder";
import { EVENT_FILES, EventWriter, type EventFiles } from "./event-writer";
import { PIECE_BYTES, piecesOf } from "./pieces";
import { readPiece, type PieceRead } from "./read-piece";

export interface IngestOptions {
  /** JSON lines of audit events, or batches of the ledger that hold such. */
  readonly inputs: readonly string[];
  /** Folder of audit events; made where it is not there. */
  readonly out: string;
  /** Names subjects that are ARNs: HMAC-SHA-256. */
  readonly key: Uint8Array;
  readonly clock: () => Date;
  readonly limits?: EngineLimits;
  readonly files?: EventFiles;
  /** Bytes of a piece at least; what is taken in at once. */
  readonly pieceBytes?: number;
  readonly onPiece?: (events: number) => void;
}

export interface Ingested {
  readonly lines: number;
  /** Events that were added. */
  readonly events: number;
  /** Events that were there already, or twice in a piece. */
  readonly doubled: number;
  /** Pieces of input that had been taken in before. */
  readonly known: number;
  /** Lines that count for nothing, by file and why, with the first line numbers. */
  readonly refused: readonly {
    readonly file: string;
    readonly reason: string;
    readonly lines: number;
    readonly first: readonly number[];
  }[];
  /** Subjects whose names are keyed hashes now. */
  readonly resourceNames: number;
}

/** Held open while somebody writes; DuckDB lets one process have it, and a kill lets it go. */
const LOCK = "lock.duckdb";

/**
 * Takes in audit events: checked, in allow-listed columns, into Parquet by day, each event once. It may be ended at any point and run again:
 * pieces of input that are in are passed over.
 * @throws EventsError with one sentence; pieces that were told as taken in stay.
 */
export async function ingest(options: IngestOptions): Promise<Ingested> {
  const { out, limits = USUAL_LIMITS } = options;
  const writing = path.join(out, WRITING);
  try {
    await mkdir(writing, { recursive: true });
    const engine = await openEngine({ ...limits, spill: path.join(writing, "spill") }, path.join(writing, LOCK));
    try {
      return await takeIn(options, (name) =>
        EventWriter.open(out, engine, () => readEventFolder(name), options.files ?? EVENT_FILES),
      );
    } finally {
      engine.close();
    }
  } catch (error) {
    throw told(error, out);
  }
}

async function takeIn(
  { inputs, out, key, clock, pieceBytes = PIECE_BYTES, onPiece }: IngestOptions,
  open: (folder: string) => ReturnType<typeof EventWriter.open>,
): Promise<Ingested> {
  const { writer, held } = await open(out);
  const seen = new Set(held.receipts.map(({ batch }) => batch.input));
  const total = { lines: 0, events: 0, doubled: 0, known: 0, resourceNames: 0 };
  const refused: { file: string; reason: string; lines: number; first: readonly number[] }[] = [];
  // The next piece is read while this one is written.
  let writingNow: Promise<void> = Promise.resolve();
  const count = (file: string, read: PieceRead): void => {
    total.lines += read.lines;
    total.resourceNames += read.resourceNames;
    for (const [reason, one] of read.refused) {
      const known = refused.find((other) => other.file === file && other.reason === reason);
      if (known === undefined) refused.push({ file, reason, ...one });
      else known.lines += one.lines;
    }
  };
  try {
    for (const file of inputs) {
      for await (const piece of inputPieces(file, pieceBytes)) {
        const input = createHash("sha256").update(piece.bytes).digest("hex");
        if (seen.has(input)) {
          total.known += 1;
          continue;
        }
        seen.add(input);
        const now = clock();
        const read = await readPiece(piece, { key, now });
        count(file, read);
        await writingNow;
        writingNow = writer.add(input, read, now.toISOString()).then(({ events, doubled }) => {
          total.events += events;
          total.doubled += doubled;
          onPiece?.(total.events);
        });
        // Whoever awaits it hears of a failure; meanwhile it is nobody's.
        writingNow.catch(() => undefined);
      }
    }
  } finally {
    await writingNow;
  }
  return { ...total, refused };
}

async function* inputPieces(file: string, least: number): ReturnType<typeof piecesOf> {
  try {
    yield* piecesOf(file, least);
  } catch (error) {
    if (!isOfSystem(error)) throw error;
    const { code } = error as NodeJS.ErrnoException;
    throw new EventsError(
      `${file} cannot be read: ${code === "ENOENT" ? "there is no such file" : code === "EISDIR" ? "it is a folder" : systemReason(error)}.`,
    );
  }
}

function told(error: unknown, out: string): unknown {
  if (error instanceof EngineFailure) {
    if (/lock/i.test(error.message))
      return new EventsError(`Another process takes in events into ${out}; wait until it is done.`);
    const full = /no space left/i.test(error.message) ? "the disk is full" : error.message.split("\n")[0];
    return new EventsError(`Events cannot be written to ${out}: ${full}. Run it again: what was taken in stays, once.`);
  }
  if (isOfSystem(error))
    return new EventsError(
      `Events cannot be written to ${out}: ${systemReason(error)}. Run it again: what was taken in stays, once.`,
    );
  return error;
}

const isOfSystem = (error: unknown): boolean => /^E[A-Z0-9]+$/.test((error as NodeJS.ErrnoException).code ?? "");

/** Adds receipts that a ledger doesn't have yet, each as a batch of one record: one leaf vouches for all files of a piece. */
export async function addReceipts(store: LedgerStore, receipts: readonly Receipt[]): Promise<number> {
  const there = new Set<string>();
  for await (const { key } of store.list(BATCHES)) there.add(key);
  let added = 0;
  for (const receipt of receipts) {
    const key = batchKey(receipt);
    if (there.has(key)) continue;
    await store.create(key, Buffer.from(receipt.text));
    added += 1;
  }
  return added;
}

/** Where a receipt lies in a ledger. */
export function batchKey({ text, batch }: Receipt): string {
  return `${BATCHES}day=${batch.collectedAt.slice(0, 10)}/${createHash("sha256").update(text).digest("hex")}.jsonl`;
}
