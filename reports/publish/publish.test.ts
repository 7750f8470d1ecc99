import { expect } from "chai";

import { AS_OF, evaluation, loaded, rule, run, urn } from "../testing/builders";
import { impatience } from "../testing/collecting";

import { findingId, type PublishedFinding, type Target } from "./finding";
import { publishFindings, type FailedFinding, type Published } from "./index";

const target: Target = { partition: "aws", account: "123456789012", region: "us-east-1" };
const rules = [rule("kms", ["164.312(a)(2)(iv)"])];
const LATER = { collectedAt: "2026-11-21T10:00:00Z", observedAt: "2026-11-21T10:00:00Z", runId: "run-2" };

/** Security Hub as far as it keeps findings by id, and refuses older ones. */
class Hub {
  readonly findings = new Map<string, PublishedFinding>();
  calls: number[] = [];
  refuse: (finding: PublishedFinding) => boolean = () => false;

  readonly port = {
    existing: async () => ({ items: [...this.findings.values(), { Id: "another's", GeneratorId: "other" }] }),
    publish: async (findings: readonly PublishedFinding[]): Promise<FailedFinding[]> => {
      this.calls.push(findings.length);
      const failed: FailedFinding[] = [];
      for (const finding of findings) {
        if (this.refuse(finding)) failed.push({ id: finding.Id, code: "InvalidInput" });
        else this.findings.set(finding.Id, finding);
      }
      return failed;
    },
  };

  publish(records: Parameters<typeof loaded>[0], dryRun = false): Promise<Published> {
    const request = { records: loaded(records), rules, target, asOf: AS_OF, dryRun, patience: impatience() };
    return publishFindings(request, this.port);
  }

  states(): string[] {
    return [...this.findings.values()]
      .map(({ RecordState, Compliance }) => `${RecordState} ${Compliance.Status}`)
      .sort();
  }
}

/** The evaluations with the record of their run. */
function withRun(...evaluations: ReturnType<typeof evaluation>[]) {
  const [{ runId, collectedAt, observedAt }] = evaluations as [ReturnType<typeof evaluation>];
  return [run(evaluations, { runId, collectedAt, observedAt }), ...evaluations];
}

