/** How far behind a copy is, by what CloudWatch counts: which thing, and how many seconds at the most in the last half hour. */
export interface Lag {
  /** Name of the bucket, database or stream. */
  readonly name: string;
  readonly seconds?: number | undefined;
}

export interface Lags {
  /** Replicas of buckets here, by the replica's name. */
  buckets(prefix: string): Promise<readonly Lag[]>;
  /** Read replicas of databases here. */
  databases(prefix: string): Promise<readonly Lag[]>;
  /** Streams of the home region: how long their oldest record waits to be read. */
  streams(prefix: string): Promise<readonly Lag[]>;
}

export interface Tables {
  /** Tables here, with the newest second that they can be restored to. */
  restorable(prefix: string): Promise<readonly { readonly name: string; readonly at?: string | undefined }[]>;
}

export interface Backups {
  /** The newest backup of each resource that the vault has any of. */
  newest(vaultName: string): Promise<readonly { readonly subject: string; readonly at: string }[]>;
}
