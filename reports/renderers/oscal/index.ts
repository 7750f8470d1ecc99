import type { CitationResult, Report } from "../../model/report";

import { activityObservations } from "./activity";
import { backMatterOf } from "./back-matter";
import { ASSESSMENT_PLAN_FILE } from "./catalog";
import { assessmentLogOf, localDefinitionsOf, objectivesOf, reviewedControlsOf } from "./definitions";
import { findingUuid, findingsOf, gapRiskUuid, waiverRiskUuid } from "./findings";
import { metadataOf } from "./metadata";
import { checkObservations, paperObservations } from "./observations";
import { acceptedWaivers, risksOf } from "./risks";
import { line, markup, properties, toJson, unlessEmpty } from "./text";
import { uuidOf } from "./uuid";

export { renderOscalAssessmentPlan } from "./assessment-plan";
export { renderOscalCatalog } from "./catalog";
export { renderOscalComponents } from "./component-definition";

/**
 * OSCAL 1.2.1 assessment results: a finding a citation, observations of checks and papers with their times, gaps and accepted failures as
 * risks. The same report gives the same bytes; UUIDs are made from content.
 */
export function renderOscalResults(report: Report): string {
  const checks = checkObservations(report);
  const papers = paperObservations(report);
  const observationsOf = ({ row, links }: CitationResult): readonly string[] => [
    ...links.flatMap(({ rule }) => checks.ofRule.get(rule) ?? []),
    ...(papers.ofCitation.get(row.citation) ?? []),
  ];
  return toJson({
    "assessment-results": {
      uuid: uuidOf("assessment-results", report.id),
      metadata: metadataOf(report, "assessment results"),
      "import-ap": { href: ASSESSMENT_PLAN_FILE },
      "local-definitions": { "objectives-and-methods": objectivesOf(report) },
      results: [
        {
          uuid: uuidOf("result", report.id),
          title: markup(`${report.framework.title} as of ${report.asOf}`),
          description: markup(report.organisation.statement ?? "No scope statement was given."),
          start: report.evidence.from ?? report.asOf,
          end: report.evidence.to ?? report.asOf,
          ...unlessEmpty("props", properties({ "not-in-scope": report.organisation.notInScope.join("; ") })),
          "local-definitions": localDefinitionsOf(report),
          "reviewed-controls": reviewedControlsOf(report),
          ...assessmentLogOf(report),
          ...unlessEmpty("observations", [...checks.all, ...papers.all, ...activityObservations(report)]),
          ...unlessEmpty("risks", risksOf(report)),
          findings: findingsOf(report, observationsOf),
        },
      ],
      "back-matter": backMatterOf(report),
    },
  });
}

/**
 * OSCAL 1.2.1 plan of action and milestones: an item a gap, worst first, and an item a waiver that covers a failure. Undefined where there
 * is neither, for OSCAL has no empty plan.
 */
export function renderOscalPlan(report: Report): string | undefined {
  const open = new Set(report.gaps.map(({ citation }) => citation));
  const findings = findingsOf(report, () => []).filter((_, index) => open.has(report.citations[index]!.row.citation));
  const items = [
    ...report.gaps.map((gap) => ({
      uuid: uuidOf("item", gapRiskUuid(report, gap.citation)),
      title: markup(`${gap.citation} ${gap.title}`),
      description: markup(gap.what),
      props: properties({ state: gap.state, citation: gap.citation, owner: gap.owner }),
      "related-findings": [{ "finding-uuid": findingUuid(report, gap.citation) }],
      "related-risks": [{ "risk-uuid": gapRiskUuid(report, gap.citation) }],
    })),
    ...acceptedWaivers(report).map((waiver) => ({
      uuid: uuidOf("item", waiverRiskUuid(report, waiver)),
      title: markup(`End of waiver ${waiver.id} on ${waiver.end}`),
      description: markup(
        `${waiver.rule} fails for ${waiver.resource}: mend it before ${waiver.end}. ${waiver.reason}`,
      ),
      props: properties({ waiver: waiver.id, owner: waiver.owner, approver: waiver.approver, end: waiver.end }),
      "related-risks": [{ "risk-uuid": waiverRiskUuid(report, waiver) }],
    })),
  ];
  if (items.length === 0) return undefined;
  return toJson({
    "plan-of-action-and-milestones": {
      uuid: uuidOf("plan", report.id),
      metadata: metadataOf(report, "plan of action and milestones"),
      "system-id": {
        "identifier-type": "https://ietf.org/rfc/rfc4122",
        id: uuidOf("system", line(report.organisation.name ?? ""), ...report.stacks.map(({ key }) => key)),
      },
      "local-definitions": localDefinitionsOf(report),
      ...unlessEmpty("risks", risksOf(report)),
      ...unlessEmpty("findings", findings),
      "poam-items": items,
      "back-matter": backMatterOf(report),
    },
  });
}
