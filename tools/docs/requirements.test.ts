import { expect } from "chai";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { PARTS, readRequirements, stateOf } from "./requirements";
import { planOf, settings } from "../../stacks/testing/plans";

const root = resolve(__dirname, "../..");
const requirements = readRequirements(join(root, "docs/requirements.yaml"));

describe("the table of what is built", () => {
  it("has every id, once and in order", () => {
    const ids = Object.entries(PARTS).flatMap(([letter, { count }]) =>
      Array.from({ length: count }, (_, index) => `${letter}${index + 1}`),
    );
    expect(requirements.map(({ id }) => id)).to.deep.equal(ids);
  });

  it("names tests that there are", () => {
    const missing = requirements.flatMap(({ id, tests }) =>
      tests.filter((test) => !existsSync(join(root, test))).map((test) => `${id}: ${test}`),
    );
    expect(missing).to.deep.equal([]);
  });

  it("names components and types that dev or prod makes, and only where something is built", async () => {
    const planned = new Set(
      [...(await planOf(settings.dev)), ...(await planOf(settings.prod))].map(({ type }) => type),
    );
    const wrong = requirements.flatMap((requirement) => {
      const named = [...requirement.components, ...requirement.types];
      const claimed = stateOf(requirement) === "open" ? named : named.filter((type) => !planned.has(type));
      return claimed.map((type) => `${requirement.id}: ${type}`);
    });
    expect(wrong).to.deep.equal([]);
  });
});
