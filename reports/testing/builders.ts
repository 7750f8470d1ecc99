import type { Approval } from "../../policies/controls";
import type {
  PolicyEvaluationRecord,
  PolicyRecord,
  PolicyRunRecord,
  Waiver,
  WaiverStatus,
} from "../../policies/record";
import { assess } from "../assess";
import type { AssessInput } from "../assess";
import { frameworkOf, type FrameworkName } from "../model/framework";
import { NO_REGISTERS } from "../model/report";
import type { Registers, Report } from "../model/report";
import type { RuleInfo } from "../model/rule-info";
import { digestOf } from "../sources/policy-records";
import type { LoadedRecords } from "../sources/policy-records";

import { withId } from "./sample";

/** Small records for tests: everything has a value that works, and a test names only what it is about. */
export const AS_OF = "2026-11-22T08:00:00.000Z";

export const SOURCE: PolicyRunRecord["source"] = {
  call: "pulumi preview",
  tool: "phiguard",
  toolVersion: "0.1.0",
  engine: "pulumi",
  principal: "tester",
  pack: "hipaa",
  packVersion: "0.1.0",
  packDigest: "ab".repeat(32),
};

const COMMON = {
  runId: "run-1",
  collectedAt: "2026-11-20T10:00:00Z",
  observedAt: "2026-11-20T10:00:00Z",
  expiresAt: "2026-12-20T10:00:00Z",
  source: SOURCE,
  project: "clinic",
  stack: "dev",
  stage: "preview" as const,
};

export const BUCKET = "aws:s3/bucket:Bucket";

export function urn(name: string, stack = "dev"): string {
  return `urn:pulumi:${stack}::clinic::${BUCKET}::${name}`;
}

export function rule(id: string, citations: readonly string[], more: Partial<RuleInfo> = {}): RuleInfo {
  return {
    id,
    title: `Title of ${id}`,
    severity: "high",
    scope: "resource",
    types: [BUCKET],
    controls: { hipaa: citations },
    source: "https://example.org/law",
    fix: `Mend ${id}.`,
    ...more,
  };
}

export function evaluation(
  more: Partial<Omit<PolicyEvaluationRecord, "id" | "rule" | "subject">> & {
    readonly rule?: string;
    readonly name?: string;
    readonly urn?: string;
  } = {},
): PolicyEvaluationRecord {
  const { rule: id = "r1", name = "raw", urn: resource, ...rest } = more;
  const subject = { urn: resource ?? urn(name, rest.stack), type: BUCKET, name };
  return withId({
    kind: "policy-evaluation" as const,
    ...COMMON,
    subject,
    rule: { id, version: "1", severity: "high" as const },
    controls: {},
    result: "pass" as const,
    enforcement: "none" as const,
    reason: rest.result === undefined || rest.result === "pass" ? "" : `reason of ${rest.result}`,
    finds: [],
    reads: [],
    ...rest,
  });
}

/** A run record that fits the evaluations given: its population and counts are theirs. */
export function run(
  evaluations: readonly PolicyEvaluationRecord[],
  more: Partial<Omit<PolicyRunRecord, "id">> & {
    readonly ruleIds?: readonly string[];
    readonly inScope?: Readonly<Record<string, number>>;
  } = {},
): PolicyRunRecord {
  const { ruleIds = [], inScope = {}, ...rest } = more;
  const ids = [...new Set([...ruleIds, ...evaluations.map((one) => one.rule.id)])].sort();
  const population = new Map(evaluations.map(({ subject }) => [subject.urn, { urn: subject.urn, type: subject.type }]));
  return withId({
    kind: "policy-run" as const,
    ...COMMON,
    organization: "organization",
    complete: true,
    population: [...population.values()],
    rules: ids.map((id) => ({
      id,
      version: "1",
      inScope: inScope[id] ?? evaluations.filter((one) => one.rule.id === id).length,
      enforcement: "mandatory" as const,
    })),
    waivers: [],
    notes: [],
    ...rest,
  });
}

export function waiver(more: Partial<Waiver> = {}): Waiver {
  return {
    id: "w1",
    rule: "r1",
    resource: urn("raw"),
    reason: "The partner needs time.",
    owner: "Platform team",
    approver: "Security officer",
    compensatingControl: "Weekly review.",
    start: "2026-11-01",
    end: "2026-11-30",
    ...more,
  };
}

export function inForce(one: Waiver): WaiverStatus {
  return { kind: "in-force", waiver: one };
}

export function loaded(records: readonly PolicyRecord[]): LoadedRecords {
  const located = records.map((record, index) => ({
    record,
    ref: { id: record.id, file: "dev.jsonl", line: index + 1 },
  }));
  return {
    runs: located.flatMap(({ record, ref }) => (record.kind === "policy-run" ? [{ record, ref }] : [])),
    evaluations: located.flatMap(({ record, ref }) => (record.kind === "policy-evaluation" ? [{ record, ref }] : [])),
    collected: { runs: [], observed: [] },
    problems: [],
    files: [{ file: "dev.jsonl", records: records.length }],
    digest: digestOf(records.map(({ id }) => id)),
  };
}

export function report(
  records: readonly PolicyRecord[],
  rules: readonly RuleInfo[],
  more: {
    readonly registers?: Partial<Registers>;
    readonly approvals?: readonly Approval[];
    readonly asOf?: string;
    readonly framework?: FrameworkName;
  } = {},
): Report {
  return assess(assessInput(records, rules, more));
}

export function assessInput(
  records: readonly PolicyRecord[],
  rules: readonly RuleInfo[],
  more: {
    readonly registers?: Partial<Registers>;
    readonly approvals?: readonly Approval[];
    readonly asOf?: string;
    readonly framework?: FrameworkName;
  } = {},
): AssessInput {
  const framework = frameworkOf(more.framework ?? "hipaa");
  return {
    records: loaded(records),
    framework: { ...framework, approvals: more.approvals ?? framework.approvals },
    rules,
    registers: { ...NO_REGISTERS, ...more.registers },
    asOf: more.asOf ?? AS_OF,
  };
}
