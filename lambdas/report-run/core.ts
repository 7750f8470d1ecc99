import { createHash } from "node:crypto";
import { BATCHES } from "../evidence-intake/contract";
import type { StoredBatch } from "./ports";

/** The list of a day's batches: what is signed. Its text is the same for the same batches. */
export interface Manifest {
  readonly schema: "phiguard-ledger-day/1";
  /** YYYY-MM-DD, UTC. */
  readonly day: string;
  /** By SHA-256. */
  readonly batches: readonly { readonly sha256: string; readonly bytes: number }[];
}

/** Something lies among the batches that no intake wrote; a list that left it out would hide it. */
export class ForeignObject extends Error {
  override readonly name = "ForeignObject";
}

const NAME = /^([0-9a-f]{64})\.jsonl$/;

export const batchPrefix = (day: string): string => `${BATCHES}day=${day}/`;

export function manifestOf(day: string, stored: readonly StoredBatch[]): Manifest {
  const prefix = batchPrefix(day);
  const batches = stored.map(({ key, bytes }) => {
    const sha256 = NAME.exec(key.slice(prefix.length))?.[1];
    if (sha256 === undefined || !key.startsWith(prefix)) throw new ForeignObject(`an object of ${day} is no batch`);
    return { sha256, bytes };
  });
  return { schema: "phiguard-ledger-day/1", day, batches: batches.sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1)) };
}

/** The bytes that are hashed and signed. */
export const manifestText = (manifest: Manifest): string => JSON.stringify(manifest);

export const digestOf = (text: string): Buffer => createHash("sha256").update(text).digest();

/** The day before a time, UTC. */
export function dayBefore(time: string): string {
  return new Date(Date.parse(time) - 24 * 3600 * 1000).toISOString().slice(0, 10);
}

/** Whether a day is over at a time. */
export function isOver(day: string, now: Date): boolean {
  return Date.parse(`${day}T00:00:00Z`) + 24 * 3600 * 1000 <= now.getTime();
}
