export interface StartRequest {
  readonly inputKey: string;
  readonly outputPrefix: string;
  readonly token: string;
}

export interface ImportJobs {
  /** The new job's id, or that of the job which the same token started before. */
  start(request: StartRequest): Promise<string>;
}

export interface Uploads {
  /** Text of one version of an object, at most a few megabytes. */
  read(key: string, version: string): Promise<string>;
  /** Objects below a prefix, `most` at most. */
  list(prefix: string, most: number): Promise<readonly { readonly key: string; readonly sizeBytes: number }[]>;
}

export interface Clock {
  /** ISO 8601 UTC. */
  now(): string;
}

/** Ids, counts and reasons of a fixed list; never an object's name. */
export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
  warn(message: string, facts: Readonly<Record<string, string | number>>): void;
}