describe("policy results as findings", () => {
  let hub: Hub;
  beforeEach(() => (hub = new Hub()));

  const fails = evaluation({ rule: "kms", result: "fail" });
  const passes = evaluation({ rule: "kms", result: "pass", name: "good" });
  const passesNow = evaluation({ rule: "kms", result: "pass" });
  const open = evaluation({ rule: "kms", result: "undetermined", name: "open" });

  it("opens what fails and what could not be judged, and nothing for a pass", async () => {
    expect(await hub.publish(withRun(fails, passes, open))).to.deep.include({
      opened: 2,
      resolved: 0,
      sent: 2,
      failed: [],
    });
    expect(hub.states()).to.deep.equal(["ACTIVE FAILED", "ACTIVE WARNING"]);
  });

  it("sends nothing the second time", async () => {
    await hub.publish(withRun(fails, open));
    expect(await hub.publish(withRun(fails, open))).to.include({ opened: 0, updated: 0, unchanged: 2, sent: 0 });
    expect(hub.calls).to.deep.equal([2]);
  });

  const mended: [string, () => Parameters<typeof loaded>[0]][] = [
    ["mended", () => withRun(evaluation({ rule: "kms", result: "pass", ...LATER }))],
    ["no longer in scope", () => withRun(evaluation({ rule: "kms", result: "not-applicable", ...LATER }))],
    ["gone with its resource", () => withRun(evaluation({ rule: "kms", result: "pass", name: "another", ...LATER }))],
  ];
  for (const [name, later] of mended) {
    it(`archives what is ${name}, with a later time`, async () => {
      await hub.publish(withRun(fails));
      expect(await hub.publish(later())).to.include({ resolved: 1, sent: 1 });
      const finding = hub.findings.get(findingId("clinic/dev", "kms", fails.subject.urn));
      expect(finding).to.include({ RecordState: "ARCHIVED", CreatedAt: fails.observedAt });
      expect(Date.parse(finding?.UpdatedAt ?? "")).to.be.greaterThan(Date.parse(fails.observedAt));
      expect(await hub.publish(later())).to.include({ sent: 0 });
    });
  }

  it("opens again what fails again", async () => {
    const at = (day: number) => ({
      collectedAt: `2026-11-${day}T10:00:00Z`,
      observedAt: `2026-11-${day}T10:00:00Z`,
      runId: `run-${day}`,
    });
    for (const [day, result] of [
      [18, "fail"],
      [19, "pass"],
      [20, "fail"],
    ] as const)
      await hub.publish(withRun(evaluation({ rule: "kms", result, ...at(day) })));
    expect(hub.states()).to.deep.equal(["ACTIVE FAILED"]);
  });

  it("leaves alone what an unfinished run has not got to", async () => {
    await hub.publish(withRun(fails));
    const other = evaluation({ rule: "kms", result: "pass", name: "another", ...LATER });
    const unfinished = run([other], { ...LATER, complete: false });
    expect(await hub.publish([unfinished, other])).to.include({ resolved: 0 });
    expect(hub.states()).to.deep.equal(["ACTIVE FAILED"]);
  });

  it("leaves alone what somebody published later", async () => {
    await hub.publish(withRun(evaluation({ rule: "kms", result: "fail", ...LATER })));
    expect(await hub.publish(withRun(passesNow))).to.include({ older: 1, resolved: 0, sent: 0 });
    expect(hub.states()).to.deep.equal(["ACTIVE FAILED"]);
  });

  it("sends a hundred a call, and names what was not taken", async () => {
    const many = Array.from({ length: 250 }, (_, n) => evaluation({ rule: "kms", result: "fail", name: `b${n}` }));
    hub.refuse = ({ Resources }) => Resources[0]?.Id === urn("b7");
    const published = await hub.publish(withRun(...many));
    expect(hub.calls).to.deep.equal([100, 100, 50]);
    expect(published).to.deep.include({
      sent: 249,
      failed: [{ rule: "phiguard/kms", resource: urn("b7"), code: "InvalidInput" }],
    });
  });

  it("names all of a call that failed as a whole, and goes on with the next", async () => {
    const many = Array.from({ length: 150 }, (_, n) => evaluation({ rule: "kms", result: "fail", name: `b${n}` }));
    let calls = 0;
    const { publish } = hub.port;
    const port = {
      ...hub.port,
      publish: (findings: readonly PublishedFinding[]) =>
        (calls += 1) === 1
          ? Promise.reject(Object.assign(new Error("Jane"), { name: "AccessDeniedException" }))
          : publish(findings),
    };
    const request = {
      records: loaded(withRun(...many)),
      rules,
      target,
      asOf: AS_OF,
      dryRun: false,
      patience: impatience(),
    };
    const published = await publishFindings(request, port);
    expect(published.sent).to.equal(50);
    expect(new Set(published.failed.map(({ code }) => code))).to.deep.equal(new Set(["AccessDeniedException"]));
  });

  it("sends nothing where what is there could not all be read", async () => {
    const denied = {
      ...hub.port,
      existing: () => Promise.reject(Object.assign(new Error("x"), { name: "AccessDeniedException" })),
    };
    const request = {
      records: loaded(withRun(fails)),
      rules,
      target,
      asOf: AS_OF,
      dryRun: false,
      patience: impatience(),
    };
    const published = await publishFindings(request, denied);
    expect(published.listing.outcome).to.equal("denied");
    expect(hub.calls).to.deep.equal([]);
  });

  it("plans and sends nothing on a dry run", async () => {
    expect(await hub.publish(withRun(fails), true)).to.include({ opened: 1, sent: 0 });
    expect(hub.calls).to.deep.equal([]);
  });

  it("tells nothing that a program's author wrote, or a rule read", async () => {
    const named = {
      ...fails,
      reason: "Jane Roe keeps records unencrypted",
      reads: [{ path: "tags.patient", state: "present" as const, value: "MRN-84312345" }],
      subject: { ...fails.subject, name: "jane" },
    };
    await hub.publish(withRun(named));
    expect(JSON.stringify([...hub.findings.values()])).to.not.match(/jane|84312345/i);
  });
});
