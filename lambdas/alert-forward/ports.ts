import type { Delivery } from "./receivers";

export interface Secrets {
  /** The current value. */
  read(name: string): Promise<string>;
}

export interface Answered {
  /** Undefined where no answer came in time. */
  readonly status: number | undefined;
  /** The header of that name, where there is one. */
  readonly retryAfter?: string | undefined;
  /** How the answer begins. It may repeat what was sent, and is not for logs. */
  readonly text: string;
}

export interface Post {
  send(delivery: Delivery): Promise<Answered>;
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
