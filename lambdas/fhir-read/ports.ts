import type { Query } from "./core";

/** The FHIR server that has the records. */
export interface FhirStore {
  /** `path` is such as `Patient/1`. The status is the server's own; throws `StoreTimeout` where it doesn't answer in time (its own, or less). */
  get(path: string, query: Query, patienceMs?: number): Promise<{ readonly status: number; readonly body: unknown }>;
}

/** The store took too long. */
export class StoreTimeout extends Error {
  override readonly name = "StoreTimeout";
}

/** Turns identifiers into keyed hashes, of 64 hex digits. */
export interface Hashes {
  hash(text: string): Promise<string>;
}

export interface Clock {
  /** ISO 8601 in UTC. */
  now(): string;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
  error(message: string, facts: Readonly<Record<string, string | number>>): void;
}
