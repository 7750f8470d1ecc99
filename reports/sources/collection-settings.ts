import type { CollectedSource, CollectionRun } from "../model/collection-run";
import type { ObservedRecord } from "../model/observed-record";

import type { DraftFiles } from "./collection-draft";
import type { Patience } from "./paged-call";

export interface Scope {
  readonly source: CollectedSource;
  readonly account: string;
  readonly region: string;
  readonly asked: CollectionRun["asked"];
}

export interface CollectionSettings {
  readonly out: string;
  readonly resume: boolean;
  /** ARN of who asks, without the name of a session. */
  readonly principal: string;
  /** Of the caller; without it names are hashed with a key that is thrown away. */
  readonly subjectKey?: Uint8Array;
  /** UTC by AWS's clock, as far as it is known. */
  readonly now: () => Date;
  readonly patience: Patience;
  readonly files?: DraftFiles;
  /** Told after each page. */
  readonly progress?: (scope: Scope, records: number) => void;
}

/** What a translator says of an item; undefined for what has no known shape. */
export type Facts = Omit<
  ObservedRecord,
  "id" | "expiresAt" | "collectedAt" | "runId" | "eventId" | "source" | "account" | "region"
> & {
  readonly account?: string;
  readonly region?: string;
};

export interface Collected {
  readonly run: CollectionRun;
  readonly file: string;
}
