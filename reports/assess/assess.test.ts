import { expect } from "chai";
import * as fc from "fast-check";

import type { PolicyRecord } from "../../policies/record";
import type { State } from "../model/state";
import { sampleRecords } from "../testing/sample";
import { sampleRules } from "../testing/sample-rules";
import {
  BUCKET,
  SOURCE,
  assessInput,
  evaluation,
  inForce,
  loaded,
  report,
  rule,
  run,
  urn,
  waiver,
} from "../testing/builders";

import { assess } from "./index";

const R1 = rule("r1", ["164.312(b)"]);
const RELATION = rule("r1", ["164.312(b)"], { scope: "stack" });

const stateOf = (records: readonly PolicyRecord[], asOf?: string, rules = [R1]): State =>
  report(records, rules, { asOf }).rules.find(({ id }) => id === "r1")!.state;

describe("state of a check", () => {
  const pass = evaluation();
  const fail = evaluation({ result: "fail" });
  const other = evaluation({ name: "curated" });

  it("is not applicable where the stack has nothing of its types, never a pass", () => {
    const { rules } = report([run([], { ruleIds: ["r1"] })], [R1]);
    expect(rules[0]!.state).to.equal("not-applicable");
    expect(rules[0]!.byStack[0]!.reasons).to.deep.equal(["The stack has no resource of its types."]);
  });

  it("has no evidence where nothing ran, where the pack lacked it, and where it was switched off", () => {
    expect(stateOf([])).to.equal("no-evidence");
    expect(stateOf([run([])])).to.equal("no-evidence");
    const off = run([], { rules: [{ id: "r1", version: "1", inScope: 0, enforcement: "disabled" }] });
    expect(stateOf([off])).to.equal("no-evidence");
  });

  it("needs every result that the run counted: dropping the failing line does not make it pass", () => {
    const whole = run([fail, other]);
    expect(stateOf([whole, fail, other])).to.equal("fail");
    expect(stateOf([whole, other])).to.equal("undetermined");
    expect(stateOf([whole])).to.equal("no-evidence");
  });

  it("is undetermined without the record of the run, for the population is not known", () => {
    const { rules, problems } = report([pass, other], [R1]);
    expect(rules[0]!.state).to.equal("undetermined");
    expect(problems.map(({ where }) => where)).to.deep.equal(["clinic/dev, run run-1"]);
  });

  it("is undetermined after an unfinished run; a relation's failure too, a resource's failure stands", () => {
    const cut = { complete: false };
    expect(stateOf([run([pass], cut), pass])).to.equal("undetermined");
    expect(stateOf([run([fail], cut), fail])).to.equal("fail");
    expect(stateOf([run([fail], cut), fail], undefined, [RELATION])).to.equal("undetermined");
    expect(stateOf([run([fail]), fail], undefined, [RELATION])).to.equal("fail");
  });

  it("is fail over pass, by stack and as a whole", () => {
    const prod = { stack: "prod", runId: "run-2" };
    const bad = evaluation({ ...prod, result: "fail" });
    const [found] = report([run([pass]), pass, run([bad], prod), bad], [R1]).rules;
    expect(found!.state).to.equal("fail");
    expect(found!.byStack.map(({ stack, state }) => [stack, state])).to.deep.equal([
      ["clinic/dev", "pass"],
      ["clinic/prod", "fail"],
    ]);
  });

  it("does not accept not applicable without a reason", () => {
    const silent = evaluation({ result: "not-applicable", reason: " " });
    expect(stateOf([run([silent]), silent])).to.equal("undetermined");
  });

  it("misses a stack that was expected", () => {
    const made = report([run([pass]), pass], [R1], { registers: { expectedStacks: ["clinic/prod"] } });
    expect(made.stacks.map(({ key, runs }) => [key, runs.length])).to.deep.equal([
      ["clinic/dev", 1],
      ["clinic/prod", 0],
    ]);
    expect(made.rules[0]!.state).to.equal("undetermined");
  });
});

