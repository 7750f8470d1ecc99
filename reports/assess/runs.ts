import type { PolicyEvaluationRecord, PolicyRunRecord } from "../../policies/record";
import type { RunInfo, StackScope } from "../model/report";
import type { LoadedRecords, Located } from "../sources/policy-records";

import { compare, groupBy } from "./group-by";

/** One run of one pack over one stack; `run` is missing where its record was lost or altered. */
export interface Run {
  readonly runId: string;
  readonly stack: string;
  readonly pack: string;
  readonly run: Located<PolicyRunRecord> | undefined;
  readonly evaluations: readonly Located<PolicyEvaluationRecord>[];
  readonly observedAt: string;
  readonly collectedAt: string;
}

/** What counts for one stack and pack: the newest run, and what it did not get to from the ones before it. */
export interface CurrentRun extends Run {
  /** Results of this run, then of earlier ones where this run is unfinished and has none for that rule and resource. */
  readonly current: readonly Located<PolicyEvaluationRecord>[];
  /** True when all resources were seen together: then, and only then, is the population known. */
  readonly complete: boolean;
}

export interface RunSelection {
  readonly runs: readonly CurrentRun[];
  readonly later: number;
  readonly superseded: number;
  readonly used: number;
}

/**
 * Of all whole records, those that count at `asOf`: per stack and pack the newest run wins as a whole, so that a resource that is
 * gone does not go on failing. An unfinished run is filled up from earlier ones back to the last finished one.
 */
export function selectRuns(records: LoadedRecords, asOf: string): RunSelection {
  const limit = Date.parse(asOf);
  const inTime = <T extends { readonly collectedAt: string }>(all: readonly Located<T>[]) =>
    all.filter(({ record }) => Date.parse(record.collectedAt) <= limit);
  const runs = inTime(records.runs);
  const evaluations = inTime(records.evaluations);

  const groups = groupBy(gatherRuns(runs, evaluations), (run) => JSON.stringify([run.stack, run.pack]));
  const selected = [...groups.values()].map((group) => current(group.sort(newestFirst))).sort(byStackThenPack);
  // One record may give several results.
  const used = new Set(
    selected.flatMap((run) => [...run.current, ...(run.run === undefined ? [] : [run.run])].map(idOf)),
  );
  const known = new Set([...runs, ...evaluations].map(idOf));
  const later = new Set([...records.runs, ...records.evaluations].map(idOf).filter((id) => !known.has(id)));
  return { runs: selected, later: later.size, used: used.size, superseded: known.size - used.size };
}

const idOf = ({ record: { id } }: Located<{ readonly id: string }>): string => id;

/** Runs with their results, in the order in which they first occur. */
export function gatherRuns(
  runs: readonly Located<PolicyRunRecord>[],
  evaluations: readonly Located<PolicyEvaluationRecord>[],
): Run[] {
  const keyOf = ({ record }: Located<PolicyRunRecord | PolicyEvaluationRecord>) =>
    JSON.stringify([record.runId, record.project, record.stack, record.source.pack]);
  const runByKey = new Map(runs.map((run) => [keyOf(run), run]));
  const evaluationsByKey = groupBy(evaluations, keyOf);
  return [...new Set([...runByKey.keys(), ...evaluationsByKey.keys()])].map((key) => {
    const run = runByKey.get(key);
    const own = evaluationsByKey.get(key) ?? [];
    const any = (run ?? own[0])!.record;
    const times = (pick: "observedAt" | "collectedAt") =>
      run?.record[pick] ??
      own.map(({ record }) => record[pick]).reduce((a, b) => (Date.parse(a) < Date.parse(b) ? b : a));
    return {
      runId: any.runId,
      stack: `${any.project}/${any.stack}`,
      pack: any.source.pack,
      run,
      evaluations: own,
      observedAt: times("observedAt"),
      collectedAt: times("collectedAt"),
    };
  });
}

function current(group: readonly Run[]): CurrentRun {
  const newest = group[0]!;
  const complete = isComplete(newest);
  const chosen = new Map<string, Located<PolicyEvaluationRecord>>();
  for (const run of group) {
    // Within one run the same rule and resource may have been judged twice; the newer answer stands.
    for (const evaluation of [...run.evaluations].sort(newestRecordFirst)) {
      const { rule, subject } = evaluation.record;
      const key = `${rule.id}\n${subject.urn}`;
      if (!chosen.has(key)) chosen.set(key, evaluation);
    }
    if (isComplete(run)) break;
  }
  return { ...newest, complete, current: [...chosen.values()] };
}

export function isComplete(run: Run): boolean {
  return run.run?.record.complete === true;
}

function newestFirst(a: Run, b: Run): number {
  return (
    Date.parse(b.observedAt) - Date.parse(a.observedAt) ||
    Date.parse(b.collectedAt) - Date.parse(a.collectedAt) ||
    compare(b.runId, a.runId)
  );
}

function newestRecordFirst(a: Located<PolicyEvaluationRecord>, b: Located<PolicyEvaluationRecord>): number {
  return Date.parse(b.record.observedAt) - Date.parse(a.record.observedAt) || compare(b.record.id, a.record.id);
}

function byStackThenPack(a: Run, b: Run): number {
  return compare(a.stack, b.stack) || compare(a.pack, b.pack);
}

/** Stacks seen and stacks expected, by key. */
export function stackScopes(runs: readonly CurrentRun[], expected: readonly string[]): StackScope[] {
  const keys = [...new Set([...runs.map((run) => run.stack), ...expected])].sort();
  return keys.map((key) => {
    const own = runs.filter((run) => run.stack === key);
    const [project = "", stack = ""] = key.split("/");
    const urns = new Set(own.flatMap((run) => run.run?.record.population.map(({ urn }) => urn) ?? []));
    for (const run of own) if (!run.complete) for (const { record } of run.current) urns.add(record.subject.urn);
    return {
      key,
      project,
      stack,
      organization: own.find((run) => run.run !== undefined)?.run?.record.organization ?? "",
      resources: urns.size,
      runs: own.map(runInfo),
    };
  });
}

function runInfo(run: CurrentRun): RunInfo {
  const any = (run.run ?? run.current[0])!.record;
  return {
    runId: run.runId,
    pack: run.pack,
    packVersion: any.source.packVersion,
    packDigest: any.source.packDigest,
    stage: any.stage,
    observedAt: run.observedAt,
    collectedAt: run.collectedAt,
    expiresAt: any.expiresAt,
    complete: run.complete,
    resources: run.run?.record.population.length ?? new Set(run.current.map(({ record }) => record.subject.urn)).size,
    call: any.source.call,
    engine: any.source.engine,
    toolVersion: any.source.toolVersion,
    principal: any.source.principal,
    rules: run.run?.record.rules.length ?? new Set(run.current.map(({ record }) => record.rule.id)).size,
    notes: run.run?.record.notes ?? [],
    record: run.run?.ref,
  };
}
