import type { Half } from "./half";
import type { Sub } from "../../../synthetic/text/labels";
import { VALUES } from "./values";
import type { Random } from "../../../synthetic/random";

/** An identifier of a kind; one in twelve of those with a check digit has a wrong one, as copying by hand gives. */
export function makeIdentifier(sub: Sub, random: Random, half: Half, first: string, last: string): string {
  switch (sub) {
    case "NPI":
      return npi(random);
    case "DEA":
      return dea(random, last);
    case "VIN":
      return vin(random);
    case "SSN":
      return ssn(random, half);
    case "IP":
      return random.chance(0.3)
        ? Array.from({ length: 8 }, () => random.whole(1, 65535).toString(16)).join(":")
        : [random.whole(1, 223), random.whole(0, 255), random.whole(0, 255), random.whole(1, 254)].join(".");
    case "MAC":
      return Array.from({ length: 6 }, () => random.whole(16, 255).toString(16)).join(VALUES[half].betweenMac);
    case "UUID":
      return [8, 4, 4, 4, 12].map((length) => hex(random, length)).join("-");
    default: {
      const shapes = VALUES[half].shapes[sub];
      if (shapes === undefined) throw new Error(`no shape for ${sub}`);
      const plain = (name: string): string => name.toLowerCase().replace(/[^a-z]/g, "");
      const shape = random.shape(random.pick(shapes));
      return shape
        .replace("{last}", plain(last))
        .replace("{first}", plain(first))
        .replaceAll("{f}", plain(first).slice(0, 1));
    }
  }
}

function hex(random: Random, length: number): string {
  return Array.from({ length }, () => random.whole(0, 15).toString(16)).join("");
}

/** National Provider Identifier: ten digits, the last by Luhn over 80840 and the others (45 CFR 162.406; CMS, "NPI Check Digit"). */
function npi(random: Random): string {
  const body = random.shape(random.pick(["1########", "2########"]));
  const sum = [...`80840${body}`]
    .reverse()
    .map((digit, at) => Number(digit) * (at % 2 === 0 ? 2 : 1))
    .reduce((total, value) => total + (value > 9 ? value - 9 : value), 0);
  return body + spoilt(random, (10 - (sum % 10)) % 10);
}

/** Number of the Drug Enforcement Administration: two letters, the second of the family name; last digit by its checksum. */
function dea(random: Random, last: string): string {
  const second = /^[A-Z]/.exec(last.normalize("NFD").toUpperCase())?.[0] ?? "9";
  const digits = Array.from({ length: 6 }, () => random.whole(0, 9));
  const [a, b, c, d, e, f] = digits as [number, number, number, number, number, number];
  return `${random.pick([..."ABFM"])}${second}${digits.join("")}${spoilt(random, (a + c + e + 2 * (b + d + f)) % 10)}`;
}

const VIN_LETTERS = "0123456789ABCDEFGHJKLMNPRSTUVWXYZ";
const VIN_VALUES: Readonly<Record<string, number>> = { A: 1, B: 2, C: 3, D: 4, E: 5, F: 6, G: 7, H: 8, J: 1, K: 2, L: 3, M: 4, N: 5, P: 7, R: 9, S: 2, T: 3, U: 4, V: 5, W: 6, X: 7, Y: 8, Z: 9 }; // prettier-ignore
const VIN_WEIGHTS = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];

/** Vehicle identification number: check digit in the ninth place (49 CFR 565.15(c)). */
function vin(random: Random): string {
  const letters = Array.from({ length: 17 }, () => random.pick([...VIN_LETTERS]));
  const sum = letters.reduce(
    (total, letter, at) => total + (VIN_VALUES[letter] ?? Number(letter)) * VIN_WEIGHTS[at]!,
    0,
  );
  letters[8] = random.chance(0.08) ? "0" : sum % 11 === 10 ? "X" : String(sum % 11);
  return letters.join("");
}

/** Social security number of an area that is given out: not 000, 666 or 900 and above. */
function ssn(random: Random, half: Half): string {
  const area = String(random.pick([random.whole(1, 665), random.whole(667, 899)])).padStart(3, "0");
  const rest = [String(random.whole(1, 99)).padStart(2, "0"), String(random.whole(1, 9999)).padStart(4, "0")];
  return [area, ...rest].join(random.pick(VALUES[half].betweenSsn));
}

function spoilt(random: Random, digit: number): number {
  return random.chance(1 / 12) ? (digit + 1) % 10 : digit;
}

/** A phone number; those of North America have a valid area and exchange (not N11). */
export function makePhone(random: Random, half: Half): string {
  const exchange = `${random.whole(2, 9)}${random.whole(2, 9)}${random.whole(0, 9)}`;
  const shape = random
    .pick(VALUES[half].phones)
    .replace("{a}", String(random.pick(VALUES[half].areaCodes)))
    .replace("{e}", exchange);
  return random.shape(shape);
}
