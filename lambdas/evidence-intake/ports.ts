export interface Ledger {
  /** Writes an object that was not there before; leaves it alone where it is there already. */
  append(key: string, text: string): Promise<"written" | "there-already">;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
  warn(message: string, facts: Readonly<Record<string, string | number>>): void;
}
