import { createHash } from "node:crypto";
import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PackInputError } from "./errors";
import type { Evaluation } from "./judge";
import { breachOf, codeOf } from "./message";
import {
  canonicalJson,
  recordId,
  type PolicyEvaluationRecord,
  type PolicyRecord,
  type PolicyRunRecord,
  type RecordSource,
  type SharedTexts,
  type Stage,
} from "./record";
import type { RuleInfo } from "./rule";

/** A preview or update says what holds that day; a month later it has to be said again. */
export const FRESH_FOR_DAYS = 30;

export interface RunFacts {
  readonly runId: string;
  /** The run's end, ISO 8601 UTC. */
  readonly at: string;
  readonly source: RecordSource;
  readonly organization: string;
  readonly project: string;
  readonly stack: string;
  readonly stage: Stage;
  readonly complete: boolean;
  readonly population: PolicyRunRecord["population"];
  readonly rules: PolicyRunRecord["rules"];
  readonly waivers: PolicyRunRecord["waivers"];
  readonly notes: readonly string[];
}

/** One record a run and one an evaluation, passes too: a gate that shows only failures is no evidence. */
export function recordsOf(facts: RunFacts, evaluations: readonly Evaluation[]): PolicyRecord[] {
  const { at, population, rules, waivers, notes, complete, organization, ...shared } = facts;
  const times = { collectedAt: at, observedAt: at, expiresAt: addDays(at, FRESH_FOR_DAYS) };
  const texts = sharedTexts([shared.source, ...evaluations.map(({ rule }) => rule.controls)]);
  const run = withId<PolicyRunRecord>({
    kind: "policy-run",
    ...shared,
    ...times,
    organization,
    complete,
    population,
    rules,
    waivers,
    notes,
  });
  const judged = evaluations.map((evaluation) =>
    withId<PolicyEvaluationRecord>(
      {
        kind: "policy-evaluation",
        ...shared,
        ...times,
        subject: {
          urn: evaluation.urn,
          type: evaluation.type,
          name: evaluation.name,
          ...(evaluation.source === undefined ? {} : { source: evaluation.source }),
        },
        rule: { id: evaluation.rule.id, version: evaluation.rule.version ?? "1", severity: evaluation.rule.severity },
        controls: evaluation.rule.controls,
        result: evaluation.result,
        enforcement: evaluation.level,
        reason: evaluation.result === "fail" ? breachOf(evaluation) : evaluation.reason,
        finds: evaluation.finds,
        reads: evaluation.reads,
        ...(evaluation.waiver === undefined ? {} : { waiver: evaluation.waiver }),
        ...(evaluation.remedied === undefined ? {} : { remedied: codeOf(evaluation.remedied) }),
      },
      texts,
    ),
  );
  judged.sort((a, b) => compare(a.rule.id, b.rule.id) || compare(a.subject.urn, b.subject.urn));
  return [run, ...judged];
}

/** SHA-256 over what a reader of old evidence must know of the rules: ids, versions, severities, controls. */
export function packDigest(rules: readonly RuleInfo[]): string {
  const facts = [...rules]
    .sort((a, b) => compare(a.id, b.id))
    .map(({ id, version, severity, controls }) => ({ id, version: version ?? "1", severity, controls }));
  return createHash("sha256").update(canonicalJson(facts)).digest("hex");
}

/** Writes the records as JSON lines; the file appears whole or not at all. Returns its path. */
export function writeRecords(folder: string, records: readonly PolicyRecord[]): string {
  const run = records[0];
  if (run === undefined || run.kind !== "policy-run") throw new Error("records must begin with their run");
  const name = `${safe(run.project)}.${safe(run.stack)}.${run.stage}.${run.runId}.jsonl`;
  const file = join(folder, name);
  const partial = `${file}.partial`;
  try {
    mkdirSync(folder, { recursive: true });
    const texts = sharedTexts(
      records.flatMap((record) => ("controls" in record ? [record.source, record.controls] : [])),
    );
    writeFileSync(partial, records.map((record) => `${canonicalJson(record, texts)}\n`).join(""));
    renameSync(partial, file);
  } catch (error) {
    discard(partial);
    const code = (error as NodeJS.ErrnoException).code ?? "error";
    throw new PackInputError(
      `Evidence records can't be written to ${folder} (${code}). Set PHIGUARD_EVIDENCE to a folder that can be written.`,
    );
  }
  return file;
}

/** The user must hear of the first failure, not of this one: a file in the folder's place makes both fail. */
function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    return;
  }
}

function sharedTexts(objects: readonly object[]): SharedTexts {
  return new Map([...new Set(objects)].map((object) => [object, canonicalJson(object)]));
}

function withId<T extends { readonly id: string }>(record: Omit<T, "id">, shared?: SharedTexts): T {
  return { id: recordId(record, shared), ...record } as unknown as T;
}

function addDays(iso: string, days: number): string {
  return new Date(Date.parse(iso) + days * 86_400_000).toISOString();
}

function safe(text: string): string {
  return text.replace(/[^A-Za-z0-9_-]/g, "_");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
