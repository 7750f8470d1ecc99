export interface Listed {
  readonly key: string;
  readonly sizeBytes: number;
}

export interface Page {
  readonly files: readonly Listed[];
  /** Where the next page begins; absent after the last one. */
  readonly cursor?: string;
}

/** The tenant's uploads and where their copies go. */
export interface Uploads {
  list(prefix: string, cursor: string | undefined): Promise<Page>;
  /** The first bytes of a file, as many as its tags may take. */
  head(file: Listed): Promise<Uint8Array>;
  copyToAccepted(file: Listed, key: string, kmsKeyArn: string): Promise<void>;
  copyToQuarantine(file: Listed, key: string, kmsKeyArn: string, reason: string): Promise<void>;
}

/** Counts, ids and reasons; never an object's name or content. */
export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
}
