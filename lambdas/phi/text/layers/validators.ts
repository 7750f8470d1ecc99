/** Luhn's check over decimal digits (ISO/IEC 7812-1, annex B). */
export function luhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - at) - 48;
    const doubled = at % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** National Provider Identifier: ten digits from 1 or 2, Luhn with the prefix 80840 (45 CFR 162.406; CMS, "NPI Check Digit"). */
export const isNpi = (digits: string): boolean => /^[12]\d{9}$/.test(digits) && luhn(`80840${digits}`);

/**
 * DEA registration: a letter for the kind of registrant, a letter of the name or 9, six digits and a check digit: the first, third and
 * fifth and twice the second, fourth and sixth, last digit of the sum (DEA, "DEA number").
 */
export function isDea(text: string): boolean {
  if (!/^[ABCDEFGHJKLMPRSTUX][A-Z9]\d{7}$/i.test(text)) return false;
  const digits = [...text.slice(2)].map(Number) as [number, number, number, number, number, number, number];
  const [a, b, c, d, e, f, check] = digits;
  return (a + c + e + 2 * (b + d + f)) % 10 === check;
}

const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
const VIN_VALUES: Readonly<Record<string, number>> = Object.fromEntries(
  [..."ABCDEFGH"]
    .map((letter, at): [string, number] => [letter, at + 1])
    .concat([..."JKLMN"].map((letter, at): [string, number] => [letter, at + 1]))
    .concat([
      ["P", 7],
      ["R", 9],
    ])
    .concat([..."STUVWXYZ"].map((letter, at): [string, number] => [letter, at + 2])),
);

/** Vehicle identification number: 17 characters without I, O and Q, the ninth a check digit modulo 11 (49 CFR 565.15). */
export function isVin(text: string): boolean {
  const vin = text.toUpperCase();
  if (!/^[A-HJ-NPR-Z0-9]{17}$/.test(vin)) return false;
  const sum = [...vin].reduce(
    (total, sign, at) => total + (VIN_VALUES[sign] ?? Number(sign)) * (VIN_WEIGHTS[at] as number),
    0,
  );
  return vin[8] === (sum % 11 === 10 ? "X" : String(sum % 11));
}

/** Check digit of GS1 numbers, weights 3 and 1 from the right (GS1 General Specifications, 7.9). */
export function isGs1(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => total + Number(digit) * (at % 2 === 1 ? 3 : 1), 0);
  return digits.length > 7 && sum % 10 === 0;
}

/** International bank account number: country, check digits and up to 30 letters and digits, modulo 97 (ISO 13616-1). Spaces don't count. */
export function isIban(text: string): boolean {
  const signs = text.replaceAll(" ", "").toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(signs)) return false;
  let rest = 0;
  for (const sign of signs.slice(4) + signs.slice(0, 4)) {
    const value = parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Numbers that the Social Security Administration gives: no area 000, 666 or 9xx, no group 00, no serial 0000. */
export const isSsn = (digits: string): boolean => /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(digits);

/** A day of the calendar. A year of two digits is one of 1930 to 2029. */
export function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const full = year >= 100 ? year : year < 30 ? 2000 + year : 1900 + year;
  return day <= new Date(Date.UTC(full, month, 0)).getUTCDate();
}

/** Years that stand in notes. */
export const isYear = (year: number): boolean => year >= 1880 && year <= 2099;

export const isIpv4 = (text: string): boolean =>
  /^\d{1,3}(?:\.\d{1,3}){3}$/.test(text) && text.split(".").every((part) => Number(part) <= 255);

/** IPv6 in full or with `::` (RFC 4291, 2.2). */
export function isIpv6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 && groups.length > 1 : groups.length === 8;
}
