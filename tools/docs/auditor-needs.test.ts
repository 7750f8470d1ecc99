import { expect } from "chai";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, resolve } from "node:path";
import { readAuditorNeeds } from "./auditor-needs";

const root = resolve(__dirname, "../..");
const file = join(root, "docs/auditor-needs.yaml");
const needs = readAuditorNeeds(file);

/** Full titles by file, as mocha itself tells them; no test is run. */
function titlesIn(files: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const mocha = join(root, "node_modules/mocha/bin/mocha.js");
  const told = spawnSync(process.execPath, [mocha, "--dry-run", "--reporter", "json", ...files], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  const { tests } = JSON.parse(told.stdout.slice(told.stdout.indexOf("{"))) as {
    tests: { readonly file: string; readonly fullTitle: string }[];
  };
  const titles = new Map<string, Set<string>>();
  for (const test of tests) {
    const name = relative(root, test.file);
    titles.set(name, (titles.get(name) ?? new Set()).add(test.fullTitle));
  }
  return titles;
}

describe("the table of what auditors need", () => {
  it("has 28 rows, once and in order", () => {
    expect(needs.map(({ row }) => row)).to.deep.equal(Array.from({ length: 28 }, (_, index) => index + 1));
  });

  it("names tests that there are, by their file and title", () => {
    const files = [...new Set(needs.flatMap(({ tests }) => Object.keys(tests)))].sort();
    expect(files.filter((name) => !existsSync(join(root, name)))).to.deep.equal([]);
    const titles = titlesIn(files);
    const missing = needs.flatMap(({ row, tests }) =>
      Object.entries(tests).flatMap(([name, named]) =>
        named.filter((title) => titles.get(name)?.has(title) !== true).map((title) => `${row}: ${name}: ${title}`),
      ),
    );
    expect(missing).to.deep.equal([]);
  }).timeout(180_000);

  describe("is refused", () => {
    const whole = {
      row: 1,
      need: "n",
      peers: { AM: "-", SH: "-", PR: "-", SP: "-", TR: "-", CK: "-", VD: "-" },
      seen: "s",
    };
    const rows: readonly (readonly [string, object, string])[] = [
      ["where it says Y without a test", { ours: "Y" }, "without a test"],
      ["where it says Y with no title", { ours: "Y", tests: { "a.test.ts": [] } }, "Too small"],
      [
        "where it says Y and lacks something",
        { ours: "Y", tests: { "a.test.ts": ["t"] }, lacks: "x" },
        "lacks something",
      ],
      [
        "where it says P and does not say what it lacks",
        { ours: "P", tests: { "a.test.ts": ["t"] } },
        "lacks something",
      ],
      [
        "where it has nothing and names a test",
        { ours: "-", tests: { "a.test.ts": ["t"] }, lacks: "x" },
        "without a test",
      ],
    ];
    for (const [name, more, says] of rows) {
      it(name, () => {
        const folder = mkdtempSync(join(tmpdir(), "phiguard-needs-"));
        try {
          writeFileSync(join(folder, "needs.json"), JSON.stringify([{ ...whole, ...more }]));
          expect(() => readAuditorNeeds(join(folder, "needs.json"))).to.throw(says);
        } finally {
          rmSync(folder, { recursive: true });
        }
      });
    }
  });
});
