import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { readIfPresent, sha256, sha256OfFile, writeWhole } from "./files";
import { placesOf } from "./places";
import { duration } from "./progress";
import { readCounts } from "./test-run";

describe("files", () => {
  let folder: string;
  before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "files-"))));
  after(() => fs.rmSync(folder, { recursive: true }));

  it("writes whole files with their mode, making folders, and leaves nothing else", () => {
    const file = path.join(folder, "a", "b");
    writeWhole(file, "text", 0o755);
    expect(readIfPresent(file)).to.equal("text");
    expect(fs.statSync(file).mode & 0o777).to.equal(0o755);
    expect(fs.readdirSync(path.dirname(file))).to.deep.equal(["b"]);
  });

  it("leaves nothing half written when it fails", () => {
    const target = path.join(folder, "taken");
    fs.mkdirSync(path.join(target, "inside"), { recursive: true });
    expect(() => writeWhole(target, "text")).to.throw();
    expect(fs.readdirSync(folder).filter((name) => name.endsWith(".tmp"))).to.deep.equal([]);
  });

  it("tells a missing file from one that cannot be read", () => {
    expect(readIfPresent(path.join(folder, "none"))).to.equal(undefined);
    expect(() => readIfPresent(folder)).to.throw("EISDIR");
  });

  it("hashes a file as sha256sum does and keeps the borders of texts", () => {
    const file = path.join(folder, "abc");
    fs.writeFileSync(file, "abc");
    // FIPS 180-4, the example for one block
    expect(sha256OfFile(file)).to.equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(sha256("a", "bc")).to.not.equal(sha256("ab", "c"));
  });
});

describe("places", () => {
  it("follows XDG_CACHE_HOME when it is absolute", () => {
    expect(placesOf("/r", { XDG_CACHE_HOME: "/c" }).engineCache).to.equal("/c/phiguard/engine");
    for (const env of [{}, { XDG_CACHE_HOME: "relative" }, { XDG_CACHE_HOME: "" }]) {
      expect(placesOf("/r", env).engineCache).to.equal(path.join(os.homedir(), ".cache/phiguard/engine"));
    }
  });
});

describe("duration", () => {
  for (const [ms, text] of [
    [400, "0 s"],
    [59_400, "59 s"],
    [60_000, "1 min 00 s"],
    [425_000, "7 min 05 s"],
  ] as const) {
    it(text, () => expect(duration(ms)).to.equal(text));
  }
});

describe("mocha's summary", () => {
  for (const [name, output, exitCode, counts] of [
    ["all pass", "\n  12 passing (3s)\n", 0, { passed: 12, failed: 0 }],
    ["some fail", "\n  12 passing (3s)\n  2 failing\n", 2, { passed: 12, failed: 2 }],
    ["in colour", "\u001b[92m \u001b[0m\u001b[32m 3 passing\u001b[0m (1s)\n", 0, { passed: 3, failed: 0 }],
    ["a crash before the summary", "Error: no such module\n", 1, { passed: 0, failed: 1 }],
    ["a bad end with no failed test", "\n  3 passing (1s)\n", 7, { passed: 3, failed: 1 }],
    ["a test named like one", "    ✔ 99 passing things\n\n  1 passing (1s)\n", 0, { passed: 1, failed: 0 }],
  ] as const) {
    it(name, () => expect(readCounts(output, exitCode)).to.deep.equal(counts));
  }
});
