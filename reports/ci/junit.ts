import { XMLBuilder } from "fast-xml-parser";
import type { PolicyEvaluationRecord, PolicyRunRecord } from "../../policies/record";
import { keyOf, verdictOf, waiverOf, type CiReport, type JudgedRun } from "./judged-run";

/**
 * JUnit XML as Jenkins and GitLab read it: a suite a pack and stack, a case a rule and resource. What blocks or advises is a failure; what is
 * waived, does not apply or can't be judged yet is skipped with the reason, so that nothing unjudged is counted as passed.
 */
export function renderJunit({ runs, rules }: CiReport): string {
  const builder = new XMLBuilder({
    ignoreAttributes: false,
    attributeNamePrefix: "@",
    textNodeName: "#text",
    format: true,
    indentBy: "  ",
    suppressEmptyNode: true,
  });
  const suites = runs.map((judged) => suiteOf(judged, (id) => rules.get(id)?.fix));
  const xml = builder.build({
    testsuites: {
      "@name": "phiguard",
      "@tests": sum(suites, "@tests"),
      "@failures": sum(suites, "@failures"),
      testsuite: suites,
    },
  }) as string;
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`;
}

interface Suite {
  readonly "@name": string;
  readonly "@tests": number;
  readonly "@failures": number;
  readonly "@skipped": number;
  readonly [key: string]: unknown;
}

function suiteOf({ run, evaluations }: JudgedRun, fixOf: (id: string) => string | undefined): Suite {
  const cases = evaluations.map((evaluation) => caseOf(evaluation, run, fixOf(evaluation.rule.id)));
  return {
    "@name": printable(keyOf(run)),
    "@tests": cases.length,
    "@failures": cases.filter((item) => "failure" in item).length,
    "@errors": 0,
    "@skipped": cases.filter((item) => "skipped" in item).length,
    "@timestamp": run.collectedAt.replace(/\.\d+Z$/, ""),
    testcase: cases,
  };
}

function caseOf(evaluation: PolicyEvaluationRecord, run: PolicyRunRecord, fix: string | undefined): object {
  const { rule, subject } = evaluation;
  const named = { "@classname": printable(rule.id), "@name": printable(subject.urn) };
  const reason = printable(evaluation.reason);
  switch (verdictOf(evaluation)) {
    case "blocks":
    case "advises":
      return {
        ...named,
        failure: {
          "@type": `${rule.severity} ${evaluation.enforcement}`,
          "@message": reason,
          "#text": printable(fix === undefined ? reason : `${reason}\nFix: ${fix}`),
        },
      };
    case "waived": {
      const waiver = waiverOf(run, evaluation.waiver);
      const until = waiver === undefined ? "" : ` until ${waiver.end} by ${waiver.approver}: ${waiver.reason}`;
      return { ...named, skipped: printable(`Waived (${evaluation.waiver})${until}. ${reason}`) };
    }
    case "corrected":
      return { ...named, "system-out": printable(`Corrected for this run: ${evaluation.remedied}`) };
    case "open":
    case "not-applicable":
      return { ...named, skipped: reason };
    case "pass":
      return named;
  }
}

/** XML 1.0 has no way to write these characters, not even escaped. */
function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- the control characters are what it is about
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "");
}

function sum(suites: readonly Suite[], key: "@tests" | "@failures"): number {
  return suites.reduce((total, suite) => total + suite[key], 0);
}
