/** Turns identifiers into keyed hashes, of 64 hex digits. */
export interface Hashes {
  hash(text: string): Promise<string>;
}

export interface Clock {
  now(): Date;
}

/** Codes, counts and ids of requests; never a path, a body or a patient. */
export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
  error(message: string, facts: Readonly<Record<string, string | number>>): void;
}
