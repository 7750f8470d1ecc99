import { expect } from "chai";

import { controlIds } from "../../policies/controls";
import type { CollectionRun } from "../model/collection-run";
import type { ObservedRecord } from "../model/observed-record";
import type { Report } from "../model/report";
import { AT, collectedReport, collection, hashOf, tell } from "../testing/collected";

import { OWN_CHECKS } from "./account-check-list";

const EVENT = "0f8fad5b-d9cb-469f-a165-70867728950e";
const LATER = "2026-11-20T11:00:00.000Z";
const THREATS = "aws.guardduty/no-open-threat";

const guardDuty = (more: Parameters<typeof collection>[0] = {}) => collection({ source: "aws.guardduty", ...more });
const threat = (more: Partial<ObservedRecord> = {}) =>
  tell({
    kind: "threat",
    source: "aws.guardduty",
    action: "Backdoor:EC2/C&CActivity.B!DNS",
    severity: "high",
    recordState: "active",
    subject: hashOf("instance"),
    subjectType: "AwsEc2Instance",
    item: hashOf("finding one"),
    ...more,
  });
const trail = (more: Parameters<typeof collection>[0] = {}) => collection({ source: "aws.cloudtrail", ...more });
const digest = (more: Partial<ObservedRecord> = {}) =>
  tell({
    kind: "trail-digest",
    source: "aws.cloudtrail",
    action: "digest checked",
    subject: hashOf("t"),
    result: "pass",
    ...more,
  });
const ledger = (more: Parameters<typeof collection>[0] = {}) =>
  collection({ source: "phiguard.ledger", account: "none", region: "none", collectedAt: LATER, ...more });
const backup = (action: string, more: Partial<ObservedRecord> = {}) =>
  tell({
    kind: "backup-job",
    source: "aws.backup",
    eventId: EVENT,
    action,
    outcome: action.endsWith("COMPLETED") ? "success" : "failure",
    subject: "arn:aws:dynamodb:us-east-1:111122223333:table/consent",
    ...more,
  });
const audit = (action: string, outcome: "success" | "failure", more: Partial<ObservedRecord> = {}) =>
  tell({
    kind: "audit-event",
    source: "phiguard.recovery",
    eventId: EVENT,
    action,
    outcome,
    subject: hashOf("store"),
    workload: "recovery",
    ...more,
  });

const made = (run: CollectionRun, records: readonly ObservedRecord[]) => collectedReport([run], records);
const rule = ({ rules }: Report, id: string) => rules.find((one) => one.id === id)?.state ?? "none";

