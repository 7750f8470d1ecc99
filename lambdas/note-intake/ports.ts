export interface NoteStream {
  /** Puts a record at the end of the shard that the key belongs to; gives its sequence number. */
  put(partitionKey: string, record: string): Promise<string>;
}

export interface Clock {
  /** ISO 8601 in UTC. */
  now(): string;
}

/** Ids of requests and names of fields; never a note or a part of it. */
export interface Log {
  info(message: string, facts: Readonly<Record<string, string>>): void;
}
