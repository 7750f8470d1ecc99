import { expect } from "chai";
import { resolve } from "node:path";
import { readComponents } from "./component-sources";

const components = readComponents(resolve(__dirname, "../.."));

describe("components' sources", () => {
  it("have components, each with a type token of its own", () => {
    expect(components.length).to.be.greaterThan(40);
    expect(new Set(components.map(({ token }) => token)).size).to.equal(components.length);
  });

  for (const { className, about, args } of components) {
    it(`say what ${className} is, and what it takes`, () => {
      expect(about).to.match(/^[A-Z].{15,}/);
      expect(args.map(({ type }) => type)).to.not.include("");
    });
  }

  it("give the fields of an interface with those it extends", () => {
    const store = components.find(({ className }) => className === "FhirStore");
    expect(store?.args.map(({ name }) => name)).to.include.members(["bucketNames", "site", "replicated"]);
  });
});
