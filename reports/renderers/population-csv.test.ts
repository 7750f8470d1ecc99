import { parse } from "csv-parse/sync";
import { expect } from "chai";

import { evaluation, report, rule, run } from "../testing/builders";
import { sampleReport } from "../testing/sample-report";

import { renderPopulationCsv } from "./population-csv";

type Line = Readonly<Record<"what" | "stack" | "resources" | "urn" | "call" | "at" | "complete" | "why", string>>;
const linesOf = (made: Parameters<typeof renderPopulationCsv>[0]) =>
  parse(renderPopulationCsv(made), { columns: true }) as Line[];

describe("population.csv", () => {
  it("has every resource once, as many as its run says it saw, with the call and the time", () => {
    const made = sampleReport();
    const lines = linesOf(made);
    const of = (wanted: string) => lines.filter(({ what }) => what === wanted);
    expect(of("resource").map(({ urn }) => urn)).to.deep.equal(made.resources.map(({ urn }) => urn));
    expect(new Set(of("resource").map(({ stack, urn }) => `${stack} ${urn}`)).size).to.equal(made.resources.length);
    for (const line of of("run")) {
      expect(line).to.include({ call: "pulumi preview", at: "2026-11-20T09:30:00Z", complete: "yes" });
      expect(Number(line.resources)).to.equal(of("resource").filter(({ stack }) => stack === line.stack).length);
    }
    expect(of("run")).to.have.length(2);
  });

  it("says what was denied, what was expected and not seen, and which run did not end", () => {
    const pass = evaluation();
    const denied = run([pass], { complete: false, notes: ["Not read: config:DescribeConfigRules denied"] });
    const registers = { expectedStacks: ["clinic/prod"] };
    const lines = linesOf(report([denied, pass], [rule("r1", [])], { registers }));
    expect(lines.map(({ what, stack, complete, why }) => [what, stack, complete, why])).to.deep.equal([
      ["run", "clinic/dev", "no", ""],
      ["not read", "clinic/dev", "no", "Not read: config:DescribeConfigRules denied"],
      ["not read", "clinic/prod", "no", "expected, and no run is on record"],
      ["resource", "clinic/dev", "", ""],
    ]);
  });
});
