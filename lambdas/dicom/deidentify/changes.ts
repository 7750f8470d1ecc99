import { readFile, type Attribute } from "./data-set";
import { isPrivate } from "./profile";

/** What was done to a file, by tags (eight hexadecimal digits, at any depth), each once and in order. No value. */
export interface Changes {
  readonly removed: readonly string[];
  /** Emptied, or given another value. */
  readonly replaced: readonly string[];
  readonly added: readonly string[];
  readonly kept: number;
  /** Private attributes that are gone: their tags tell of a maker, and nothing else. */
  readonly privateRemoved: number;
}

/** What tells one file from the other; undefined where one of them can't be read. */
export function changesOf(before: Uint8Array, after: Uint8Array): Changes | undefined {
  const [from, to] = [readFile(before), readFile(after)];
  if (from === undefined || to === undefined) return undefined;
  const found = {
    removed: new Set<string>(),
    replaced: new Set<string>(),
    added: new Set<string>(),
    kept: 0,
    private: 0,
  };
  compare(from.data, to.data, found);
  const listed = (tags: ReadonlySet<string>): string[] => [...tags].sort();
  return {
    removed: listed(found.removed),
    replaced: listed(found.replaced),
    added: listed(found.added),
    kept: found.kept,
    privateRemoved: found.private,
  };
}

interface Found {
  readonly removed: Set<string>;
  readonly replaced: Set<string>;
  readonly added: Set<string>;
  kept: number;
  private: number;
}

function compare(before: readonly Attribute[], after: readonly Attribute[], found: Found): void {
  const left = new Map(after.map((one) => [one.tag, one]));
  for (const one of before) {
    const other = left.get(one.tag);
    left.delete(one.tag);
    if (other === undefined) {
      if (isPrivate(one.tag)) found.private += 1;
      else found.removed.add(one.tag);
    } else if (one.content.kind === "items" && other.content.kind === "items") {
      const others = other.content.items;
      if (one.content.items.length > others.length) found.replaced.add(one.tag);
      for (const [at, item] of one.content.items.entries()) compare(item, others[at] ?? [], found);
    } else if (same(one, other)) found.kept += 1;
    else found.replaced.add(one.tag);
  }
  for (const tag of left.keys()) found.added.add(tag);
}

const same = ({ content: a }: Attribute, { content: b }: Attribute): boolean =>
  a.kind !== "items" && b.kind !== "items" && Buffer.from(a.bytes).equals(Buffer.from(b.bytes));
