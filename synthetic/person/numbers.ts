import type { Random } from "../random";

/**
 * Looks like a social security number and is none: no area above 899 is given out (SSA, "Social Security Number Randomization"), and
 * taxpayer numbers of the 900s have 50 or more in the middle (IRS, Publication 1915).
 */
export function socialSecurityNumber(random: Random): string {
  return random.shape(`9##-${String(random.whole(1, 49)).padStart(2, "0")}-####`);
}

/** A National Provider Identifier with a right check digit that nobody has: all that are given out begin with 1 or 2 (45 CFR 162.406). */
export function providerIdentifier(serial: number): string {
  const body = `9${String(serial).padStart(8, "0")}`;
  const sum = [...`80840${body}`]
    .reverse()
    .map((digit, at) => Number(digit) * (at % 2 === 0 ? 2 : 1))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/** An identifier of RFC 9562's form, from chance alone (version 4). */
export function uuid(random: Random): string {
  const word = (): string => random.whole(0, 0xffffffff).toString(16).padStart(8, "0");
  const [a, b, c, d] = [word(), word(), word(), word()];
  const variant = "89ab"[Number.parseInt(c[0]!, 16) % 4];
  return `${a}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${d}`;
}
