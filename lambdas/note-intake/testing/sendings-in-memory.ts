import { KNOWN_HOURS, type Known } from "../core";
import type { Claim, Sendings } from "../ports";

interface Item extends Known {
  readonly expiresAt: number;
}

/** Sendings as the table keeps them, by their ids. */
export function sendingsInMemory(): Sendings & { readonly items: ReadonlyMap<string, Item> } {
  const items = new Map<string, Item>();
  const change = ({ id, requestId }: Claim, to: Partial<Known>): void => {
    const item = items.get(id);
    if (item !== undefined && item.requestId === requestId && !item.written) items.set(id, { ...item, ...to });
  };
  return {
    items,
    claim: async ({ id, content, requestId, at, until }) => {
      const now = Date.parse(at);
      const item = items.get(id);
      const isOver = (one: Item): boolean => Date.parse(one.claimedUntil) <= now || one.requestId === requestId;
      const isFree =
        item === undefined || item.expiresAt <= now || (item.content === content && !item.written && isOver(item));
      if (!isFree) return item;
      const expiresAt = now + KNOWN_HOURS * 3_600_000;
      items.set(id, { content, requestId, claimedUntil: until, written: false, expiresAt });
      return undefined;
    },
    written: async (claim) => change(claim, { written: true }),
    free: async (claim) => change(claim, { claimedUntil: claim.at }),
  };
}
