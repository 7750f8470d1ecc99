import { z } from "zod";

import { selectRuns } from "../assess/runs";
import type { RuleInfo } from "../model/rule-info";
import { instant } from "../model/security-finding";
import type { LoadedRecords } from "../sources/policy-records";

import { findingOf, GENERATOR, STACK_FIELD, type PublishedFinding, type Target } from "./finding";

/** A finding of ours as Security Hub has it. The whole of it is sent back when it is archived. */
const existingShape = z.looseObject({
  Id: z.string(),
  GeneratorId: z.string().startsWith(GENERATOR),
  CreatedAt: z.string(),
  UpdatedAt: instant,
  RecordState: z.enum(["ACTIVE", "ARCHIVED"]),
  Compliance: z.looseObject({ Status: z.string() }).optional(),
  ProductFields: z.record(z.string(), z.string()).optional(),
});

export type ExistingFinding = z.infer<typeof existingShape>;

export const readExisting = (item: unknown): ExistingFinding | undefined => existingShape.safeParse(item).data;

export interface PublishPlan {
  readonly send: readonly PublishedFinding[];
  readonly opened: number;
  readonly updated: number;
  readonly resolved: number;
  /** Security Hub knows them as they are. */
  readonly unchanged: number;
  /** Security Hub knows something newer: somebody published later results already. */
  readonly older: number;
}

/** Only what is open, or was open before, is sent: a pass that was never a finding is none. */
export function planFindings(
  records: LoadedRecords,
  existing: readonly ExistingFinding[],
  rules: readonly RuleInfo[],
  target: Target,
  asOf: string,
): PublishPlan {
  const known = new Map(existing.map((finding) => [finding.Id, finding]));
  const infos = new Map(rules.map((rule) => [rule.id, rule]));
  const { runs } = selectRuns(records, asOf);
  const wanted = new Map<string, PublishedFinding>();
  for (const located of runs.flatMap(({ current }) => current)) {
    const finding = findingOf(located, infos.get(located.record.rule.id), target);
    const before = wanted.get(finding.Id);
    // Two packs may judge by one rule: the later one counts.
    if (before === undefined || before.UpdatedAt < finding.UpdatedAt) wanted.set(finding.Id, finding);
  }
  const plan = { send: [] as PublishedFinding[], opened: 0, updated: 0, resolved: 0, unchanged: 0, older: 0 };
  for (const finding of wanted.values()) {
    const before = known.get(finding.Id);
    if (before === undefined) {
      if (finding.RecordState === "ARCHIVED") continue;
      plan.opened += 1;
      plan.send.push(finding);
    } else if (before.RecordState === finding.RecordState && before.Compliance?.Status === finding.Compliance.Status) {
      plan.unchanged += 1;
    } else if (before.UpdatedAt >= utc(finding.UpdatedAt)) {
      plan.older += 1;
    } else {
      plan[finding.RecordState === "ARCHIVED" ? "resolved" : "updated"] += 1;
      plan.send.push({ ...finding, CreatedAt: before.CreatedAt });
    }
  }
  for (const gone of goneOf(runs, existing, wanted)) {
    plan.resolved += 1;
    plan.send.push(gone);
  }
  return { ...plan, send: plan.send.sort((a, b) => (a.Id < b.Id ? -1 : 1)) };
}

/** Open findings of a stack that was seen whole, about a resource or a rule that is no longer there. */
function goneOf(
  runs: ReturnType<typeof selectRuns>["runs"],
  existing: readonly ExistingFinding[],
  wanted: ReadonlyMap<string, unknown>,
): PublishedFinding[] {
  const whole = new Map<string, string>();
  for (const stack of new Set(runs.map((run) => run.stack))) {
    const of = runs.filter((run) => run.stack === stack);
    // One pack that was not finished may still have what another has not.
    if (of.every(({ complete }) => complete)) whole.set(stack, latest(of.map(({ observedAt }) => utc(observedAt))));
  }
  return existing.flatMap((finding) => {
    const at = whole.get(finding.ProductFields?.[STACK_FIELD] ?? "");
    const gone =
      at !== undefined && finding.RecordState === "ACTIVE" && !wanted.has(finding.Id) && finding.UpdatedAt < at;
    if (!gone) return [];
    return [{ ...(finding as unknown as PublishedFinding), RecordState: "ARCHIVED" as const, UpdatedAt: at }];
  });
}

function latest(times: readonly string[]): string {
  return times.reduce((a, b) => (a > b ? a : b));
}

function utc(time: string): string {
  return new Date(time).toISOString();
}
