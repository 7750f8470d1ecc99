import type { Access, Features, History } from "./core";

export interface Histories {
  /** What the caller did before this access, its own not counted; `counted` where it has been counted before. */
  before(access: Access): Promise<{ readonly kind: "new"; readonly history: History } | { readonly kind: "counted" }>;
  /** Counts the access once, however often it is told. */
  count(access: Access): Promise<void>;
  suspend(caller: string, until: string): Promise<void>;
}

export interface Scorer {
  /** In [0, 1]. */
  score(features: Features): Promise<number>;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
  error(message: string, facts: Readonly<Record<string, string | number>>): void;
}
