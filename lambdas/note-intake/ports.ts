import type { Known, Sending } from "./core";

export interface NoteStream {
  /** Puts a record at the end of the shard that the key belongs to; gives its sequence number. */
  put(partitionKey: string, record: string): Promise<string>;
}

/** A request takes a sending for itself. Times are ISO 8601 in UTC. */
export interface Claim extends Sending {
  /** API Gateway's own id of the request. */
  readonly requestId: string;
  readonly at: string;
  /** Later than the request can be at work. */
  readonly until: string;
}

/** Sendings of the last day. Each change is one atomic step: of two that run at once, one is done first. */
export interface Sendings {
  /**
   * Claims a sending that is new, that is known no longer, or whose last claim is over though nothing was written; gives what is known of any
   * other. The same claim may be made again.
   */
  claim(claim: Claim): Promise<Known | undefined>;
  /** Notes that the claimed sending is on the stream; nothing where another has claimed it since. */
  written(claim: Claim): Promise<void>;
  /** Ends a claim of which nothing came; nothing where another has claimed the sending since, or it was written. */
  free(claim: Claim): Promise<void>;
}

export interface Secrets {
  /** The key of the hashes, 32 bytes, the same in every run. */
  hashKey(): Promise<Uint8Array>;
}

export interface Clock {
  /** ISO 8601 in UTC. */
  now(): string;
}

/** Ids of requests and names of fields; never a note or a part of it. */
export interface Log {
  info(message: string, facts: Readonly<Record<string, string>>): void;
  warn(message: string, facts: Readonly<Record<string, string>>): void;
}
