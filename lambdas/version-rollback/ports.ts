import type { Version } from "./core";

export interface Alias {
  readonly version: string;
  readonly revision: string;
  readonly words: string;
}

export interface Functions {
  /** Where the alias stands, with the mark of its last change and its own words; undefined where there is no such function. */
  alias(functionName: string, alias: string): Promise<Alias | undefined>;
  versions(functionName: string): Promise<readonly Version[]>;
  /** Fails where the alias has been changed since `revision`. `words`: what the alias says of itself from then on. */
  point(functionName: string, alias: string, to: { version: string; words: string }, revision: string): Promise<void>;
}

export interface Notices {
  tell(subject: string, facts: Readonly<Record<string, string>>): Promise<void>;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string>>): void;
}
