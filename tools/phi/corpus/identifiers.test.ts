import { expect } from "chai";
import { HALVES } from "./half";
import { makeIdentifier, makePhone } from "./identifiers";
import type { Sub } from "../../../synthetic/text/labels";
import { Random } from "../../../synthetic/random";

const MADE = 600;

/** The checks are written here anew, from their definitions, not taken from the maker. */
const digitsOf = (value: string): number[] => [...value].map(Number);
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** Luhn over 80840 and the number: every second digit from the right doubled, and its digits summed. */
function isNpi(value: string): boolean {
  const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
  const digits = digitsOf(`80840${value}`).reverse();
  return sumOf(digits.map((digit, at) => (at % 2 === 1 ? doubled[digit]! : digit))) % 10 === 0;
}

function isDea(value: string): boolean {
  const digits = digitsOf(value.slice(2));
  const odd = sumOf([0, 2, 4].map((at) => digits[at]!));
  const even = sumOf([1, 3, 5].map((at) => digits[at]!));
  return (odd + 2 * even) % 10 === digits[6];
}

/** 49 CFR 565.15(c). */
function isVin(value: string): boolean {
  const weights = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
  const values = "0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ";
  const rest = sumOf([...value].map((letter, at) => (values.indexOf(letter) % 10) * weights[at]!)) % 11;
  return value[8] === (rest === 10 ? "X" : String(rest));
}

const CHECKS: readonly [Sub, (value: string) => boolean][] = [
  ["NPI", isNpi],
  ["DEA", isDea],
  ["VIN", isVin],
];

describe("identifiers of the corpus", () => {
  for (const [sub, isValid] of CHECKS) {
    it(`${sub}: most have the right check digit, some have not`, () => {
      const random = new Random(sub);
      const made = Array.from({ length: MADE }, () => makeIdentifier(sub, random, "tuning", "Ada", "Moor"));
      expect(made.filter(isValid).length / MADE).to.be.within(0.8, 0.99);
    });
  }

  for (const half of HALVES) {
    it(`${half}: no social security number of an area that is not given out`, () => {
      const random = new Random(half);
      for (let index = 0; index < MADE; index++) {
        const digits = makeIdentifier("SSN", random, half, "Ada", "Moor").replace(/\D/g, "");
        expect(digits).to.match(/^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/);
      }
    });

    it(`${half}: phones of North America have a possible exchange`, () => {
      const random = new Random(half);
      for (let index = 0; index < MADE; index++) {
        const phone = makePhone(random, half);
        if (/^\+(?!1)/.test(phone)) continue;
        const digits = phone
          .replace(/ ?(x|ext).*$/, "")
          .replace(/\D/g, "")
          .replace(/^(00)?1/, "");
        expect(digits.slice(-7)).to.match(/^[2-9](?!11)\d{2}\d{4}$/);
      }
    });
  }

  it("refuses what it has no shape for", () => {
    expect(() => makeIdentifier("ZIP", new Random(""), "tuning", "", "")).to.throw("no shape for ZIP");
  });
});