describe("what was collected, judged", () => {
  const rows: readonly (readonly [string, string, Report, string])[] = [
    ["no threat where GuardDuty was read", THREATS, made(guardDuty(), []), "pass"],
    ["no threat where GuardDuty was denied", THREATS, made(guardDuty({ complete: false }), []), "undetermined"],
    ["an open threat", THREATS, made(guardDuty(), [threat()]), "fail"],
    ["an open threat of low severity", THREATS, made(guardDuty(), [threat({ severity: "low" })]), "fail"],
    ["an open threat in a part that was read", THREATS, made(guardDuty({ complete: false }), [threat()]), "fail"],
    ["a threat that was archived", THREATS, made(guardDuty(), [threat({ recordState: "archived" })]), "pass"],
    [
      "an open threat beside one that was archived",
      THREATS,
      made(guardDuty(), [threat({ recordState: "archived" }), threat({ item: hashOf("two") })]),
      "fail",
    ],
    ["a threat that GuardDuty told nobody of: none was collected", THREATS, collectedReport([], []), "none"],
    [
      "digests that hold",
      "aws.cloudtrail/digests-hold",
      made(trail(), [digest(), digest({ observedAt: LATER })]),
      "pass",
    ],
    [
      "one altered log file among digests that hold",
      "aws.cloudtrail/digests-hold",
      made(trail(), [digest(), digest({ observedAt: LATER, result: "fail", reason: "log-altered" })]),
      "fail",
    ],
    [
      "an hour without digest",
      "aws.cloudtrail/digests-hold",
      made(trail(), [digest(), digest({ observedAt: LATER, result: "undetermined", reason: "hour-not-covered" })]),
      "undetermined",
    ],
    [
      "digests that hold, and some that may not be read",
      "aws.cloudtrail/digests-hold",
      made(trail({ complete: false }), [digest()]),
      "undetermined",
    ],
    [
      "a backup that was completed",
      "aws.backup/backups-complete",
      made(ledger(), [backup("backup COMPLETED")]),
      "pass",
    ],
    ["a backup that failed", "aws.backup/backups-complete", made(ledger(), [backup("backup FAILED")]), "fail"],
    ["a backup that goes on", "aws.backup/backups-complete", made(ledger(), [backup("backup RUNNING")]), "none"],
    [
      "a backup that failed and was made again",
      "aws.backup/backups-complete",
      made(ledger(), [backup("backup FAILED"), backup("backup COMPLETED", { observedAt: LATER })]),
      "pass",
    ],
    [
      "a backup that was completed and then failed",
      "aws.backup/backups-complete",
      made(ledger(), [backup("copy COMPLETED"), backup("copy ABORTED", { observedAt: LATER })]),
      "fail",
    ],
    [
      "a backup later than the ledger was read",
      "aws.backup/backups-complete",
      made(ledger(), [backup("backup FAILED", { collectedAt: "2026-11-21T00:00:00.000Z" })]),
      "none",
    ],
    [
      "a backup in a ledger that is not whole",
      "aws.backup/backups-complete",
      made(ledger({ complete: false }), [backup("backup COMPLETED")]),
      "undetermined",
    ],
    [
      "a restore that was completed",
      "aws.backup/restores-complete",
      made(ledger(), [backup("restore COMPLETED")]),
      "pass",
    ],
    [
      "a drill that met its targets",
      "phiguard.recovery/drills-meet-targets",
      made(ledger(), [audit("recovery.drilled", "success")]),
      "pass",
    ],
    [
      "a drill that missed one",
      "phiguard.recovery/drills-meet-targets",
      made(ledger(), [
        audit("recovery.drilled", "success"),
        audit("recovery.time-measured", "failure", { reason: "too-late" }),
      ]),
      "fail",
    ],
    [
      "a drill that was simulated",
      "phiguard.recovery/drills-meet-targets",
      made(ledger(), [audit("recovery.drilled", "success", { detail: { simulated: true } })]),
      "undetermined",
    ],
    [
      "a remedy that was not made",
      "phiguard.remediation/findings-dealt-with",
      made(ledger(), [audit("close-bucket.not-done", "failure", { workload: "remediation" })]),
      "fail",
    ],
    [
      "an event that no check is about",
      "phiguard.recovery/drills-meet-targets",
      made(ledger(), [audit("consent.checked", "failure")]),
      "none",
    ],
  ];
  for (const [name, id, report, wanted] of rows)
    it(`${name}: ${wanted}`, () => expect(rule(report, id)).to.equal(wanted));

  it("says what it rests on: the record, the place and the words of the source", () => {
    const one = threat();
    const report = made(guardDuty(), [one]);
    const [evaluation] = report.evaluations;
    expect(evaluation).to.deep.include({
      stack: "account:111122223333/us-east-1",
      state: "fail",
      reason: "GuardDuty told of Backdoor:EC2/C&CActivity.B!DNS (high), and nobody archived it.",
      observedAt: AT,
    });
    expect(evaluation!.record.id).to.equal(one.id);
    const citation = report.citations.find(({ row }) => row.citation === "164.308(a)(6)(ii)")!;
    expect(citation.state).to.equal("fail");
    expect(citation.links.map(({ rule: id }) => id)).to.include(THREATS);
  });

  it("cites rows that there are", () => {
    const { hipaa, nistCsf, soc2 } = controlIds();
    for (const { controls } of OWN_CHECKS) {
      expect((controls.hipaa ?? []).filter((id) => !hipaa.has(id))).to.deep.equal([]);
      expect((controls.nistCsf ?? []).filter((id) => !nistCsf.has(id))).to.deep.equal([]);
      expect((controls.soc2 ?? []).filter((id) => !soc2.has(id))).to.deep.equal([]);
    }
  });

  it("counts each record once, whatever it gave", () => {
    const { evidence } = made(guardDuty(), []);
    expect([evidence.recordsUsed, evidence.superseded, evidence.later]).to.deep.equal([1, 0, 0]);
    const early = collectedReport([ledger()], [backup("backup FAILED")], { asOf: "2026-11-20T10:30:00.000Z" }).evidence;
    expect([early.recordsUsed, early.superseded, early.later]).to.deep.equal([1, 0, 1]);
  });
});

describe("findings that people reviewed", () => {
  const [failing] = made(guardDuty(), [threat()]).evaluations;
  const urn = made(guardDuty(), [threat()]).resources[failing!.resource]!.urn;
  const review = {
    id: "V-1",
    rule: THREATS,
    finding: urn,
    conclusion: "false-positive" as const,
    reason: "The scanner of the yearly test.",
    owner: "Platform team",
    approver: "Security officer",
    reviewedOn: "2026-11-21",
    reviewOn: "2026-12-02",
  };
  const at = (asOf: string, more: Partial<typeof review> = {}, records = [threat()]) =>
    collectedReport([guardDuty()], records, { registers: { reviews: [{ ...review, ...more }] }, asOf });

  const rows: readonly (readonly [string, Report, string])[] = [
    ["are waived while the review stands", at("2026-11-22T08:00:00.000Z"), "waived"],
    ["fail before the review", at("2026-11-20T23:00:00.000Z"), "fail"],
    ["fail after its last day", at("2026-12-03T00:00:00.000Z"), "fail"],
    ["fail where it is of another finding", at("2026-11-22T08:00:00.000Z", { finding: `${urn}0` }), "fail"],
    ["fail where it is of another check", at("2026-11-22T08:00:00.000Z", { rule: "aws.config/x" }), "fail"],
    [
      "fail beside one that nobody reviewed",
      at("2026-11-22T08:00:00.000Z", {}, [threat(), threat({ item: hashOf("two") })]),
      "fail",
    ],
  ];
  for (const [name, report, wanted] of rows) it(name, () => expect(rule(report, THREATS)).to.equal(wanted));

  it("stand in the register of waivers with who looked, who agreed and until when", () => {
    expect(at("2026-11-22T08:00:00.000Z").registers.waivers[0]).to.deep.include({
      id: "V-1",
      owner: "Platform team",
      approver: "Security officer",
      compensatingControl: "Reviewed: false-positive.",
      status: "in-force",
      daysLeft: 10,
      covers: 1,
    });
  });
});
