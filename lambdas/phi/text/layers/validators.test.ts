import { expect } from "chai";
import { isDay, isDea, isGs1, isIban, isIpv4, isIpv6, isNpi, isSsn, isVin, luhn } from "./validators";

/** Each with what it must hold valid and what not; numbers of manuals and of this file, of nobody. */
const TABLES: readonly (readonly [name: string, check: (text: string) => boolean, valid: string[], wrong: string[]])[] =
  [
    ["luhn", luhn, ["4111111111111111", "378282246310005"], ["4111111111111112"]],
    ["isNpi", isNpi, ["1234567893"], ["1234567890", "3234567893", "123456789"]],
    ["isDea", isDea, ["BK1234563", "bk1234563"], ["BK1234564", "QK1234563", "B11234563"]],
    ["isVin", isVin, ["1HGCM82633A004352", "11111111111111111"], ["1HGCM82633A004353", "1HGCM82633A00435I", "1HG"]],
    ["isGs1", isGs1, ["4006381333931", "00012345600012"], ["4006381333932", "123"]],
    // Examples of the registry and of manuals.
    [
      "isIban",
      isIban,
      ["GB82 WEST 1234 5698 7654 32", "DE89370400440532013000"],
      ["GB83WEST12345698765432", "GB82 WEST"],
    ],
    ["isSsn", isSsn, ["219099999"], ["000123456", "666123456", "912345678", "219009999", "219090000"]],
    ["isIpv4", isIpv4, ["10.20.30.40"], ["10.20.30.256", "10.20.30"]],
    ["isIpv6", isIpv6, ["2001:db8::1", "2001:db8:0:0:1:0:0:1"], ["2001:db8:0:0:1", "1::2::3", "10:30:22", "20001::1"]],
  ];

describe("validators", () => {
  for (const [name, check, valid, wrong] of TABLES) {
    it(`${name} knows its check`, () => {
      expect(valid.filter((text) => !check(text))).to.deep.equal([]);
      expect(wrong.filter(check)).to.deep.equal([]);
    });
  }

  it("isDay knows the calendar", () => {
    expect([
      isDay(2024, 2, 29),
      isDay(2023, 2, 29),
      isDay(24, 12, 31),
      isDay(2024, 13, 1),
      isDay(2024, 4, 31),
    ]).to.deep.equal([true, false, true, false, false]);
  });
});
