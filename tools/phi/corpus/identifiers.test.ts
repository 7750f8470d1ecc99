import { expect } from "chai";
import { HALVES } from "./half";
import { makeIdentifier, makePhone } from "./identifiers";
import type { Sub } from "../../../synthetic/text/labels";
import { Random } from "../../../synthetic/random";

const MADE = 600;

/** The checks are written here anew, from their definitions, not taken from the maker. */
const CHECKS: readonly [Sub, (value: string) => boolean][] = [
  ["NPI", (value) => [...`80840${value}`].map(Number).reduceRight((sum, digit, at, all) => sum + ((all.length - at) % 2 === 0 ? [0, 2, 4, 6, 8, 1, 3, 5, 7, 9][digit]! : digit), 0) % 10 === 0], // prettier-ignore
  ["DEA", (value) => { const d = [...value.slice(2)].map(Number); return (d[0]! + d[2]! + d[4]! + 2 * (d[1]! + d[3]! + d[5]!)) % 10 === d[6]; }], // prettier-ignore
  ["VIN", (value) => { const sum = [...value].reduce((total, letter, at) => total + ("0123456789.ABCDEFGH..JKLMN.P.R..STUVWXYZ".indexOf(letter) % 10) * [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2][at]!, 0) % 11; return value[8] === (sum === 10 ? "X" : String(sum)); }], // prettier-ignore
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
        if (/^\+(44|52)/.test(phone)) continue;
        const digits = phone.replace(/ ?(x|ext).*$/, "").replace(/\D/g, "").replace(/^(00)?1/, ""); // prettier-ignore
        expect(digits.slice(-7)).to.match(/^[2-9](?!11)\d{2}\d{4}$/);
      }
    });
  }

  it("refuses what it has no shape for", () => {
    expect(() => makeIdentifier("ZIP", new Random(""), "tuning", "", "")).to.throw("no shape for ZIP");
  });
});