describe("which records count", () => {
  const at = (time: string, runId: string) => ({ observedAt: time, collectedAt: time, runId });
  const old = evaluation({ ...at("2026-11-10T10:00:00Z", "old"), result: "fail" });
  const oldRun = run([old], at("2026-11-10T10:00:00Z", "old"));
  const fresh = evaluation(at("2026-11-20T10:00:00Z", "new"));
  const newRun = run([fresh], at("2026-11-20T10:00:00Z", "new"));
  const both = [newRun, fresh, oldRun, old];

  it("takes the newest run of a stack", () => {
    const made = report(both, [R1]);
    expect(made.rules[0]!.state).to.equal("pass");
    expect(made.evidence).to.include({ recordsRead: 4, recordsUsed: 2, superseded: 2, later: 0 });
  });

  it("goes back in time: records collected after the as-of time do not count", () => {
    const made = report(both, [R1], { asOf: "2026-11-19T00:00:00.000Z" });
    expect(made.rules[0]!.state).to.equal("fail");
    expect(made.evidence).to.include({ recordsUsed: 2, superseded: 0, later: 2 });
  });

  it("forgets a resource that is gone from the newest finished run", () => {
    const gone = evaluation({ ...at("2026-11-10T10:00:00Z", "old"), result: "fail", name: "gone" });
    const before = run([gone], at("2026-11-10T10:00:00Z", "old"));
    expect(stateOf([newRun, fresh, before, gone])).to.equal("pass");
  });

  it("fills an unfinished run up from the last finished one", () => {
    const gone = evaluation({ ...at("2026-11-10T10:00:00Z", "old"), result: "fail", name: "not-reached" });
    const before = run([gone], at("2026-11-10T10:00:00Z", "old"));
    const cut = run([fresh], { ...at("2026-11-20T10:00:00Z", "new"), complete: false });
    expect(stateOf([cut, fresh, before, gone])).to.equal("fail");
  });

  it("keeps two packs of one stack apart", () => {
    const soc2 = { source: { ...SOURCE, pack: "soc2" }, ...at("2026-11-21T10:00:00Z", "soc2") };
    const later = evaluation({ ...soc2, rule: "r2" });
    const made = report([...both, run([later], soc2), later], [R1, rule("r2", ["164.312(d)"])]);
    expect(made.rules.map(({ id, state }) => [id, state])).to.deep.equal([
      ["r1", "pass"],
      ["r2", "pass"],
    ]);
  });

  it("keeps results of a rule that the catalogue no longer has", () => {
    const [found] = report([newRun, fresh], []).rules;
    expect(found).to.include({ id: "r1", known: false, state: "pass" });
  });

  it("does not depend on the order of the records, and gives the same report id", () => {
    const rules = sampleRules().slice(0, 12);
    const records = sampleRecords({ rules, resources: 12 });
    // The place of a record is part of the report, so it stays while the order changes.
    const input = assessInput(records, rules);
    const wanted = assess(input).id;
    fc.assert(
      fc.property(fc.shuffledSubarray([...records], { minLength: records.length }), (shuffled) => {
        const ref = new Map(loaded(records).evaluations.map((one) => [one.record.id, one.ref]));
        const runRef = new Map(loaded(records).runs.map((one) => [one.record.id, one.ref]));
        const mixed = loaded(shuffled);
        const placed = {
          ...mixed,
          evaluations: mixed.evaluations.map((one) => ({ ...one, ref: ref.get(one.record.id)! })),
          runs: mixed.runs.map((one) => ({ ...one, ref: runRef.get(one.record.id)! })),
        };
        expect(assess({ ...input, records: placed }).id).to.equal(wanted);
      }),
      { numRuns: 20 },
    );
  });

  it("never passes a check by dropping records", () => {
    const rules = sampleRules().slice(0, 10);
    const records = sampleRecords({ rules, resources: 10, failPermille: 200, stacks: ["dev"] });
    const before = new Map(report(records, rules).rules.map(({ id, state }) => [id, state]));
    fc.assert(
      fc.property(fc.subarray([...records]), (some) => {
        for (const { id, state } of report(some, rules).rules)
          if (state === "pass") expect(before.get(id), id).to.equal("pass");
      }),
      { numRuns: 100 },
    );
  });
});

