/** One shard of the stream, as it lies in the database. */
export interface Lease {
  readonly shard: string;
  /** Worker that holds it; nobody where it is absent or the lease has run out. */
  readonly owner?: string;
  readonly finished: boolean;
}

export interface Shard {
  readonly shard: string;
  /** Shards that it took over from: their records come first. */
  readonly parents: readonly string[];
}

export interface Balance {
  /** Shards to try for, in order. */
  readonly take: readonly string[];
  /** Own shards to hand back. */
  readonly release: readonly string[];
}

/**
 * What a worker does about the shards: it takes free ones up to its share, and hands back what it has beyond it, so that workers that
 * come and go end up with as many each, give or take one. Children wait until their parents are finished, or gone from the stream.
 */
export function balance(
  me: string,
  workers: readonly string[],
  shards: readonly Shard[],
  leases: readonly Lease[],
): Balance {
  const known = new Map(leases.map((lease) => [lease.shard, lease]));
  const listed = new Set(shards.map(({ shard }) => shard));
  const readable = shards
    .filter(({ shard }) => known.get(shard)?.finished !== true)
    .filter(({ parents }) => parents.every((parent) => !listed.has(parent) || known.get(parent)?.finished === true))
    .map(({ shard }) => shard)
    .sort();
  const others = new Set([...workers, me]);
  const share = Math.ceil(readable.length / others.size);
  const mine = readable.filter((shard) => known.get(shard)?.owner === me);
  const free = readable.filter((shard) => known.get(shard)?.owner === undefined);
  return { take: free.slice(0, Math.max(0, share - mine.length)), release: mine.slice(share) };
}
