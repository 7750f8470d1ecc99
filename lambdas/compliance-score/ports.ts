export interface Scores {
  /** The pack's score as AWS Config gives it: a number in per cent, or `INSUFFICIENT_DATA`; undefined where there is no such pack. */
  of(pack: string): Promise<string | undefined>;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
  warn(message: string, facts: Readonly<Record<string, string | number>>): void;
}
