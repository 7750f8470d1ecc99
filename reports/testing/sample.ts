import { mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";

import { recordId } from "../../policies/record";
import type {
  PolicyEvaluationRecord,
  PolicyRecord,
  PolicyRunRecord,
  ResultKind,
  Waiver,
  WaiverStatus,
} from "../../policies/record";
import type { RuleInfo } from "../model/rule-info";

/**
 * Synthetic records: two stacks, every result kind, waivers of every kind. Nothing in them comes from a real account.
 * The same options give the same bytes.
 */
export interface SampleOptions {
  readonly rules: readonly RuleInfo[];
  /** Resources a stack, before those that no rule is about. */
  readonly resources: number;
  readonly stacks?: readonly string[];
  readonly observedAt?: string;
  readonly expiresAt?: string;
  /** Of a thousand results that could go either way. */
  readonly failPermille?: number;
  readonly complete?: boolean;
}

const NAMES = [
  "raw",
  "curated",
  "analytics",
  "import",
  "export",
  "audit",
  "access-log",
  "intake",
  "processor",
  "alerts",
  "review",
];

export function sampleRecords(options: SampleOptions): PolicyRecord[] {
  const stacks = options.stacks ?? ["dev", "prod"];
  return stacks.flatMap((stack, index) => new SampleStack(stack, index, options).records());
}

export async function writeSample(folder: string, records: readonly PolicyRecord[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const stack of new Set(records.map((record) => record.stack))) {
    const lines = records.filter((record) => record.stack === stack).map((record) => JSON.stringify(record));
    await writeFile(path.join(folder, `${stack}.jsonl`), `${lines.join("\n")}\n`);
  }
}

class SampleStack {
  private readonly random: () => number;
  private readonly common;

  constructor(
    private readonly stack: string,
    index: number,
    private readonly options: SampleOptions,
  ) {
    this.random = generator(7 + index);
    this.common = {
      runId: `run-${stack}-1`,
      collectedAt: options.observedAt ?? "2026-11-20T09:30:00Z",
      observedAt: options.observedAt ?? "2026-11-20T09:30:00Z",
      expiresAt: options.expiresAt ?? "2026-12-20T09:30:00Z",
      source: {
        call: "pulumi preview",
        tool: "phiguard" as const,
        toolVersion: "0.1.0",
        engine: "pulumi 3.250.0",
        principal: "sample",
        pack: "hipaa",
        packVersion: "0.1.0",
        packDigest: "5f".repeat(32),
      },
      project: "phiguard",
      stack,
      stage: "preview" as const,
    };
  }

  records(): PolicyRecord[] {
    const population = this.population();
    const waivers: WaiverStatus[] = [];
    const evaluations = this.options.rules.flatMap((rule) =>
      population
        .filter(({ type }) => rule.types.includes(type))
        .map((subject) => this.evaluation(rule, subject, waivers)),
    );
    const inScope = (rule: RuleInfo) => evaluations.filter((one) => one.rule.id === rule.id).length;
    const run: Omit<PolicyRunRecord, "id"> = {
      ...this.common,
      kind: "policy-run",
      organization: "organization",
      complete: this.options.complete ?? true,
      population,
      rules: this.options.rules
        .map((rule) => ({ id: rule.id, version: "1", inScope: inScope(rule), enforcement: this.level(rule) }))
        .sort((a, b) => (a.id < b.id ? -1 : 1)),
      waivers: [
        ...waivers,
        { kind: "malformed", id: "waiver-7", problem: 'end: wanted a day, YYYY-MM-DD; got "next summer"' },
      ],
      notes: this.stack === "prod" ? ["One resource of the type example:index:Widget is of no known provider."] : [],
    };
    return [withId(run), ...evaluations];
  }

  private population(): { urn: string; type: string }[] {
    const types = [...new Set(this.options.rules.flatMap((rule) => rule.types))].filter(
      // The sample has no database and no IAM user, so that some checks have nothing to judge.
      (type) => !type.includes(":rds/") && !type.includes("user:User"),
    );
    const urn = (type: string, name: string) =>
      `urn:pulumi:${this.stack}::phiguard::phiguard:foundation:Foundation$${type}::${name}`;
    const judged = Array.from({ length: this.options.resources }, (_, index) => {
      const type = types[Math.floor((index * types.length) / this.options.resources)]!;
      const name = `phiguard-${this.stack}-${NAMES[index % NAMES.length]}-${index}`;
      return { urn: urn(type, name), type };
    });
    const silent = [
      {
        urn: `urn:pulumi:${this.stack}::phiguard::pulumi:pulumi:Stack::phiguard-${this.stack}`,
        type: "pulumi:pulumi:Stack",
      },
      ...[1, 2, 3].map((number) => ({
        urn: urn("aws:ec2/routeTable:RouteTable", `private-${number}`),
        type: "aws:ec2/routeTable:RouteTable",
      })),
    ];
    return [...judged, ...silent].sort((a, b) => (a.urn < b.urn ? -1 : 1));
  }

  private evaluation(
    rule: RuleInfo,
    subject: { urn: string; type: string },
    waivers: WaiverStatus[],
  ): PolicyEvaluationRecord {
    const name = subject.urn.split("::").at(-1)!;
    const dice = this.random() * 1000;
    const fails = (this.options.failPermille ?? 12) * (this.stack === "dev" ? 2 : 1);
    const result: ResultKind =
      dice < fails ? "fail" : dice < fails + 12 ? "undetermined" : dice < fails + 60 ? "not-applicable" : "pass";
    const path = "serverSideEncryptionConfiguration.rules[0].kmsKeyId";
    const waiver =
      result === "fail" && rule.severity !== "critical" && this.random() < 0.5
        ? this.waive(rule, subject.urn, waivers)
        : undefined;
    const covered = waiver?.kind === "in-force";
    const gate = rule.severity === "critical" || rule.severity === "high" ? "mandatory" : "advisory";
    const record: Omit<PolicyEvaluationRecord, "id"> = {
      ...this.common,
      kind: "policy-evaluation",
      subject: { ...subject, name },
      rule: { id: rule.id, version: "1", severity: rule.severity },
      controls: rule.controls,
      result,
      enforcement: result === "pass" || result === "not-applicable" || covered ? "none" : gate,
      reason: {
        pass: "",
        fail: `${name}: this does not hold: ${rule.title.charAt(0).toLowerCase()}${rule.title.slice(1)} (kmsKeyId is not set).`,
        undetermined: `${name}: ${path} is not known before the resource is made.`,
        "not-applicable": "The classification of the resource is internal, and the check is about PHI.",
      }[result],
      finds: result === "fail" || result === "undetermined" ? [path] : [],
      reads: [
        {
          path: "tags.phiguard:classification",
          state: "present",
          value: result === "not-applicable" ? "internal" : "phi",
        },
        { path, state: result === "fail" ? "absent" : result === "undetermined" ? "unknown" : "present" },
      ],
      ...(covered ? { waiver: waiver.waiver.id } : {}),
    };
    return withId(record);
  }

  private waive(
    rule: RuleInfo,
    resource: string,
    waivers: WaiverStatus[],
  ): { kind: "in-force" | "ended" | "not-begun"; waiver: Waiver } {
    const kind = (["in-force", "in-force", "ended", "not-begun"] as const)[waivers.length % 4]!;
    const waiver: Waiver = {
      id: `waiver-${this.stack}-${waivers.length + 1}`,
      rule: rule.id,
      resource,
      reason: "The partner system cannot do it before its next release.",
      owner: "Platform team",
      approver: "Security officer",
      compensatingControl: "Access is reviewed each week.",
      start: kind === "not-begun" ? "2026-12-01" : "2026-09-01",
      end: { "in-force": "2026-12-31", ended: "2026-11-01", "not-begun": "2027-01-31" }[kind],
    };
    const status = { kind, waiver };
    waivers.push(status);
    return status;
  }

  private level(rule: RuleInfo): "mandatory" | "advisory" {
    return rule.severity === "critical" || rule.severity === "high" ? "mandatory" : "advisory";
  }
}

export function withId<T extends object>(record: T): T & { readonly id: string } {
  return { id: recordId(record), ...record };
}

/** A linear congruential generator (Numerical Recipes' constants): the sample must be the same everywhere. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
