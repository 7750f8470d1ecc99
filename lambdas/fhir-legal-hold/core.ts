import { z } from "zod";
import type { HoldEvent } from "./contract";

/** The event is no order that may be carried out. */
export class HoldRefused extends Error {
  override readonly name = "HoldRefused";
}

const EVENT = z.object({
  bucket: z.string(),
  prefix: z.string().min(1).max(900),
  hold: z.enum(["ON", "OFF"]),
  matter: z.string().regex(/^[A-Za-z0-9-]{1,64}$/),
  decidedBy: z.string().regex(/^[\w.:/-]{1,200}$/),
  cursor: z.object({ key: z.string(), version: z.string() }).optional(),
});

/** Throws HoldRefused with the names of the fields that are wrong, or for a bucket that is not one of `buckets`. */
export function orderOf(event: unknown, buckets: readonly string[]): HoldEvent {
  const read = EVENT.safeParse(event);
  if (!read.success) {
    throw new HoldRefused(
      `can't read ${read.error.issues.map(({ path }) => path.join(".") || "the event").join(", ")}`,
    );
  }
  if (!buckets.includes(read.data.bucket)) throw new HoldRefused("the bucket is not one of this data store");
  const { cursor, ...order } = read.data;
  return cursor === undefined ? order : { ...order, cursor };
}

/** Milliseconds before the end of a run in which no page is begun. */
const LAST_MS = 60_000;

export const mayGoOn = (remainingMs: number): boolean => remainingMs > LAST_MS;
