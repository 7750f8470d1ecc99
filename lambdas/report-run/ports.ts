import type { Signer } from "../../reports/ledger/keys";

export type { LedgerStore } from "../../reports/ledger/store";

/** A signer with the key of that ARN or alias ARN, for as long as one run. */
export type Signers = (keyArn: string) => Promise<Signer>;

export type Clock = () => Date;

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
  error(message: string, facts: Readonly<Record<string, string | number>>): void;
}
