import { expect } from "chai";
import { randomPassword } from "./random-password";

describe("randomPassword", () => {
  it("is 32 characters of all kinds, and another one each time", () => {
    const [one, other] = [randomPassword({}), randomPassword({})];
    expect(one).to.have.length(32);
    for (const kind of [/[A-Z]/, /[a-z]/, /\d/, /[^A-Za-z\d]/]) expect(one).to.match(kind);
    expect(one).to.not.equal(other);
  });

  it("leaves out what it is told to", () => {
    const text = Array.from({ length: 50 }, () =>
      randomPassword({ passwordLength: 40, excludeCharacters: "/@", excludePunctuation: true, excludeNumbers: true }),
    ).join("");
    expect(text).to.match(/^[A-Za-z]{2000}$/);
  });

  for (const passwordLength of [0, 4097, 1.5]) {
    it(`refuses ${passwordLength} characters`, () =>
      expect(() => randomPassword({ passwordLength })).to.throw("passwordLength"));
  }

  it("refuses to leave everything out", () =>
    expect(() =>
      randomPassword({
        excludeUppercase: true,
        excludeLowercase: true,
        excludeNumbers: true,
        excludePunctuation: true,
      }),
    ).to.throw("every character"));
});
