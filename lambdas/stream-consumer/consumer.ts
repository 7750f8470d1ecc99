import { backoffMs, outcomeOf } from "./core";
import { balance, type Shard } from "./lease";
import type { Clock, Health, Held, Log, Store, Stream } from "./ports";

export interface ConsumerPorts {
  readonly stream: Stream;
  readonly store: Store;
  readonly health: Health;
  readonly clock: Clock;
  readonly log: Log;
  /** Name of this worker, another one each time the program starts. */
  readonly worker: string;
  /** Milliseconds between two signs of life; a lease lives three times as long at the least. */
  readonly beatMs: number;
}

interface Reader {
  held: Held;
  readonly stop: AbortController;
  done: Promise<void>;
}

/** Beats between two looks at the stream's shards. */
const BEATS_A_LISTING = 6;

/**
 * Reads the shards that this worker holds until `stop`. A batch, its dead letters and the shard's checkpoint are written in one
 * transaction that also checks the lease: a worker that was killed, or that lost a shard without knowing, leaves nothing half done.
 */
export async function consume(ports: ConsumerPorts, stop: AbortSignal): Promise<void> {
  const { store, clock, health, log, worker, beatMs } = ports;
  const readers = new Map<string, Reader>();
  let shards: readonly Shard[] = [];
  let failures = 0;
  await store.migrate();
  for (let beat = 0; !stop.aborted; beat++) {
    try {
      if (beat % BEATS_A_LISTING === 0 || shards.length === 0) shards = await ports.stream.shards();
      await beatOnce(ports, readers, shards, () => (shards = []));
      health.alive();
      failures = 0;
      await clock.wait(beatMs, stop);
    } catch (error) {
      failures += 1;
      log.warn("a beat failed", { error: nameOf(error), failures });
      await clock.wait(backoffMs(failures, clock.random()), stop);
    }
  }
  for (const { stop: end } of readers.values()) end.abort();
  await Promise.all([...readers.values()].map(({ done }) => done));
  await store.leave(worker);
  log.info("stopped", { worker });
}

async function beatOnce(
  ports: ConsumerPorts,
  readers: Map<string, Reader>,
  shards: readonly Shard[],
  shardEnded: () => void,
): Promise<void> {
  const { store, log, worker } = ports;
  const kept = new Set(
    await store.renew(
      worker,
      [...readers.values()].map(({ held }) => held),
    ),
  );
  for (const [shard, reader] of readers) if (!kept.has(shard)) reader.stop.abort();
  const { workers, leases } = await store.signIn(worker);
  const { take, release } = balance(worker, workers, shards, leases);
  for (const shard of release) readers.get(shard)?.stop.abort();
  for (const shard of take) {
    if (readers.has(shard)) continue;
    const held = await store.take(worker, shard);
    if (held === undefined) continue;
    log.info("took a shard", { shard, epoch: held.epoch });
    const reader: Reader = { held, stop: new AbortController(), done: Promise.resolve() };
    readers.set(shard, reader);
    reader.done = readShard(ports, reader, shardEnded).finally(() => readers.delete(shard));
  }
}

/** Reads one shard until it ends, is lost or is to be handed back; then lets go of it. What fails begins again at the checkpoint. */
async function readShard(ports: ConsumerPorts, reader: Reader, shardEnded: () => void): Promise<void> {
  const { store, clock, log, worker } = ports;
  const { shard } = reader.held;
  const { signal } = reader.stop;
  let failures = 0;
  while (!signal.aborted) {
    try {
      const outcome = await readOnce(ports, reader);
      failures = 0;
      if (outcome === "lost") {
        log.warn("another worker holds the shard", { shard });
        return;
      }
      if (outcome === "ended") {
        log.info("a shard is read to its end", { shard });
        shardEnded();
        return;
      }
    } catch (error) {
      failures += 1;
      log.warn("reading a shard failed", { shard, error: nameOf(error), failures });
      await clock.wait(backoffMs(failures, clock.random()), signal);
    }
  }
  await store.release(worker, reader.held).catch((error: unknown) => {
    // The lease runs out by itself.
    log.warn("a shard could not be handed back", { shard, error: nameOf(error) });
  });
}

async function readOnce(
  { stream, store, log, worker }: ConsumerPorts,
  reader: Reader,
): Promise<"ended" | "lost" | "again"> {
  const { signal } = reader.stop;
  const { shard, checkpoint } = reader.held;
  for await (const { records, ended } of stream.batches(shard, checkpoint, signal)) {
    if (records.length > 0 || ended) {
      const outcomes = records.map(outcomeOf);
      const held = await store.write(worker, reader.held, outcomes, ended);
      if (held === undefined) return "lost";
      reader.held = held;
      const poison = outcomes.filter(({ kind }) => kind === "poison").length;
      if (poison > 0) log.warn("poison records were put aside", { shard, poison });
    }
    if (ended) return "ended";
    if (signal.aborted) return "again";
  }
  return "again";
}

/** An error's own text may cite a record. */
export function nameOf(error: unknown): string {
  const { name = "unknown", code } = (error ?? {}) as { name?: string; code?: unknown };
  return typeof code === "string" ? `${name} ${code}` : name;
}
