export interface Quarantine {
  /** Writes a record; writing the same again changes nothing. */
  write(key: string, text: string, kmsKeyArn: string): Promise<void>;
}

export interface Log {
  warn(message: string, facts: Readonly<Record<string, string | number>>): void;
}