describe("stale and waived, by the as-of time", () => {
  it("is stale from the moment after its end", () => {
    const one = evaluation({ expiresAt: "2026-11-22T08:00:00Z" });
    expect(stateOf([run([one]), one], "2026-11-22T08:00:00.000Z")).to.equal("pass");
    expect(stateOf([run([one]), one], "2026-11-22T08:00:00.001Z")).to.equal("stale");
  });

  const fail = evaluation({ result: "fail", waiver: "w1" });
  const covered = (more: Parameters<typeof waiver>[0] = {}) => [
    run([fail], { waivers: [inForce(waiver(more))] }),
    fail,
  ];
  const TABLE: readonly [string, readonly PolicyRecord[], string, State][] = [
    ["before its first day", covered({ start: "2026-11-21" }), "2026-11-20T23:59:59.999Z", "fail"],
    ["at the start of its first day", covered({ start: "2026-11-21" }), "2026-11-21T00:00:00.000Z", "waived"],
    ["at the end of its last day", covered({ end: "2026-11-22" }), "2026-11-22T23:59:59.999Z", "waived"],
    ["after its last day", covered({ end: "2026-11-22" }), "2026-11-23T00:00:00.000Z", "fail"],
    ["for another rule", covered({ rule: "r2" }), "2026-11-22T08:00:00.000Z", "fail"],
    [
      "for another resource and with another id",
      covered({ id: "w2", resource: urn("other") }),
      "2026-11-22T08:00:00.000Z",
      "fail",
    ],
    [
      "of a component, as the run applied it",
      covered({ resource: "urn:pulumi:dev::clinic::x:y:Z::store" }),
      "2026-11-22T08:00:00.000Z",
      "waived",
    ],
    [
      "that is malformed",
      [run([fail], { waivers: [{ kind: "malformed", id: "w1", problem: "end: wanted a day" }] }), fail],
      "2026-11-22T08:00:00.000Z",
      "fail",
    ],
  ];
  for (const [name, records, asOf, is] of TABLE) {
    it(`a failure under a waiver ${name} is ${is}`, () => expect(stateOf(records, asOf)).to.equal(is));
  }

  it("counts a waiver that had not begun when the run was made, once it has", () => {
    const bare = evaluation({ result: "fail" });
    const later = run([bare], { waivers: [{ kind: "not-begun", waiver: waiver({ start: "2026-11-22" }) }] });
    expect(stateOf([later, bare], "2026-11-21T12:00:00.000Z")).to.equal("fail");
    expect(stateOf([later, bare], "2026-11-22T12:00:00.000Z")).to.equal("waived");
  });

  it("lists waivers with their status, the days left and what they cover, and ended and malformed ones as faults", () => {
    const records = [
      run([fail], {
        waivers: [
          inForce(waiver()),
          inForce(waiver({ id: "w0", end: "2026-11-21" })),
          { kind: "malformed", id: "w9", problem: "end: wanted a day" },
        ],
      }),
      fail,
    ];
    const { registers, problems } = report(records, [R1]);
    expect(
      registers.waivers.map(({ id, status, daysLeft, covers }) => ({ id, status, daysLeft, covers })),
    ).to.deep.equal([
      { id: "w0", status: "ended", daysLeft: undefined, covers: 0 },
      { id: "w1", status: "in-force", daysLeft: 8, covers: 1 },
    ]);
    expect(problems.map(({ where }) => where)).to.deep.equal(["w9 (clinic/dev)", "w0"]);
  });
});

