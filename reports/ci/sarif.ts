import { createHash } from "node:crypto";
import type { PolicyEvaluationRecord, PolicyRunRecord, Severity } from "../../policies/record";
import type { RuleInfo } from "../../policies/rule";
import { keyOf, verdictOf, waiverOf, type CiReport, type JudgedRun, type Verdict } from "./judged-run";

/** Schema that the format names as its own (OASIS, SARIF 2.1.0). */
const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const ROOT = "%SRCROOT%";

/** Code scanning sorts by this figure: over 9 critical, from 7 high, from 4 medium (GitHub, "SARIF support for code scanning"). */
const SECURITY_SEVERITY: Readonly<Record<Severity, string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.5",
  low: "2.0",
};

/**
 * SARIF 2.1.0, one run a pack and stack. `rules` holds every rule that was run, so that a reader can tell what was looked at; results are
 * failures (waived ones with their suppression), what could not be judged (`open`), and what was corrected.
 */
export function renderSarif(report: CiReport): string {
  const log = { $schema: SCHEMA, version: "2.1.0", runs: report.runs.map((judged) => runOf(judged, report)) };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function runOf({ run, evaluations }: JudgedRun, report: CiReport): object {
  const ids = run.rules.map(({ id }) => id);
  const positions = new Map(ids.map((id, position) => [id, position]));
  return {
    tool: {
      driver: {
        name: "phiguard",
        version: run.source.toolVersion,
        semanticVersion: run.source.toolVersion,
        rules: run.rules.map((rule) => descriptorOf(rule, report.rules.get(rule.id))),
      },
    },
    automationDetails: { id: `${keyOf(run)}/` },
    invocations: [
      {
        executionSuccessful: run.complete,
        endTimeUtc: run.collectedAt,
        toolExecutionNotifications: run.notes.map((text) => ({ level: "warning", message: { text } })),
      },
    ],
    originalUriBaseIds: { [ROOT]: { description: { text: "The root of the repository." } } },
    columnKind: "utf16CodeUnits",
    results: evaluations.flatMap((evaluation) => {
      const verdict = verdictOf(evaluation);
      if (verdict === "pass" || verdict === "not-applicable") return [];
      return [resultOf(evaluation, verdict, run, report, positions.get(evaluation.rule.id))];
    }),
    properties: { stage: run.stage, resources: run.population.length, packDigest: run.source.packDigest },
  };
}

function descriptorOf(
  { id, inScope, enforcement }: PolicyRunRecord["rules"][number],
  info: RuleInfo | undefined,
): object {
  const shared = { id, properties: { inScope, enforcement } };
  if (info === undefined) return shared;
  const controls = [...(info.controls.hipaa ?? []), ...(info.controls.nistCsf ?? []), ...(info.controls.soc2 ?? [])];
  return {
    id,
    name: id.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: `${info.title}.` },
    fullDescription: { text: info.why ?? `${info.title}.` },
    help: { text: `Fix: ${info.fix}` },
    helpUri: info.source,
    defaultConfiguration: {
      level: levelOf(info.severity),
      ...(enforcement === "disabled" ? { enabled: false } : {}),
    },
    properties: {
      ...shared.properties,
      "security-severity": SECURITY_SEVERITY[info.severity],
      tags: ["security", ...controls],
    },
  };
}

function resultOf(
  evaluation: PolicyEvaluationRecord,
  verdict: Verdict,
  run: PolicyRunRecord,
  report: CiReport,
  ruleIndex: number | undefined,
): object {
  const { rule, subject } = evaluation;
  const open = evaluation.result === "undetermined";
  const info = report.rules.get(rule.id);
  const fix = evaluation.remedied ?? info?.fix;
  const waiver = waiverOf(run, evaluation.waiver);
  return {
    ruleId: rule.id,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    kind: open ? "open" : "fail",
    level: open ? "none" : verdict === "corrected" ? "note" : levelOf(rule.severity),
    message: { text: messageOf(evaluation, fix) },
    locations: [locationOf(evaluation, report)],
    partialFingerprints: {
      // A finding is the same one as long as its rule and resource are, wherever its line moves.
      "phiguard/v1": createHash("sha256")
        .update(`${keyOf(run)} ${rule.id} ${subject.urn}`)
        .digest("hex"),
    },
    ...(waiver === undefined
      ? {}
      : {
          suppressions: [
            {
              kind: "external",
              status: "accepted",
              justification: waiver.reason,
              properties: { waiver: waiver.id, owner: waiver.owner, approver: waiver.approver, end: waiver.end },
            },
          ],
        }),
    properties: {
      severity: rule.severity,
      enforcement: evaluation.enforcement,
      ...(evaluation.finds.length === 0 ? {} : { finds: evaluation.finds }),
    },
  };
}

function messageOf(evaluation: PolicyEvaluationRecord, fix: string | undefined): string {
  const said = evaluation.reason === "" ? `${evaluation.subject.name} was corrected for this run.` : evaluation.reason;
  return fix === undefined ? said : `${said} Fix: ${fix}`;
}

function locationOf({ subject }: PolicyEvaluationRecord, { entryFile, projectFolder }: CiReport): object {
  const { source } = subject;
  const file =
    source === undefined ? entryFile : projectFolder === "" ? source.file : `${projectFolder}/${source.file}`;
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(file), uriBaseId: ROOT },
      region:
        source === undefined
          ? { startLine: 1 }
          : { startLine: source.line, ...(source.column > 0 ? { startColumn: source.column } : {}) },
    },
    logicalLocations: [{ name: subject.name, fullyQualifiedName: subject.urn, kind: "resource" }],
  };
}

function levelOf(severity: Severity): "error" | "warning" | "note" {
  if (severity === "critical" || severity === "high") return "error";
  return severity === "medium" ? "warning" : "note";
}
