import { expect } from "chai";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(__dirname, "../..");

describe("NOTICE", () => {
  it("lists every direct dependency with its version", () => {
    const { dependencies, devDependencies, optionalDependencies } = JSON.parse(
      readFileSync(join(root, "package.json"), "utf8"),
    ) as Record<"dependencies" | "devDependencies" | "optionalDependencies", Record<string, string>>;
    const listed = new Set(readFileSync(join(root, "NOTICE"), "utf8").split(/\s{2,}|\n/));
    const missing = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
      .map(([name, version]) => `${name} ${version}`)
      .filter((entry) => !listed.has(entry));
    expect(missing).to.deep.equal([]);
  });
});
