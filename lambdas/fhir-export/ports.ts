export interface ExportJobs {
  /** The new job's id, or that of the job which the same token started before. */
  start(token: string, outputUri: string): Promise<string>;
}

export interface Clock {
  /** ISO 8601 UTC. */
  now(): string;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
}
