import type { HoldCursor } from "./contract";

export interface Version {
  readonly key: string;
  readonly version: string;
}

export interface Versions {
  /** A page of versions, and where the next begins. */
  page(
    bucket: string,
    prefix: string,
    cursor: HoldCursor | undefined,
  ): Promise<{ readonly versions: readonly Version[]; readonly cursor?: HoldCursor }>;
  /** Doing it again changes nothing. */
  hold(bucket: string, version: Version, status: "ON" | "OFF"): Promise<void>;
}

export interface Clock {
  /** ISO 8601 UTC. */
  now(): string;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
}
