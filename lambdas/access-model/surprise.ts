/** Bits at which a surprise counts in full: one in 16,384. */
const MOST_BITS = 14;

/** A surprise in bits as a feature in [0, 1]. */
export const fromBits = (bits: number): number => (bits <= 0 ? 0 : bits >= MOST_BITS ? 1 : bits / MOST_BITS);

/** Surprise, in bits, of what happens in a share of cases. @param share above 0. */
export const bitsOf = (share: number): number => (share >= 1 ? 0 : -Math.log2(share));

/**
 * Surprise, in bits, of a value so many deviations above what is usual, by the tail of Student's distribution with five degrees of
 * freedom: counts of people's work have longer tails than the normal one. 0 for what is not above.
 */
export function tailBits(deviations: number): number {
  return deviations <= 0 ? 0 : 3 * Math.log2(1 + (deviations * deviations) / 5);
}

/** FNV-1a, 32 bits, spread once more so that its low bits are good for tables (finaliser of MurmurHash3). */
export function spread(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}
