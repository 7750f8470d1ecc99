import { setImmediate as turn } from "node:timers/promises";

import type { EventRow } from "../queries/columns";
import { EVENT_COLUMNS } from "../queries/columns";

import { checkLine } from "./event-check";
import { rowOf } from "./event-row";
import type { Piece } from "./pieces";

export interface ReadOptions {
  /** Names subjects that are ARNs. */
  readonly key: Uint8Array;
  readonly now: Date;
}

export interface PieceRead {
  /** Rows as comma-separated values, a line each: day first, then the columns; none needs quotes. */
  readonly csv: readonly Buffer[];
  readonly events: number;
  readonly lines: number;
  /** Line numbers in the file by why the line counts for nothing; the first few of each. */
  readonly refused: ReadonlyMap<string, { readonly lines: number; readonly first: readonly number[] }>;
  readonly resourceNames: number;
}

/** Clocks of senders may be ahead of ours by so much. */
const AHEAD_MS = 5 * 60_000;
/** Seven years with leap days: what is older was kept long enough, and a clock that was reset is no evidence. */
const OLDEST_MS = 2557 * 86_400_000;
const MOST_NAMED = 10;
/** Lines after which others have a turn: DuckDB writes the piece before meanwhile. */
const LINES_A_TURN = 1000;
const LINE_FEED = 0x0a;
const NAMES = EVENT_COLUMNS.map(([name]) => name);

/** Checks each line of a piece; an empty line is none. */
export async function readPiece({ bytes, firstLine, torn }: Piece, { key, now }: ReadOptions): Promise<PieceRead> {
  const csv: Buffer[] = [];
  const refused = new Map<string, { lines: number; first: number[] }>();
  const nowMs = now.getTime();
  let [lines, events, resourceNames, text] = [0, 0, 0, ""];
  const put = (): void => {
    if (text !== "") csv.push(Buffer.from(text, "latin1"));
    text = "";
  };
  const refuse = (reason: string, number: number): void => {
    const known = refused.get(reason) ?? { lines: 0, first: [] };
    known.lines += 1;
    if (known.first.length < MOST_NAMED) known.first.push(number);
    refused.set(reason, known);
  };
  for (let [start, number] = [0, firstLine]; start < bytes.length; number++) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found < 0 ? bytes.length : found;
    const line = bytes.toString("utf8", start, end);
    start = end + 1;
    if (line === "") continue;
    lines += 1;
    if (lines % LINES_A_TURN === 0) {
      put();
      await turn();
    }
    if (torn && found < 0) {
      refuse("(whole): the file ends within this line", number);
      continue;
    }
    const checked = checkLine(line);
    if (checked.kind === "refused") {
      refuse(checked.reason, number);
      continue;
    }
    const at = Date.parse(checked.event.at);
    const collected = checked.collectedAt === undefined ? nowMs : Date.parse(checked.collectedAt);
    if (at > Math.min(nowMs, collected) + AHEAD_MS) refuse("at: more than five minutes ahead of the clock", number);
    else if (at < nowMs - OLDEST_MS) refuse("at: more than seven years ago", number);
    else {
      if (checked.event.subject.startsWith("arn:")) resourceNames += 1;
      text += csvLine(rowOf(checked.event, collected, key), at);
      events += 1;
    }
  }
  put();
  return { csv, events, lines, refused, resourceNames };
}

const dayNames = new Map<number, string>();

function dayOf(at: number): string {
  const number = Math.floor(at / 86_400_000);
  const known = dayNames.get(number);
  if (known !== undefined) return known;
  const day = new Date(at).toISOString().slice(0, 10);
  dayNames.set(number, day);
  return day;
}

function csvLine(row: EventRow, at: number): string {
  let text = dayOf(at);
  for (const name of NAMES) text += `,${row[name] ?? ""}`;
  return `${text}\n`;
}
