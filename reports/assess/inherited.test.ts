import { expect } from "chai";

import type { InheritedEntry } from "../model/report";
import { renderHtml } from "../renderers/html";
import { AS_OF, report } from "../testing/builders";

const rows = report([], []).citations.map(({ row }) => row);
const physical = rows.filter(({ section }) => section === "164.310");

const paper: InheritedEntry = {
  citations: physical.filter(({ inheritedFrom }) => inheritedFrom !== null).map(({ citation }) => citation),
  provider: "AWS",
  artefact: "SOC 2 Type II report",
  periodFrom: "2025-10-01",
  periodTo: "2026-09-30",
  bridgeTo: "2026-12-31",
  customerPart: "No server stands in the clinic.",
  attachment: { kind: "verified", file: "papers/soc2.pdf", sha256: "00".repeat(32) },
};

const partsOf = (entries: readonly InheritedEntry[], asOf = AS_OF) =>
  report([], [], { registers: { inherited: entries }, asOf })
    .citations.filter(({ row }) => row.section === "164.310")
    .map(({ row, parts }) => ({ row, part: parts.find(({ kind }) => kind === "inherited") }));

describe("inherited controls of 164.310", () => {
  for (const { row, part } of partsOf([paper])) {
    if (row.inheritedFrom === null) {
      it(`${row.citation} is the customer's own, and inherits nothing`, () => expect(part).to.equal(undefined));
      continue;
    }
    it(`${row.citation} names artefact, period, bridge letter and what stays with the customer`, () => {
      expect(part).to.deep.include({ title: "Inherited from AWS", state: "pass" });
      expect(part!.reason)
        .to.contain("SOC 2 Type II report, 2025-10-01 to 2026-09-30, bridged to 2026-12-31")
        .and.to.contain("What stays with us: No server stands in the clinic.");
    });
  }

  const changes: readonly (readonly [string, Partial<InheritedEntry>, string, string])[] = [
    ["after its period without a bridge letter", { bridgeTo: undefined }, AS_OF, "stale"],
    ["on the bridge letter's last day", {}, "2026-12-31T23:59:59.000Z", "pass"],
    ["after the bridge letter", {}, "2027-01-01T00:00:00.000Z", "stale"],
    ["before its period", {}, "2025-09-30T12:00:00.000Z", "no-evidence"],
    ["named and not attached", { attachment: { kind: "none" } }, AS_OF, "undetermined"],
  ];
  for (const [name, more, asOf, state] of changes) {
    it(`are ${state} ${name}`, () => {
      const states = partsOf([{ ...paper, ...more }], asOf).flatMap(({ part }) => part?.state ?? []);
      expect(states).to.have.length(9);
      expect([...new Set(states)]).to.deep.equal([state]);
    });
  }

  it("need a paper for each row: without one there is no evidence", () => {
    expect(new Set(partsOf([]).flatMap(({ part }) => part?.state ?? []))).to.deep.equal(new Set(["no-evidence"]));
  });

  it("are in the register on the page with all four", () => {
    const html = renderHtml(report([], [], { registers: { inherited: [paper] } }));
    for (const text of [
      "AWS: SOC 2 Type II report",
      "2026-09-30",
      "bridge letter to",
      "No server stands in the clinic.",
    ])
      expect(html).to.contain(text);
  });
});
