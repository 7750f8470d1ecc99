import { expect } from "chai";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { callerOf } from "../../lambdas/testing/callers";

const lambdas = resolve(__dirname, "../../lambdas");
const handlers = readdirSync(lambdas).filter((name) => existsSync(join(lambdas, name, "index.ts")));
const table = (name: string): string => join(lambdas, name, "faults.test.ts");

describe("every handler", () => {
  for (const name of handlers) {
    it(`${name} has a table of faults, and somebody hears of what it gave up`, () => {
      expect(existsSync(table(name)), `${table(name)}: write one, as lambdas/README.md says`).to.equal(true);
      expect(readFileSync(table(name), "utf8")).to.match(
        new RegExp(`^(tried|remedy|fault)Table\\(\\s*"${name}",`, "m"),
      );
      expect(callerOf(name).after).to.not.equal("");
    });
  }

  it("is looked for where handlers are", () => expect(handlers).to.include.members(["phi-release", "evidence-intake"]));
});
