/** What was asked has failed again and again: it is let alone for a while. */
export class CircuitOpen extends Error {
  override readonly name = "CircuitOpen";
  constructor(readonly retryAfterSeconds: number) {
    super("what is asked has failed again and again, and is let alone for a while");
  }
}

/** Calls in a row that fail before the circuit opens. */
export const FAILURES = 5;
/** Milliseconds that it stays open; then one call tries. */
export const REST_MS = 30_000;

export interface BreakerPorts {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly changed: (state: "open" | "closed") => void;
}

/**
 * A circuit breaker (Nygard, "Release It!"): after five failures in a row it refuses at once, so that callers don't wait for what
 * does not come. After half a minute one call is let through, which closes it or has it rest again. It knows what its own instance of
 * the function has seen.
 * @returns runs `work`, of which what it throws and what `isFailure` says counts as a failure; throws CircuitOpen while it is open.
 */
export function circuitBreaker({ now, changed }: BreakerPorts) {
  let failures = 0;
  let restsUntil: number | undefined;
  const settle = (failed: boolean): void => {
    const wasOpen = restsUntil !== undefined;
    failures = failed ? failures + 1 : 0;
    if (failures >= FAILURES) restsUntil = now() + REST_MS;
    else if (!failed) restsUntil = undefined;
    const isOpen = restsUntil !== undefined;
    if (isOpen !== wasOpen) changed(isOpen ? "open" : "closed");
  };
  return async <T>(work: () => Promise<T>, isFailure: (outcome: T) => boolean): Promise<T> => {
    const at = now();
    if (restsUntil !== undefined) {
      if (at < restsUntil) throw new CircuitOpen(Math.ceil((restsUntil - at) / 1000));
      // This call tries; the others wait for what becomes of it.
      restsUntil = at + REST_MS;
    }
    let failed = true;
    try {
      const outcome = await work();
      failed = isFailure(outcome);
      return outcome;
    } finally {
      settle(failed);
    }
  };
}
