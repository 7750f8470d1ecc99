import type { CollectionRun } from "../../reports/model/collection-run";

/** A collection that is over: its statement, and its records with it, one JSON object a line. */
export interface CollectedFile {
  readonly run: CollectionRun;
  readonly text: string;
}

/** Asks each source in turn; one that is over is handed on at once, so that what fails later loses none of it. */
export type Collector = (each: (collected: CollectedFile) => Promise<void>) => Promise<void>;

export type { Ledger } from "../evidence-intake/ports";

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number | boolean>>): void;
  warn(message: string, facts: Readonly<Record<string, string | number | boolean>>): void;
}
