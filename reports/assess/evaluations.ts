import type { PolicyEvaluationRecord, WaiverStatus } from "../../policies/record";
import type { RuleInfo } from "../model/rule-info";
import { countStates } from "../model/state";
import type { State } from "../model/state";
import type { Evaluation, ResourceResult } from "../model/report";
import type { Located } from "../sources/policy-records";

import { fold } from "./fold";
import { compare, groupBy } from "./group-by";
import type { CurrentRun } from "./runs";
import { coveringWaiver } from "./waivers";

/** The state of one result at the as-of time, and why it is not the result itself. */
export function stateOf(
  record: PolicyEvaluationRecord,
  context: {
    readonly asOf: string;
    readonly complete: boolean;
    readonly scope: RuleInfo["scope"];
    readonly waivers: readonly WaiverStatus[];
  },
): { readonly state: State; readonly reason: string; readonly waiver?: string } {
  const { asOf, complete, scope, waivers } = context;
  if (Date.parse(record.expiresAt) < Date.parse(asOf)) {
    return {
      state: "stale",
      reason: join(`Last seen as ${record.result}; out of date since ${record.expiresAt}.`, record.reason),
    };
  }
  if (scope === "stack" && !complete) {
    return {
      state: "undetermined",
      reason: join(
        `The run ended before all resources were seen together; this check read ${record.result}.`,
        record.reason,
      ),
    };
  }
  if (record.result === "fail") {
    const waiver = coveringWaiver(
      { rule: record.rule.id, urn: record.subject.urn, waiver: record.waiver },
      waivers,
      asOf,
    );
    if (waiver !== undefined) return { state: "waived", reason: record.reason, waiver: waiver.id };
  }
  if (record.result === "not-applicable" && record.reason.trim() === "") {
    return { state: "undetermined", reason: "Recorded as not applicable without a reason." };
  }
  return { state: record.result, reason: record.reason };
}

export interface Judged {
  readonly evaluations: readonly Evaluation[];
  readonly resources: readonly ResourceResult[];
}

/** Every current result with its state, and every resource of every stack with the fold of its results. */
export function judge(runs: readonly CurrentRun[], rules: ReadonlyMap<string, RuleInfo>, asOf: string): Judged {
  const resources = listResources(runs);
  const indexOf = new Map(resources.map((resource, index) => [`${resource.stack}\n${resource.urn}`, index]));
  const newest = new Map<string, { readonly located: Located<PolicyEvaluationRecord>; readonly run: CurrentRun }>();
  for (const run of runs) {
    for (const located of run.current) {
      const key = `${run.stack}\n${located.record.rule.id}\n${located.record.subject.urn}`;
      const other = newest.get(key);
      // Two packs may hold the same rule: the newer answer about the resource stands.
      if (other === undefined || isNewer(located.record, other.located.record)) newest.set(key, { located, run });
    }
  }
  const evaluations = [...newest.values()].map(({ located: { record, ref }, run }): Evaluation => {
    const scope = rules.get(record.rule.id)?.scope ?? "resource";
    const context = { asOf, complete: run.complete, scope, waivers: run.run?.record.waivers ?? [] };
    const { state, reason: stated, waiver } = stateOf(record, context);
    const reason = stated === "" && record.result === "fail" ? sentenceOf(record, rules.get(record.rule.id)) : stated;
    return {
      rule: record.rule.id,
      stack: run.stack,
      resource: indexOf.get(`${run.stack}\n${record.subject.urn}`)!,
      state,
      result: record.result,
      reason,
      finds: record.finds,
      reads: record.reads,
      enforcement: record.enforcement,
      waiver,
      ...(record.rule.severity === rules.get(record.rule.id)?.severity ? {} : { severity: record.rule.severity }),
      ruleVersion: record.rule.version,
      stage: record.stage,
      observedAt: record.observedAt,
      expiresAt: record.expiresAt,
      runId: record.runId,
      record: ref,
    };
  });
  evaluations.sort((a, b) => compare(a.rule, b.rule) || compare(a.stack, b.stack) || a.resource - b.resource);
  return { evaluations, resources: withStates(resources, evaluations) };
}

/** For a failure whose record says no more than which properties decided it. */
function sentenceOf({ subject, finds }: PolicyEvaluationRecord, rule: RuleInfo | undefined): string {
  const decided = finds.length === 0 ? "" : ` (${finds.join("; ")})`;
  return `${subject.name} ${rule?.says ?? `does not hold to: ${rule?.title ?? "the check"}`}${decided}.`;
}

type ResourceKey = Omit<ResourceResult, "state" | "counts">;

function listResources(runs: readonly CurrentRun[]): ResourceKey[] {
  const found = new Map<string, ResourceKey>();
  for (const run of runs) {
    const subjects = run.current.map(({ record }) => record.subject);
    for (const { urn, type } of [...(run.run?.record.population ?? []), ...subjects]) {
      const key = `${run.stack}\n${urn}`;
      if (!found.has(key)) found.set(key, { stack: run.stack, urn, type, name: nameOf(urn, type) });
    }
  }
  return [...found.values()].sort(
    (a, b) => compare(a.stack, b.stack) || compare(a.type, b.type) || compare(a.urn, b.urn),
  );
}

/** The last part of a URN; of what was collected the beginning of its hash, which is all the name that it has. */
function nameOf(urn: string, type: string): string {
  if (urn.startsWith("urn:pulumi:")) return urn.split("::").at(-1) ?? urn;
  return urn.startsWith(`${type}:`)
    ? urn.slice(type.length + 1).replace(/[0-9a-f]{64}/, (hash) => hash.slice(0, 12))
    : urn;
}

function withStates(resources: readonly ResourceKey[], evaluations: readonly Evaluation[]): ResourceResult[] {
  const byResource = groupBy(evaluations, ({ resource }) => resource);
  return resources.map((resource, index) => {
    const states = (byResource.get(index) ?? []).map(({ state }) => state);
    // A resource that no rule judged was not shown to be anything.
    return { ...resource, state: states.length === 0 ? "no-evidence" : fold(states), counts: countStates(states) };
  });
}

function isNewer(a: PolicyEvaluationRecord, b: PolicyEvaluationRecord): boolean {
  return (Date.parse(a.observedAt) - Date.parse(b.observedAt) || compare(a.id, b.id)) > 0;
}

function join(...sentences: readonly string[]): string {
  return sentences.filter((sentence) => sentence !== "").join(" ");
}
