import type { Kept } from "../../reports/ledger/keep-report";
import type { Signer } from "../../reports/ledger/keys";

export type { LedgerStore } from "../../reports/ledger/store";

/** A signer with the key of that ARN or alias ARN, for as long as one run. */
export type Signers = (keyArn: string) => Promise<Signer>;

/** Makes the reports of the ledger as it is sealed, at a time (ISO 8601 UTC), and keeps each in it, locked until `until` at least. */
export type Reports = (of: {
  readonly signer: Signer;
  readonly asOf: string;
  readonly until: Date;
}) => Promise<readonly Kept[]>;

export type Clock = () => Date;

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
  error(message: string, facts: Readonly<Record<string, string | number>>): void;
}
