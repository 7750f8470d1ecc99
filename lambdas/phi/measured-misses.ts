import type { OperatingPoint } from "./contract";
import type { Format } from "./formats";
import measured from "./miss-shares.json";

/**
 * Share, in (0, 1], of identifiers on the Safe Harbor list of which the engine was measured to leave something uncovered, in documents of a
 * format: `npm run phi-misses` measures it and writes the table. A format that the set does not have is taken for the worst of it.
 */
export function missedShare01(format: Format, operatingPoint: OperatingPoint): number {
  const shares: Partial<Record<Format, number>> = measured.missed[operatingPoint];
  return shares[format] ?? Math.max(...Object.values(shares));
}
