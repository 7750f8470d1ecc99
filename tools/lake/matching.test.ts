import { expect } from "chai";
import { readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import * as path from "node:path";

type Call = readonly [module: string, name: string, ...args: unknown[]];

/** Results of the jobs' functions, in the order of the calls. */
function called(...calls: Call[]): unknown[] {
  const { status, stdout, stderr } = spawnSync("python3", [path.join(__dirname, "call_job.py")], {
    input: JSON.stringify(calls.map(([module, name, ...args]) => [module, name, args])),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as unknown[];
}

describe("D4: matching of patients, without Spark", () => {
  it("Jaro and Winkler's measure gives the figures that Winkler printed", () => {
    const known: [string, string, number][] = [
      ["MARTHA", "MARHTA", 0.961],
      ["DWAYNE", "DUANE", 0.84],
      ["DIXON", "DICKSONX", 0.813],
      ["JONES", "JOHNSON", 0.832],
      ["ABROMS", "ABRAMS", 0.922],
      ["A", "", 0],
      ["ANN", "ANN", 1],
    ];
    const measured = called(...known.map(([one, other]): Call => ["person_names", "jaro_winkler", one, other]));
    for (const [at, [one, other, wanted]] of known.entries())
      expect(measured[at], `${one} ${other}`).to.be.closeTo(wanted, 0.0006);
  });

  const names: [string, string, number][] = [
    ["ROBERT", "ROBERT", 0],
    ["ROBERT", "BOB", 1],
    ["BOB", "ROB", 1],
    ["R", "ROBERT", 1],
    ["MONIQUE", "MNIQUE", 2],
    ["MONIQUE", "RENEE", 3],
    ["GABI", "GABRIELA", 3],
    ["GAB", "GABRIELA", 1],
    ["JO", "JOHN", 3],
    ["OMAR", "OMIR", 2],
    ["KEITH", "KIETH", 2],
    ["SOFIA", "SFIA", 2],
    ["ANA", "ANE", 3],
    ["HAL", "HEATHER", 3],
  ];
  for (const [one, other, level] of names) {
    it(`${one} and ${other} agree at level ${level}, either way`, () => {
      const forms = { BOB: ["ROBERT"], ROB: ["ROBERT"] };
      const wrapped = (a: string, b: string): Call => ["matching_forms", "given_level", a, b, forms];
      expect(called(wrapped(one, other), wrapped(other, one))).to.deep.equal([level, level]);
    });
  }

  const edge = (a: number, b: number, weight: number): [number, number, number] => [a, b, weight];
  const groups: [string, [number, number, number][], [number, number][], Record<string, number>][] = [
    ["what hangs together is one", [edge(2, 1, 5), edge(2, 3, 5)], [], { 1: 1, 2: 1, 3: 1 }],
    ["two groups stay two", [edge(1, 2, 5), edge(3, 4, 5)], [], { 1: 1, 2: 1, 3: 3, 4: 3 }],
    ["the weaker edge gives way", [edge(1, 2, 9), edge(2, 3, 5)], [[1, 3]], { 1: 1, 2: 1, 3: 3 }],
    ["a pair apart stays apart though an edge says otherwise", [edge(1, 2, 9)], [[2, 1]], { 1: 1, 2: 2 }],
    [
      "what joined first keeps another out later",
      [edge(1, 2, 9), edge(3, 4, 8), edge(2, 3, 7)],
      [[1, 4]],
      { 1: 1, 2: 1, 3: 3, 4: 3 },
    ],
  ];
  for (const [name, edges, apart, wanted] of groups) {
    it(`groups: ${name}`, () => expect(called(["clusters", "parted", edges, apart])[0]).to.deep.equal(wanted));
  }

  it("the fit finds the shares that pairs were made with", () => {
    expect(called(["matching_forms", "fit_of_planted", 0.9, 0.02])[0]).to.satisfy(
      ([m, u]: [number, number]) => Math.abs(m - 0.9) < 0.02 && Math.abs(u - 0.02) < 0.002,
    );
  });

  // Levels of given name, family name, birth, postal code, telephone, sex.
  const vetoes: [string, number[], number, boolean][] = [
    ["twins: all but the given name", [3, 0, 0, 0, 0, 0], 0, true],
    ["father and son: all but the birth", [0, 0, 4, 0, 0, 0], 30, true],
    ["father and son with one birthday", [0, 0, 3, 0, 0, 0], 30, true],
    ["a year misheard", [0, 0, 3, 0, 0, 0], 10, false],
    ["a new family name", [0, 3, 0, 0, 0, 0], 0, false],
  ];
  for (const [name, pattern, years, wanted] of vetoes) {
    it(`${name}: ${wanted ? "never accepted by itself" : "left to the weights"}`, () =>
      expect(called(["match_model", "is_vetoed", pattern, years])[0]).to.equal(wanted));
  }

  it("nicknames are the published list", () => {
    const lines = readFileSync(path.join(__dirname, "../../components/lake/jobs/nicknames.csv"), "utf8").split("\n");
    expect(lines[0]).to.equal("name1,relationship,name2");
    expect(lines.length).to.be.greaterThan(2500);
  });

  const scores: [string, [number | null, string[], number, boolean], [number, string[]]][] = [
    ["nothing known", [null, [], 0, false], [0, []]],
    ["a diagnosis and age", [66, ["diabetes"], 0, false], [13, ["diagnosis:diabetes", "age"]]],
    ["a group without points", [30, ["asthma"], 0, false], [0, []]],
    ["four stays count as three", [30, [], 4, false], [30, ["hospital-stays"]]],
    [
      "never more than 100",
      [90, ["heart-failure", "kidney-failure", "cancer", "stroke", "diabetes"], 3, true],
      [
        100,
        [
          "hospital-stays",
          "diagnosis:heart-failure",
          "diagnosis:kidney-failure",
          "age",
          "readmitted-within-30-days",
          "diagnosis:cancer",
          "diagnosis:stroke",
          "diagnosis:diabetes",
        ],
      ],
    ],
  ];
  for (const [name, args, wanted] of scores) {
    it(`risk score: ${name}`, () => expect(called(["risk_score", "score_of", ...args])[0]).to.deep.equal(wanted));
  }
});