describe("gaps and what was not judged", () => {
  it("puts the worst first and names owner and next step", () => {
    const critical = evaluation({ rule: "r2", result: "fail" });
    const low = evaluation({ result: "fail" });
    const rules = [
      rule("r1", ["164.312(b)"], { severity: "low" }),
      rule("r2", ["164.312(d)"], { severity: "critical" }),
    ];
    const { gaps } = report([run([critical, low]), critical, low], rules);
    expect(gaps.slice(0, 2).map(({ citation, nextSteps }) => [citation, nextSteps])).to.deep.equal([
      ["164.312(d)", ["Mend what the failing check found; it says how."]],
      ["164.312(b)", ["Mend what the failing check found; it says how."]],
    ]);
  });

  it("has every citation that a source alone had shown, once the source is gone", () => {
    const alone = ["164.312(b)", "164.312(d)"];
    const one = evaluation({ rule: "r1" });
    const source = { ...SOURCE, pack: "second" };
    const other = evaluation({ rule: "r2", source, runId: "run-2" });
    const rules = [rule("r1", ["164.312(e)(2)(i)"]), rule("r2", alone)];
    const approvals = alone.map((citation) => ({ rule: "r2", citation, maintainer: "A. Person", date: "2026-11-01" }));
    const open = (records: Parameters<typeof report>[0]) =>
      report(records, rules, { approvals }).gaps.filter(({ citation }) => alone.includes(citation));
    const both = [run([one]), one, run([other], { source, runId: "run-2" }), other];
    expect(open(both)).to.deep.equal([]);
    const gone = open(both.slice(0, 2));
    expect(gone.map(({ citation, state }) => [citation, state])).to.deep.equal(
      alone.map((citation) => [citation, "no-evidence"]),
    );
    for (const { nextSteps } of gone) expect(nextSteps).to.have.length(1);
  });

  it("says what was not judged and why", () => {
    const open = evaluation({ result: "undetermined" });
    const made = report(
      [
        run([open], {
          ruleIds: ["r2"],
          notes: ["A note."],
          population: [
            { urn: urn("raw"), type: BUCKET },
            { urn: "urn:pulumi:dev::clinic::aws:x/y:Z::z", type: "aws:x/y:Z" },
          ],
        }),
        open,
      ],
      [R1, rule("r2", ["164.312(d)"])],
    );
    expect(made.notJudged.map(({ kind, subject, why }) => [kind, subject, why])).to.deep.equal([
      ["run-note", "hipaa", "A note."],
      ["unknown-value", "r1", "reason of undetermined"],
      ["empty-population", "r2", "The stack has no resource of its types."],
      ["no-rule", "aws:x/y:Z", "No check of the pack is about this type."],
    ]);
    expect(made.resources.map(({ name, state }) => [name, state])).to.deep.equal([
      ["raw", "undetermined"],
      ["z", "no-evidence"],
    ]);
  });

  it("names a rule that cites something unknown", () => {
    const { problems } = report([], [rule("r1", ["164.999", "164.528"])]);
    expect(problems.map(({ problem }) => problem)).to.deep.equal(['names "164.999", which is in no catalogue']);
  });
});

describe("the sentence of a result", () => {
  it("is the record's; a failure without one gets the rule's words and what decided it", () => {
    const silent = evaluation({ result: "fail", reason: "", finds: ["kmsKeyId"] });
    const said = evaluation({ name: "curated", result: "fail" });
    const rules = [rule("r1", ["164.312(b)"], { says: "has no key of its own" })];
    const { evaluations } = report([run([silent, said]), silent, said], rules);
    expect(evaluations.map(({ reason }) => reason).sort()).to.deep.equal([
      "raw has no key of its own (kmsKeyId).",
      "reason of fail",
    ]);
  });
});
