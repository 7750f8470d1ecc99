/** Checks tokens with the issuer's public keys. */
export interface Tokens {
  /** The payload; undefined where signature, issuer, audience or time is wrong. Throws where the issuer can't be asked. */
  verify(token: string): Promise<Readonly<Record<string, unknown>> | undefined>;
}

export interface Hashes {
  hash(text: string): Promise<string>;
}

/** Callers whose access is suspended. */
export interface Suspensions {
  suspendedUntil(caller: string): Promise<string | undefined>;
}

export interface Clock {
  /** ISO 8601 in UTC. */
  now(): string;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
  error(message: string, facts: Readonly<Record<string, string | number>>): void;
}
