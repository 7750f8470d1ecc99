import { expect } from "chai";
import { findInText } from "..";
import { finds } from "../testing/marked";

describe("numbers read out digit by digit", () => {
  finds("are found whole", [
    "call me at [[five five five, oh one four seven]]",
    "callback [[two one two - five five five - oh one double nine]] thanks",
    "medical record number [[seven seven four one nine zero]] comma",
  ]);
  finds("are none", [
    "one two three four five six seven, breathe out",
    "take one or two of them, then three, four at most",
    "oh no. five of nine criteria, two to four weeks",
  ]);

  it("are a telephone's by their count, else another number", () => {
    const categoryOf = (text: string): string[] => findInText(text).map(({ category }) => category);
    expect(categoryOf("five five five oh one four seven")).to.deep.equal(["PHONE_OR_FAX"]);
    expect(categoryOf("chart seven seven four one nine zero")).to.deep.equal(["ID"]);
  });
});
