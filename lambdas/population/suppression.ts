/** A number of patients that may be told, or null where it is too small to be. */
export interface Cell {
  readonly count: number | null;
  readonly suppressed: boolean;
}

/** Cells of 1 to 10 are not told (CMS cell size suppression policy); 0 says that there is nobody. */
export const SMALLEST_CELL = 11;

export const isSmall = (count: number): boolean => count > 0 && count < SMALLEST_CELL;

/**
 * Suppresses the small cells of one table whose total is told, and, where that leaves a single one, which the total would give away,
 * the smallest other cell that is not empty as well.
 */
export function suppressed(counts: readonly number[]): Cell[] {
  const hidden = new Set(counts.flatMap((count, at) => (isSmall(count) ? [at] : [])));
  if (hidden.size === 1) {
    const [next] = counts
      .map((count, at) => ({ count, at }))
      .filter(({ count, at }) => count > 0 && !hidden.has(at))
      .sort((a, b) => a.count - b.count || a.at - b.at);
    if (next !== undefined) hidden.add(next.at);
  }
  return counts.map((count, at) => (hidden.has(at) ? { count: null, suppressed: true } : { count, suppressed: false }));
}

/** A share of patients; told only where neither those in it nor those outside of it are too few. */
export interface Share {
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** In [0, 1], to four places. */
  readonly rate: number | null;
  readonly suppressed: boolean;
}

export function share(numerator: number, denominator: number): Share {
  if (isSmall(denominator)) return { numerator: null, denominator: null, rate: null, suppressed: true };
  if (isSmall(numerator) || isSmall(denominator - numerator)) {
    return { numerator: null, denominator, rate: null, suppressed: true };
  }
  return {
    numerator,
    denominator,
    rate: denominator === 0 ? null : rounded(numerator / denominator),
    suppressed: false,
  };
}

export const rounded = (value: number): number => Math.round(value * 10_000) / 10_000;
