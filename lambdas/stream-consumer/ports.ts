import type { Outcome, StreamRecord } from "./core";
import type { Lease, Shard } from "./lease";

export interface Batch {
  readonly records: readonly StreamRecord[];
  /** Milliseconds that the last record is behind the newest of the shard. */
  readonly behindMs: number;
  /** True with the last batch of a shard that was split or merged. */
  readonly ended: boolean;
}

export interface Stream {
  shards(): Promise<readonly Shard[]>;
  /** Records of a shard after a sequence number, or from its oldest; ends with the shard, or when `stop` says so. */
  batches(shard: string, after: string | undefined, stop: AbortSignal): AsyncIterable<Batch>;
}

/** A shard that this worker holds. `epoch` says which time: what an earlier holder writes is refused. */
export interface Held {
  readonly shard: string;
  readonly epoch: string;
  readonly checkpoint?: string;
}

export interface Store {
  /** Brings the schema up to date; several workers may begin together. */
  migrate(): Promise<void>;
  /** Says that this worker is there; gives all that are, and the leases of the stream. */
  signIn(worker: string): Promise<{ readonly workers: readonly string[]; readonly leases: readonly Lease[] }>;
  /** Takes a free shard; undefined where another was faster. */
  take(worker: string, shard: string): Promise<Held | undefined>;
  /** Keeps the leases; gives the shards that are still held. */
  renew(worker: string, held: readonly Held[]): Promise<readonly string[]>;
  release(worker: string, held: Held): Promise<void>;
  /**
   * Writes a batch and how far it came, all or nothing. Gives the lease with its new checkpoint, or undefined where it is not held any
   * more, in which case nothing is written.
   */
  write(worker: string, held: Held, outcomes: readonly Outcome[], ended: boolean): Promise<Held | undefined>;
  /** Signs out. */
  leave(worker: string): Promise<void>;
  close(): Promise<void>;
}

export interface Health {
  /** A sign of life. */
  alive(): void;
}

export interface Clock {
  /** Resolves after the time, or as soon as `stop` says so. */
  wait(ms: number, stop: AbortSignal): Promise<void>;
  /** In [0, 1). */
  random(): number;
}

/** Ids of shards, counts and names of errors; never a record or an error's text. */
export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
  warn(message: string, facts: Readonly<Record<string, string | number>>): void;
}
