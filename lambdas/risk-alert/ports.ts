import type { Alert, Ended, Waiting, Waits } from "./core";

/** Calls and alerts. Each change is one atomic step: of two that run at once, one is done first. */
export interface Memories {
  /** Keeps the later of two calls. */
  reached(reference: string, at: string): Promise<void>;
  /** Keeps a new alert, unless it is known, or a call after `since` has reached the patient. */
  keep(alert: Waiting, since: string): Promise<"kept" | "known" | "reached">;
  /** An alert as it is now. */
  known(id: string): Promise<Alert | undefined>;
  /** Says that an alert is due at `until`, unless somebody has changed it since it was read, or a call after `since` has reached the patient. */
  claim(alert: Waiting, until: string, since?: string): Promise<"claimed" | "taken" | "reached">;
  /** Notes that a claimed alert was told, and until when it waits for an answer. */
  told(alert: Waiting, told: { readonly toldAt: string; readonly day: string; readonly due: string }): Promise<void>;
  /** Notes that a claimed alert waits for nothing any more. */
  ended(alert: Waiting, how: Ended): Promise<void>;
  /** Alerts that have waited long enough, the oldest first, in parts. */
  due(waits: Waits, now: string): AsyncIterable<readonly Waiting[]>;
  /** Alerts that were told on a day. */
  toldOn(day: string): Promise<readonly Alert[]>;
  /** When a call last reached these patients, by reference; nothing of those whom none has. */
  reachedAt(references: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** When a day's digest was first begun; undefined where it was sent, or somebody else is at it before `until`. */
  claimDigest(day: string, now: string, until: string): Promise<string | undefined>;
  digestSent(day: string): Promise<void>;
}

export type Notice = "alert" | "escalation" | "digest";

export interface Alerts {
  publish(notice: Notice, message: string): Promise<void>;
}

/** Ids, counts and reasons; no patient's. */
export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
}
