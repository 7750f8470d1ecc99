import type { Delivery } from "./receivers";

export interface Secrets {
  /** The current value. */
  read(name: string): Promise<string>;
}

export interface Post {
  /** Status of the answer; undefined where none came in time. */
  send(delivery: Delivery): Promise<number | undefined>;
}

export interface Clock {
  wait(ms: number): Promise<void>;
  /** In [0, 1). */
  random(): number;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
  warn(message: string, facts: Readonly<Record<string, string | number>>): void;
}
