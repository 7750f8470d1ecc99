import { expect } from "chai";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { SHOWS } from "./shows";
import { faultLines, givenUpLines, hasFailed, linesOf, outcomesOf } from "./table";

const root = resolve(__dirname, "../..");
const report = (tests: object[]): string => `a warning\n${JSON.stringify({ stats: {}, tests }, undefined, 2)}`;

describe("npm run faults", () => {
  it("reads mocha's report, whatever was said before it", () => {
    const read = outcomesOf(
      report([
        { title: "duplicate: one copy", fullTitle: "faults: a duplicate: one copy", err: {} },
        { title: "throttled: done", fullTitle: "faults: a throttled: done", err: { message: "two\nlines" } },
      ]),
    );
    expect(read.map(({ failure }) => failure)).to.deep.equal([undefined, "two\nlines"]);
    expect(hasFailed(read)).to.equal(true);
    expect(linesOf(read)).to.deep.equal([
      "  holds   duplicate: one copy",
      "  FAILED  throttled: done",
      "          two",
    ]);
    const [row] = faultLines(read).filter((line) => line.startsWith("  a "));
    expect(row?.trim().split(/\s+/)).to.deep.equal(["a", "holds", "-", "-", "-", "FAILED", "-", "-", "-"]);
  });

  it("says of each handler where a call goes that is given up", () => {
    const read = outcomesOf(
      report([{ title: "duplicate: x", fullTitle: "faults: claims-check duplicate: x", err: {} }]),
    );
    expect(givenUpLines(read).map((line) => line.trim().replace(/ +/g, " "))).to.deep.equal([
      "claims-check event rule claims-scanned, 3 tries in 180 s; then claims-check-dlq, alarm claims-check-dlq-not-empty",
    ]);
  });

  it("takes no tests for a failure, and no report for an error", () => {
    expect(hasFailed([])).to.equal(true);
    expect(linesOf([])[0]).to.contain("FAILED");
    expect(() => outcomesOf("Error: no such file")).to.throw("mocha did not report");
  });

  it("names files and tests that there are", () => {
    for (const { specs, grep = "" } of SHOWS)
      for (const spec of specs) {
        expect(existsSync(join(root, spec)), spec).to.equal(true);
        expect(readFileSync(join(root, spec), "utf8")).to.match(new RegExp(grep));
      }
  });
});
