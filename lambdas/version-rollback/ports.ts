import type { Version } from "./core";

export interface Functions {
  /** Where the alias stands, with the mark of its last change; undefined where there is no such function. */
  alias(functionName: string, alias: string): Promise<{ version: string; revision: string } | undefined>;
  versions(functionName: string): Promise<readonly Version[]>;
  /** Fails where the alias has been changed since `revision`. */
  point(functionName: string, alias: string, version: string, revision: string): Promise<void>;
}

export interface Notices {
  tell(subject: string, facts: Readonly<Record<string, string>>): Promise<void>;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string>>): void;
}
