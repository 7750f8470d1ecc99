import type { PolicyEvaluationRecord } from "../../policies/record";
import type { Minutes, Operation, OperationRow } from "../model/history";
import type { LoadedRecords, Located } from "../sources/policy-records";

import { compare, groupBy } from "./group-by";
import { gatherRuns, isComplete, type Run } from "./runs";
import { coveringWaiver } from "./waivers";

export interface Period {
  /** ISO 8601, UTC; `from` is part of the period, `to` is not. */
  readonly from: string;
  readonly to: string;
}

type Kind = keyof Minutes;

const MINUTE_MS = 60_000;

/** A span of time in which one answer about one resource held. */
interface Span {
  readonly kind: Kind;
  readonly from: number;
  readonly to: number;
}

/**
 * Minutes in compliance for each check and resource. An answer holds from when it was observed until the next run of the same stack and
 * pack, and no longer than its own end date; what lies between is unknown, never a pass. A resource that a finished run no longer
 * shows is gone from then on and counts no more. Whole milliseconds are added up and rounded to minutes once.
 */
export function operationOver(records: LoadedRecords, period: Period): Operation {
  const from = Date.parse(period.from);
  const to = Date.parse(period.to);
  const inTime = <T extends { readonly collectedAt: string }>(all: readonly Located<T>[]) =>
    all.filter(({ record }) => Date.parse(record.collectedAt) < to);
  const runs = gatherRuns(inTime(records.runs), inTime(records.evaluations));
  const timelines = new Map<string, { row: Omit<OperationRow, "minutes">; ms: Record<Kind, number> }>();
  for (const group of groupBy(runs, ({ stack, pack }) => JSON.stringify([stack, pack])).values()) {
    const ordered = [...group].sort(
      (a, b) => Date.parse(a.observedAt) - Date.parse(b.observedAt) || compare(a.runId, b.runId),
    );
    for (const [key, { row, spans }] of spansOf(ordered, from, to)) {
      const ms: Record<Kind, number> = { pass: 0, fail: 0, waived: 0, "not-applicable": 0, unknown: 0 };
      for (const { kind, from: start, to: end } of spans)
        ms[kind] += Math.max(0, Math.min(end, to) - Math.max(start, from));
      // Two packs may hold the same rule: the one that saw it fail for longer stands, so that one that looked less can't hide it.
      const known = timelines.get(key);
      if (known === undefined || ms.fail > known.ms.fail) timelines.set(key, { row, ms });
    }
  }
  const rows = [...timelines.values()]
    .map(({ row, ms }): OperationRow => ({ ...row, minutes: inMinutes(ms) }))
    .filter(({ minutes }) => Object.values(minutes).some((value) => value > 0))
    .sort((a, b) => compare(a.rule, b.rule) || compare(a.stack, b.stack) || compare(a.urn, b.urn));
  return { ...period, rules: byRule(rows), rows };
}

interface Timeline {
  readonly row: Omit<OperationRow, "minutes">;
  readonly spans: Span[];
}

function spansOf(runs: readonly Run[], from: number, to: number): Map<string, Timeline> {
  const timelines = new Map<string, Timeline>();
  /** What was last known of a key, until the next run says otherwise. */
  let open = new Map<string, { readonly located: Located<PolicyEvaluationRecord>; readonly run: Run }>();
  const close = (until: number): void => {
    for (const [key, { located, run }] of open) {
      const { record } = located;
      const timeline = timelines.get(key)!;
      const start = Date.parse(record.observedAt);
      const end = Math.min(until, Math.max(start, Date.parse(record.expiresAt)));
      timeline.spans.push(...answered(record, run, Math.max(start, lastEnd(timeline)), end));
      if (end < until) timeline.spans.push({ kind: "unknown", from: Math.max(end, lastEnd(timeline)), to: until });
    }
  };
  for (const run of runs) {
    const at = Date.parse(run.observedAt);
    close(at);
    const next: typeof open = isComplete(run) ? new Map() : new Map(open);
    for (const located of run.evaluations) {
      const { rule, subject } = located.record;
      const key = JSON.stringify([rule.id, run.stack, subject.urn]);
      next.set(key, { located, run });
      if (timelines.has(key)) continue;
      const row = { rule: rule.id, stack: run.stack, urn: subject.urn, name: subject.name };
      // Nobody had looked before. That the resource was there then is not known either, so only time after the period began counts.
      timelines.set(key, { row, spans: at > from ? [{ kind: "unknown", from, to: at }] : [] });
    }
    // In a finished run a resource without an answer is gone, or the check is; either way it counts no more.
    open = next;
  }
  close(to);
  return timelines;
}

const lastEnd = ({ spans }: Timeline): number => spans.at(-1)?.to ?? 0;

/** A failure is waived on the days of its waiver alone. */
function answered(record: PolicyEvaluationRecord, run: Run, from: number, to: number): Span[] {
  if (to <= from) return [];
  if (record.result === "undetermined") return [{ kind: "unknown", from, to }];
  if (record.result !== "fail") return [{ kind: record.result, from, to }];
  const spans: Span[] = [];
  for (let start = from; start < to;) {
    const day = new Date(start).toISOString().slice(0, 10);
    const end = Math.min(to, Date.parse(`${day}T00:00:00Z`) + 24 * 60 * MINUTE_MS);
    const failure = { rule: record.rule.id, urn: record.subject.urn, waiver: record.waiver };
    const covered = coveringWaiver(failure, run.run?.record.waivers ?? [], new Date(start).toISOString());
    spans.push({ kind: covered === undefined ? "fail" : "waived", from: start, to: end });
    start = end;
  }
  return spans;
}

function inMinutes(ms: Readonly<Record<Kind, number>>): Minutes {
  const minutes = (kind: Kind): number => Math.round(ms[kind] / MINUTE_MS);
  return {
    pass: minutes("pass"),
    fail: minutes("fail"),
    waived: minutes("waived"),
    "not-applicable": minutes("not-applicable"),
    unknown: minutes("unknown"),
  };
}

function byRule(rows: readonly OperationRow[]): Operation["rules"] {
  return [...groupBy(rows, ({ rule }) => rule)].map(([rule, own]) => {
    const sum = (kind: Kind): number => own.reduce((total, { minutes }) => total + minutes[kind], 0);
    const minutes = {
      pass: sum("pass"),
      fail: sum("fail"),
      waived: sum("waived"),
      "not-applicable": sum("not-applicable"),
      unknown: sum("unknown"),
    };
    return { rule, resources: own.length, minutes };
  });
}
