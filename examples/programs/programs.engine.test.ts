import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { z } from "zod";
import type { Evaluation } from "../../policies/judge";
import { hipaaPack } from "../../policies/packs/hipaa/pack";
import { shortType } from "../../policies/resource";
import { judgeInProcess, type JudgedRun } from "../../tools/in-process/judge";

const level = z.enum(["mandatory", "advisory"]);

/** What a program's findings.json says that a run finds, and what a person made of it. */
const studied = z.strictObject({
  findings: z.array(
    z.strictObject({
      rule: z.string(),
      /** The resource's name in the program; the project and the stack for what is about the whole. */
      resource: z.string(),
      level,
      verdict: z.enum(["true", "matter of taste"]),
      why: z.string().min(1),
    }),
  ),
  /** What can't be judged before the first update: a resource, what is not known of it, and the rules that wait for it. */
  open: z.array(
    z.strictObject({
      resource: z.string(),
      unknown: z.array(z.string()).min(1),
      level,
      rules: z.array(z.string()).min(1),
    }),
  ),
});

function studyOf(program: string): z.infer<typeof studied> {
  return studied.parse(JSON.parse(fs.readFileSync(path.join(__dirname, program, "findings.json"), "utf8")));
}

/** One line a finding, sorted. */
function expectedOf(program: string): string[] {
  const { findings, open } = studyOf(program);
  return [
    ...findings.map(({ rule, resource, level: at }) => `fail ${at} ${rule} ${resource}`),
    ...open.flatMap(({ resource, unknown, level: at, rules }) =>
      rules.map((rule) => `undetermined ${at} ${rule} ${resource} (${unknown.join(", ")})`),
    ),
  ].sort();
}

function foundIn(evaluations: readonly Evaluation[]): string[] {
  return evaluations
    .filter(({ level: at }) => at !== "none")
    .map(({ result, level: at, rule, type, name, finds }) =>
      result === "fail"
        ? `fail ${at} ${rule.id} ${name}`
        : `undetermined ${at} ${rule.id} ${shortType(type)} ${name} (${finds.join(", ")})`,
    )
    .sort();
}

const programs = fs
  .readdirSync(__dirname, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/** Judges all programs, two at a time: each is a Node process of its own beside this one. */
function judgeAll(): ReadonlyMap<string, Promise<JudgedRun>> {
  const lanes: Promise<unknown>[] = [Promise.resolve(), Promise.resolve()];
  const runs = new Map<string, Promise<JudgedRun>>();
  for (const [position, program] of programs.entries()) {
    const lane = position % lanes.length;
    const run = (lanes[lane] ?? Promise.resolve()).then(() =>
      judgeInProcess({ projectDir: path.join(__dirname, program), stack: "dev", pack: hipaaPack }),
    );
    lanes[lane] = run.catch(() => undefined);
    runs.set(program, run);
  }
  return runs;
}

describe("the programs of careful engineers, in-process", function () {
  this.timeout(120_000);
  let runs: ReadonlyMap<string, Promise<JudgedRun>>;
  before(() => {
    runs = judgeAll();
  });

  for (const program of programs) {
    describe(program, () => {
      let judged: JudgedRun;
      before(async () => {
        judged = (await runs.get(program)) as JudgedRun;
      });

      it("runs to its end", () => {
        expect(judged.run.messages.filter(({ severity }) => severity === "error")).to.deep.equal([]);
        expect(judged.run.exitCode).to.equal(0);
      });

      it("is not stopped", () => {
        expect(judged.blocked).to.equal(false);
      });

      it("finds what was studied and nothing else", () => {
        expect(foundIn(judged.evaluations)).to.deep.equal(expectedOf(program));
      });
    });
  }

  it("stand in the table of README.md, all of them", () => {
    const readme = fs.readFileSync(path.join(__dirname, "README.md"), "utf8");
    expect(programs.filter((program) => !readme.includes(`| [${program}](${program}) |`))).to.deep.equal([]);
  });
});
