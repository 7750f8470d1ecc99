import type { Memory } from "./core";

export interface Memories {
  of(reference: string): Promise<Memory>;
  /** Keeps the later of two calls. */
  reached(reference: string, at: string): Promise<void>;
  alerted(reference: string, by: string): Promise<void>;
}

export interface Alerts {
  publish(message: string): Promise<void>;
}

/** Ids and reasons; no patient's. */
export interface Log {
  info(message: string, facts: Readonly<Record<string, string>>): void;
}
