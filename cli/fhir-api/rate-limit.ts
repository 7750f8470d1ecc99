/** What a caller has left of the window that runs. */
export interface Left {
  readonly isOver: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** Seconds of a window. */
const WINDOW = 1;

/**
 * Requests of each caller in windows of a second. The headers are those of the IETF's draft "RateLimit header fields for HTTP", and RFC 9110's
 * `Retry-After` for who has to wait.
 * @param most requests of a caller in a second.
 */
export function rateLimit(most: number): (caller: string, now: Date) => Left {
  let window = 0;
  let used = new Map<string, number>();
  return (caller, now) => {
    const current = Math.floor(now.getTime() / 1000 / WINDOW);
    if (current !== window) {
      window = current;
      used = new Map();
    }
    const count = (used.get(caller) ?? 0) + 1;
    used.set(caller, count);
    const isOver = count > most;
    return {
      isOver,
      headers: {
        "RateLimit-Policy": `"caller";q=${most};w=${WINDOW}`,
        RateLimit: `"caller";r=${Math.max(most - count, 0)};t=${WINDOW}`,
        ...(isOver && { "Retry-After": String(WINDOW) }),
      },
    };
  };
}
