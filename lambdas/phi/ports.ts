export interface Clock {
  now(): Date;
}

/** Counts, ids, codes and hashes; never a document's name or content. */
export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number | boolean>>): void;
  warn(message: string, facts: Readonly<Record<string, string | number | boolean>>): void;
}

/** Figures for CloudWatch. */
export interface Metrics {
  /** Counts by name, and a duration where there is one. */
  tell(counts: Readonly<Record<string, number>>, latencyMs?: number): void;
}

/** A document that people have to look at. No text of it, and names of objects that say nothing. */
export interface ReviewItem {
  readonly documentId: string;
  readonly kind: "quarantine" | "sample";
  readonly createdAt: string;
  readonly purpose: string;
  readonly recipient: string;
  readonly format: string;
  readonly reasons: readonly string[];
  /** Where the document to be looked at lies. */
  readonly bucket: string;
  readonly key: string;
  readonly riskScore01?: number;
}

export interface Reviews {
  /** Puts the item on the table, unless it is there, and a reference to it on the queue. Telling it again changes no decision. */
  ask(item: ReviewItem): Promise<void>;
}
