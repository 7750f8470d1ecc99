import { expect } from "chai";
import { isAtLeast, OLDEST_ENGINE, parseVersion, PINNED_ENGINE } from "./engine-version";

describe("engine versions", () => {
  for (const [text, version] of [
    ["v3.250.0", [3, 250, 0]],
    ["3.261.0-alpha.1+abc", [3, 261, 0]],
    ["v3.250.0\n", [3, 250, 0]],
    ["", undefined],
    ["v3.250", undefined],
    ["pulumi", undefined],
  ] as const) {
    it(`reads ${JSON.stringify(text)}`, () => expect(parseVersion(text)).to.deep.equal(version));
  }

  for (const [found, wanted, enough] of [
    ["v3.200.0", "3.200.0", true],
    ["v3.199.9", "3.200.0", false],
    ["v3.200.1", "3.200.0", true],
    ["v4.0.0", "3.200.0", true],
    ["v2.999.0", "3.200.0", false],
    ["v3.1000.0", "3.999.0", true],
    ["", "3.200.0", false],
  ] as const) {
    it(`${found || "no version"} is ${enough ? "" : "not "}at least ${wanted}`, () => {
      expect(isAtLeast(found, wanted)).to.equal(enough);
    });
  }

  it("pins an engine that is supported", () => expect(isAtLeast(PINNED_ENGINE, OLDEST_ENGINE)).to.equal(true));
});
