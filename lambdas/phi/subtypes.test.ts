import { expect } from "chai";
import { CATEGORIES } from "./span";
import { SUBTYPES } from "./subtypes";

describe("subtypes", () => {
  it("name each paragraph of the Safe Harbor list", () => {
    const named = new Set<string | undefined>(Object.values(SUBTYPES).map(({ safeHarbor }) => safeHarbor));
    expect([..."ABCDEFGHIJKLMNOPQR"].filter((letter) => !named.has(letter))).to.deep.equal([]);
  });

  it("are there for each category", () => {
    const named = new Set<string>(Object.values(SUBTYPES).map(({ category }) => category));
    expect([...named].sort()).to.deep.equal([...CATEGORIES].sort());
  });
});
