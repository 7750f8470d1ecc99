import { expect } from "chai";
import { matchesEvent } from "../../components/testing/event-match";
import { EVENT_SOURCES } from "../../components/evidence/event-sources";
import { EVENT_COLUMNS } from "../../components/evidence/event-table";
import { translate } from "../../lambdas/evidence-intake/core";
import {
  auditMessage,
  backupMessage,
  complianceMessage,
  findingMessage,
  threatMessage,
} from "../../lambdas/evidence-intake/testing/events";
import { observedRecord } from "../../reports/model/observed-record";

const samples: [string, object][] = [
  ["evidence-audit", auditMessage],
  ["evidence-config", complianceMessage],
  ["evidence-securityhub", findingMessage],
  ["evidence-guardduty", threatMessage],
  ["evidence-backup", backupMessage],
];

describe("from the event bus to the ledger's table", () => {
  for (const [role, sample] of samples) {
    it(`${role} lets through what the intake makes a record of, and no other rule does`, () => {
      const through = EVENT_SOURCES.filter(({ pattern }) => matchesEvent(pattern, sample));
      expect(through.map((of) => of.role)).to.deep.equal([role]);
      expect(translate(JSON.stringify(sample), "2026-11-22T10:00:00.000Z").kind).to.equal("record");
    });
  }

  it("has a sample of every rule", () => {
    expect(EVENT_SOURCES.map(({ role }) => role)).to.have.members(samples.map(([role]) => role));
  });

  it("does not make evidence of jobs that have only begun", () => {
    const begun = { ...backupMessage, detail: { ...backupMessage.detail, state: "RUNNING" } };
    expect(EVENT_SOURCES.some(({ pattern }) => matchesEvent(pattern, begun))).to.equal(false);
  });

  it("has a column for every field of a record", () => {
    const fields = Object.keys(observedRecord.shape).map((field) => field.toLowerCase());
    expect(EVENT_COLUMNS.map(([column]) => column)).to.have.members(fields);
  });
});
