import { THREAT_CHECKS } from "../../assess/account-check-list";
import type { IncidentEntry } from "../../model/linked-registers";
import type { Evaluation, Judgement, Report } from "../../model/report";

import { head, INFORMATIONAL, NEW, SEVERITY, statusOf, UNKNOWN, type Level } from "./event";

/** What was detected, as class 2004: each open threat, beside the compliance finding that it makes, and each incident of the register. */
export function detections(report: Report): object[] {
  return [
    ...report.evaluations
      .filter(({ rule, result }) => THREAT_CHECKS.has(rule) && result === "fail")
      .map((evaluation) => threat(report, evaluation)),
    ...report.registers.incidents.map((entry) => incident(report, entry)),
  ];
}

function threat(report: Report, evaluation: Evaluation): object {
  const { state, reason, record, severity = "high", stack, rule, observedAt } = evaluation;
  const resource = report.resources[evaluation.resource]!;
  return {
    ...head(report, {
      class: 2004,
      at: observedAt,
      severity: SEVERITY[severity],
      status: statusOf(state),
      of: evaluation,
    }),
    finding_info: {
      uid: `${record.id}/threat`,
      title: "Open threat",
      desc: reason,
      types: ["threat"],
      related_events: [{ uid: record.id, type_uid: 200301 }],
    },
    is_alert: true,
    resources: [{ uid: resource.urn, name: resource.name, type: resource.type, group: { name: stack } }],
    unmapped: { phiguard: { state, check: rule, record } },
  };
}

/** Whether it was a breach (164.402) decides how bad it is; while that is open, nobody knows. */
const SEVERITY_OF: Readonly<Record<IncidentEntry["breach"], Level>> = {
  undecided: UNKNOWN,
  none: INFORMATIONAL,
  notify: SEVERITY.high,
};
const RESOLVED: Level = { id: 4, word: "Resolved" };

function incident(report: Report, entry: IncidentEntry & Judgement): object {
  const { id, title, citations, discoveredOn, closedOn, breach, state, judgement, owner, notifiedOn } = entry;
  return {
    ...head(report, {
      class: 2004,
      activity: closedOn === undefined ? 1 : 3,
      at: `${closedOn ?? discoveredOn}T00:00:00.000Z`,
      severity: SEVERITY_OF[breach],
      status: closedOn === undefined ? NEW : RESOLVED,
    }),
    finding_info: {
      uid: `${report.id}/incident/${id}`,
      title,
      desc: judgement,
      types: ["incident"],
      first_seen_time: Date.parse(discoveredOn),
      related_events: citations.map((citation) => ({ uid: `${report.id}/${citation}`, type_uid: 200301 })),
    },
    is_alert: closedOn === undefined,
    unmapped: { phiguard: { state, incident: id, citations, breach, owner, notified_on: notifiedOn } },
  };
}
