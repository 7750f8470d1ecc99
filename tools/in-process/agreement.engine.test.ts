import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { expect } from "chai";
import { expectedFindings } from "../../examples/non-compliant/planted";
import { hipaaPack } from "../../policies/packs/hipaa/pack";
import type { PolicyEvaluationRecord, PolicyRecord } from "../../policies/record";
import { findEngine, type CliEngine } from "../setup/engine";
import { engineCommand } from "../setup/engine-command";
import { placesOf } from "../setup/places";
import { progressTo } from "../setup/progress";
import { judgeInProcess } from "./judge";

const root = path.resolve(__dirname, "../..");
const places = placesOf(root);

const PROGRAMS = [
  { folder: ".", stack: "dev", exitCode: 0 },
  { folder: ".", stack: "prod", exitCode: 0 },
  { folder: "examples/non-compliant", stack: "dev", exitCode: 1 },
];

describe("the in-process run and the engine", function () {
  this.timeout(600_000);
  let engine: CliEngine;
  before(async () => {
    const found = await findEngine(places, process.env, progressTo());
    if (found.kind === "in-process") throw new Error(`these tests need the Pulumi engine: ${found.reason}`);
    engine = found;
  });

  for (const { folder, stack, exitCode } of PROGRAMS) {
    describe(`on ${folder} ${stack}`, () => {
      const evidence = { built: "", source: "", inProcess: "" };
      before(async () => {
        for (const key of Object.keys(evidence) as (keyof typeof evidence)[]) {
          evidence[key] = mkdtempSync(path.join(tmpdir(), "phiguard-agreement-"));
        }
        const cwd = path.join(root, folder);
        for (const [key, pack] of [
          ["built", path.join(places.packs, "hipaa")],
          ["source", path.join(root, "policies/packs/hipaa")],
        ] as const) {
          const args = ["preview", "--stack", stack, "--policy-pack", pack, "--non-interactive"];
          const run = engineCommand(places, engine, args, process.env, cwd);
          // As from the user's shell: the pack looks for the waiver file there.
          const env = { ...run.env, PWD: cwd, PHIGUARD_EVIDENCE: evidence[key] };
          const result = spawnSync(run.command, run.args, { cwd: run.cwd, env, encoding: "utf8" });
          expect(result.status, result.stdout + result.stderr).to.equal(exitCode);
        }
        const env = { ...process.env, PHIGUARD_EVIDENCE: evidence.inProcess };
        const judged = await judgeInProcess({ projectDir: cwd, stack, pack: hipaaPack, cwd, env });
        expect(judged.exitCode, JSON.stringify(judged.run.messages)).to.equal(exitCode);
      });
      after(() => Object.values(evidence).forEach((made) => rmSync(made, { recursive: true, force: true })));

      it("agree on every evaluation and every resource, with the source and the built pack", () => {
        const built = said(evidence.built);
        expect(built.length).to.be.greaterThan(100);
        expect(difference(said(evidence.source), built)).to.deep.equal([]);
        expect(difference(said(evidence.inProcess), built)).to.deep.equal([]);
      });

      if (folder !== ".") {
        it("find the planted breaches and nothing else", () => {
          const found = recordsIn(evidence.built)
            .filter((record): record is PolicyEvaluationRecord => record.kind === "policy-evaluation")
            .filter(({ enforcement }) => enforcement !== "none")
            .map(({ result, rule, subject }) => `${result} ${rule.id} ${subject.name}`);
          expect(found.sort()).to.deep.equal(expectedFindings());
        });
      }
    });
  }
});

/** What a run says, one line a resource and one an evaluation, without when and by what it was run. */
function said(folder: string): string[] {
  return recordsIn(folder).flatMap((record) => {
    if (record.kind === "policy-run")
      return [...record.population, ...record.rules].map((item) => JSON.stringify(item));
    // The engine does not tell a pack where in the program a resource is made.
    const { urn, type, name } = record.subject;
    const { rule, controls, result, enforcement, reason, finds, reads, waiver } = record;
    return [
      JSON.stringify({
        subject: { urn, type, name },
        rule,
        result,
        enforcement,
        reason,
        finds,
        reads,
        waiver,
        controls,
      }),
    ];
  });
}

/** Lines of one and not of the other. */
function difference(a: readonly string[], b: readonly string[]): string[] {
  const [inA, inB] = [new Set(a), new Set(b)];
  return [
    ...a.filter((line) => !inB.has(line)),
    ...b.filter((line) => !inA.has(line)).map((line) => `missing: ${line}`),
  ];
}

function recordsIn(folder: string): PolicyRecord[] {
  const files = readdirSync(folder);
  expect(files, "one run, one file").to.have.length(1);
  return readFileSync(path.join(folder, files[0] ?? ""), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as PolicyRecord);
}
