export interface Journal {
  /** Folder of the newest whole export in the bucket; undefined where there is none. */
  newestExport(): Promise<string | undefined>;
}

export interface ImportJob {
  readonly status: "RUNNING" | "COMPLETED" | "FAILED";
  readonly seconds?: number | undefined;
}

export interface Imports {
  /** The same token gives the same job. Answers its id. */
  start(request: { readonly datastoreId: string; readonly folder: string; readonly token: string }): Promise<string>;
  job(datastoreId: string, jobId: string): Promise<ImportJob>;
  /** The newest job by another token that imports, or has imported, the folder into the data store; undefined where none has. */
  earlier(request: {
    readonly datastoreId: string;
    readonly folder: string;
    readonly token: string;
  }): Promise<(ImportJob & { readonly jobId: string }) | undefined>;
  /** How long the last completed import of the data store took, in seconds. */
  lastSeconds(datastoreId: string): Promise<number | undefined>;
}
