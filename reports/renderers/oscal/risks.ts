import type { Gap, Report, WaiverResult } from "../../model/report";

import { gapRiskUuid, waiverRiskUuid } from "./findings";
import { ORIGINS } from "./definitions";
import { markup, properties, unlessEmpty } from "./text";
import { uuidOf } from "./uuid";

/** Open gaps, worst first, then waivers that are in force and cover something: what is accepted for a time. */
export function risksOf(report: Report): object[] {
  return [
    ...report.gaps.map((gap) => gapRisk(report, gap)),
    ...acceptedWaivers(report).map((waiver) => waiverRisk(report, waiver)),
  ];
}

export function acceptedWaivers({ registers }: Report): readonly WaiverResult[] {
  return registers.waivers.filter(({ covers }) => covers > 0);
}

function gapRisk(report: Report, gap: Gap): object {
  const uuid = gapRiskUuid(report, gap.citation);
  return {
    uuid,
    title: markup(`${gap.citation} ${gap.title}`),
    description: markup(gap.what),
    statement: markup(`${gap.citation} is not shown to be met: ${gap.what}`),
    props: properties({ state: gap.state, citation: gap.citation, owner: gap.owner }),
    status: "open",
    origins: ORIGINS,
    ...unlessEmpty(
      "remediations",
      gap.nextSteps.map((step, index) => ({
        uuid: uuidOf("step", uuid, String(index)),
        lifecycle: "recommendation",
        title: `Next step ${index + 1}`,
        description: markup(step),
      })),
    ),
  };
}

function waiverRisk(report: Report, waiver: WaiverResult): object {
  const uuid = waiverRiskUuid(report, waiver);
  return {
    uuid,
    title: markup(`Waiver ${waiver.id}`),
    description: markup(waiver.reason),
    statement: markup(`${waiver.rule} fails for ${waiver.resource} and is accepted until ${waiver.end}.`),
    props: properties({
      waiver: waiver.id,
      rule: waiver.rule,
      resource: waiver.resource,
      owner: waiver.owner,
      approver: waiver.approver,
      start: waiver.start,
      end: waiver.end,
      status: waiver.status,
      covers: waiver.covers,
    }),
    status: "deviation-approved",
    origins: ORIGINS,
    "mitigating-factors": [{ uuid: uuidOf("control", uuid), description: markup(waiver.compensatingControl) }],
    deadline: `${waiver.end}T23:59:59Z`,
  };
}
