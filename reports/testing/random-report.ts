import * as fc from "fast-check";

import { controlIds } from "../../policies/controls";
import type { PolicyEvaluationRecord, ResultKind } from "../../policies/record";
import type { Registers, Report } from "../model/report";

import { AS_OF, evaluation, inForce, report, rule, run, waiver } from "./builders";

const RESULTS: readonly ResultKind[] = ["pass", "fail", "not-applicable", "undetermined"];
const IN_DATE = "2026-12-20T10:00:00Z";
const OUT_OF_DATE = "2026-11-21T10:00:00Z";
/** What names chosen by others may hold. */
const TEXTS = ["raw", "a <b> & 'c'", "=1+1", "[x](javascript:alert(1))", "two\nlines", "\u202eturned", " ", "ünï"];

const result = fc.record({
  rule: fc.nat({ max: 5 }),
  resource: fc.nat({ max: 4 }),
  result: fc.constantFrom(...RESULTS),
  stale: fc.boolean(),
  waived: fc.boolean(),
  text: fc.constantFrom(...TEXTS),
});

/** Reports of a few checks on random citations, with results, waivers, papers and faults of every kind. Synthetic. */
export const randomReport: fc.Arbitrary<Report> = fc
  .record({
    links: fc.array(fc.subarray([...controlIds().hipaa], { maxLength: 4 }), { minLength: 6, maxLength: 6 }),
    results: fc.uniqueArray(result, { maxLength: 12, selector: (one) => `${one.rule} ${one.resource}` }),
    complete: fc.boolean(),
    documents: fc.subarray([...controlIds().hipaa], { maxLength: 5 }),
    approved: fc.boolean(),
  })
  .map(({ links, results, complete, documents, approved }) => {
    const rules = links.map((citations, index) => rule(`r${index}`, citations));
    const made = results.map((one) => recordOf(one));
    const waivers = made.flatMap(({ rule: { id }, subject, waiver: name }) =>
      name === undefined ? [] : [inForce(waiver({ id: name, rule: id, resource: subject.urn }))],
    );
    return report([run(made, { complete, waivers, ruleIds: ["r0"] }), ...made], rules, {
      approvals: approved
        ? links.flatMap((citations, index) =>
            citations.map((citation) => ({ rule: `r${index}`, citation, maintainer: "A. Person", date: "2026-11-01" })),
          )
        : [],
      registers: papers(documents),
    });
  });

function recordOf({
  rule: id,
  resource,
  result,
  stale,
  waived,
  text,
}: {
  readonly rule: number;
  readonly resource: number;
  readonly result: ResultKind;
  readonly stale: boolean;
  readonly waived: boolean;
  readonly text: string;
}): PolicyEvaluationRecord {
  return evaluation({
    rule: `r${id}`,
    name: `${text}${resource}`,
    result,
    reason: result === "pass" ? "" : text,
    expiresAt: stale ? OUT_OF_DATE : IN_DATE,
    ...(result === "fail" && waived ? { waiver: `w${id}-${resource}` } : {}),
  });
}

function papers(citations: readonly string[]): Partial<Registers> {
  return {
    documents: citations.map((citation, index) => ({
      citations: [citation],
      title: `Paper ${index}`,
      owner: "Officer",
      reviewOn: index % 2 === 0 ? "2027-01-31" : AS_OF.slice(0, 4) + "-01-31",
      attachment: { kind: "verified", file: `papers/${index} a.pdf`, sha256: "00".repeat(32) },
    })),
  };
}
