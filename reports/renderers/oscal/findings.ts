import type { CitationResult, Gap, Report, WaiverResult } from "../../model/report";
import type { State } from "../../model/state";

import { ORIGINS, objectiveId } from "./definitions";
import { list, markup, properties, unlessEmpty } from "./text";
import { uuidOf } from "./uuid";

export function findingUuid(report: Report, citation: string): string {
  return uuidOf("finding", report.id, citation);
}

export function gapRiskUuid(report: Report, citation: string): string {
  return uuidOf("gap", report.id, citation);
}

export function waiverRiskUuid(report: Report, { id, rule, resource }: WaiverResult): string {
  return uuidOf("waiver", report.id, id, rule, resource);
}

/** One finding a citation, in the order of the law. `observationsOf` names the observations that a citation rests on. */
export function findingsOf(report: Report, observationsOf: (citation: CitationResult) => readonly string[]): object[] {
  const gaps = new Map(report.gaps.map((gap) => [gap.citation, gap]));
  return report.citations.map((citation) => {
    const { row, state, reason, parts, decidedBy } = citation;
    return {
      uuid: findingUuid(report, row.citation),
      title: markup(`${row.citation} ${row.specification ?? row.standard}`),
      description: markup(reason),
      props: properties({
        state,
        citation: row.citation,
        obligation: row.obligation,
        "row-type": row.rowType,
        "nist-csf-1.1": citation.nistCsf.join(", "),
        "soc2-tsc-2017": citation.soc2.join(", "),
      }),
      origins: ORIGINS,
      target: {
        type: "objective-id",
        "target-id": objectiveId(row.citation),
        status: { ...objectiveStatus(state), remarks: markup(reason) },
      },
      ...unlessEmpty(
        "related-observations",
        observationsOf(citation).map((uuid) => ({ "observation-uuid": uuid })),
      ),
      ...unlessEmpty("related-risks", relatedRisks(report, citation, gaps.get(row.citation))),
      ...(parts.length === 0
        ? {}
        : {
            remarks: list(
              parts.map(
                (part, index) =>
                  `${part.title}: ${part.state}${decidedBy.includes(index) ? " (decides)" : ""}. ${part.reason}`,
              ),
            ),
          }),
    };
  });
}

/** OSCAL's reasons are pass, fail and other. What is not a pass is never satisfied, not applicable included. */
export function objectiveStatus(state: State): {
  readonly state: "satisfied" | "not-satisfied";
  readonly reason: string;
} {
  if (state === "pass") return { state: "satisfied", reason: "pass" };
  return { state: "not-satisfied", reason: state === "fail" ? "fail" : "other" };
}

function relatedRisks(report: Report, { links }: CitationResult, gap: Gap | undefined): object[] {
  const rules = new Set(links.map(({ rule }) => rule));
  const waivers = report.registers.waivers.filter(({ rule, covers }) => covers > 0 && rules.has(rule));
  return [
    ...(gap === undefined ? [] : [gapRiskUuid(report, gap.citation)]),
    ...waivers.map((waiver) => waiverRiskUuid(report, waiver)),
  ].map((uuid) => ({ "risk-uuid": uuid }));
}
