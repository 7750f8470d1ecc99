import type { AlertMessage } from "./contract";
import type { ExportId } from "./core";

export interface Exports {
  /** When the export was asked for (ISO 8601) and where it went; undefined where HealthLake knows none. */
  describe(of: ExportId): Promise<{ readonly submittedAt: string; readonly output: string } | undefined>;
}

export interface ExportFile {
  readonly key: string;
  readonly sizeBytes: number;
}

export interface Files {
  /** Files below a prefix. */
  list(prefix: string): Promise<readonly ExportFile[]>;
  /** Hands over the lines of a file one after the other, and gives the version that was read. */
  lines(key: string, each: (line: string) => void): Promise<string | undefined>;
  write(key: string, text: string, type: string, metadata: Readonly<Record<string, string>>): Promise<void>;
}

export interface Alerts {
  tell(message: AlertMessage): Promise<void>;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
}
