import type { CitationResult, Evaluation, Report, RuleResult } from "../../model/report";
import type { State } from "../../model/state";

import { detections } from "./detections";
import { head, INFORMATIONAL, SEVERITY, statusOf, UNKNOWN, type Level } from "./event";

export { OCSF_VERSION } from "./event";

/** OCSF has four words for a result. Waived is a failure somebody accepted: a warning. What nothing shows is unknown, never a pass. */
export const OCSF_STATUS: Readonly<Record<State, Level>> = {
  pass: { id: 1, word: "Pass" },
  waived: { id: 2, word: "Warning" },
  fail: { id: 3, word: "Fail" },
  undetermined: { id: 0, word: "Unknown" },
  stale: { id: 0, word: "Unknown" },
  "no-evidence": { id: 0, word: "Unknown" },
  "not-applicable": { id: 99, word: "Other" },
};

/**
 * OCSF events, one JSON object a line: compliance findings (class 2003), first the citations in the order of the law, then every result, and
 * detection findings (class 2004) of threats and incidents. The state, one of seven, stands in `compliance.status_code` and in
 * `unmapped.phiguard.state`; `compliance.status_id` is the nearest of OCSF's.
 */
export function renderOcsf(report: Report): string {
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const lines = [
    ...report.citations.map((citation) => citationFinding(report, citation, rules)),
    ...report.evaluations.map((evaluation) => resultFinding(report, evaluation, rules.get(evaluation.rule)!)),
    ...detections(report),
  ];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

function citationFinding(report: Report, citation: CitationResult, rules: ReadonlyMap<string, RuleResult>): object {
  const { row, state, reason, links, parts, nistCsf, soc2 } = citation;
  const gap = report.gaps.find((one) => one.citation === row.citation);
  const linked = links.map(({ rule }) => rules.get(rule)!);
  return {
    ...head(report, {
      class: 2003,
      at: report.asOf,
      severity: severityOf(state, linked),
      status: statusOf(state),
    }),
    finding_info: {
      uid: `${report.id}/${row.citation}`,
      title: `${row.citation} ${row.specification ?? row.standard}`,
      desc: row.summary,
      types: ["citation"],
    },
    compliance: {
      ...complianceStatus(state, reason),
      control: row.citation,
      requirements: [row.citation],
      standards: [report.framework.title],
      ...(linked.length === 0 ? {} : { checks: linked.map(checkOf) }),
    },
    ...(gap === undefined || gap.nextSteps.length === 0 ? {} : { remediation: { desc: gap.nextSteps.join(" ") } }),
    unmapped: {
      phiguard: {
        state,
        obligation: row.obligation,
        row_type: row.rowType,
        parts: parts.map((part) => ({ title: part.title, state: part.state })),
        owner: gap?.owner,
        nist_csf_1_1: nistCsf,
        soc2_tsc_2017: soc2,
      },
    },
  };
}

function resultFinding(report: Report, evaluation: Evaluation, rule: RuleResult): object {
  const { state, reason, record, stack } = evaluation;
  const resource = report.resources[evaluation.resource]!;
  return {
    ...head(report, {
      class: 2003,
      at: evaluation.observedAt,
      severity: SEVERITY[rule.severity],
      status: statusOf(state),
      of: evaluation,
    }),
    finding_info: { uid: record.id, title: rule.title, types: ["result"] },
    compliance: {
      ...complianceStatus(state, reason),
      control: rule.id,
      requirements: rule.citations,
      standards: [report.framework.title],
    },
    resources: [{ uid: resource.urn, name: resource.name, type: resource.type, group: { name: stack } }],
    ...(rule.fix === "" || state === "pass" || state === "not-applicable" ? {} : { remediation: { desc: rule.fix } }),
    unmapped: {
      phiguard: {
        state,
        answer: evaluation.result,
        finds: evaluation.finds,
        waiver: evaluation.waiver,
        enforcement: evaluation.enforcement,
        stage: evaluation.stage,
        expires_at: evaluation.expiresAt,
        rule_version: evaluation.ruleVersion,
        run: evaluation.runId,
        record,
      },
    },
  };
}

function complianceStatus(state: State, reason: string) {
  const { id, word } = OCSF_STATUS[state];
  return { status_id: id, status: word, status_code: state, ...(reason === "" ? {} : { status_details: [reason] }) };
}

function checkOf(rule: RuleResult): object {
  const { id, word } = OCSF_STATUS[rule.state];
  const severity = SEVERITY[rule.severity];
  return {
    uid: rule.id,
    name: rule.title,
    status_id: id,
    status: word,
    severity_id: severity.id,
    severity: severity.word,
  };
}

/** A citation that fails is as severe as the worst check that fails for it; one that nothing shows is of unknown severity. */
function severityOf(state: State, linked: readonly RuleResult[]) {
  if (state === "pass" || state === "not-applicable") return INFORMATIONAL;
  const failing = linked.filter((rule) => rule.state === "fail").map(({ severity }) => SEVERITY[severity]);
  return failing.reduce((worst, one) => (one.id > worst.id ? one : worst), UNKNOWN);
}
