import { expect } from "chai";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { cityRank, GIVEN, lookUp, nameRank, wordRank } from "../../lambdas/phi/text/lexicon";
import { lexiconWords } from "./lists";
import { lexiconTable } from "./table";

describe("the lists' table", () => {
  const words = lexiconWords();

  it("is what the packages make of it", () => {
    const file = resolve(__dirname, "../../lambdas/phi/text/lexicon-table.json");
    expect(readFileSync(file, "utf8") === lexiconTable(words), "run tools/phi-lists/main.ts").to.equal(true);
  }).timeout(60_000);

  it("gives back the bits of each word, but for the few that share a fingerprint", () => {
    const other = words.filter(([key, bits]) => lookUp(key) !== bits).length;
    expect(other / words.length).to.be.lessThan(0.0005);
  });

  it("knows names, words and places", () => {
    expect(nameRank(lookUp("jennifer"))).to.equal(2);
    expect(lookUp("jennifer") & GIVEN).to.equal(GIVEN);
    expect(wordRank(lookUp("patient"))).to.equal(3);
    expect(cityRank(lookUp("salt lake city"))).to.equal(2);
    expect(lookUp("qqzxv")).to.equal(0);
  });
});
