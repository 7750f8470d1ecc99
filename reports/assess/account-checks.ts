import { awsChecks, type AwsCheck } from "../../policies/controls/aws-checks";
import type { PolicyEvaluationRecord, PolicyRunRecord, WaiverStatus } from "../../policies/record";
import type { CollectionRun } from "../model/collection-run";
import type { ObservedRecord } from "../model/observed-record";
import type { Registers } from "../model/report";
import type { RuleInfo } from "../model/rule-info";
import type { Located } from "../sources/policy-records";

import { OWN_CHECKS } from "./account-check-list";
import { collectedResults, liveResults, placeKey, type AccountResult } from "./account-results";
import { compare, groupBy } from "./group-by";
import type { AssessInput } from "./index";

/** Stands before the account's number in the key of a scope; Pulumi's projects have no colon. */
const ACCOUNT = "account:";

export const isAccountScope = (key: string): boolean => key.startsWith(ACCOUNT);

/** The account and region of a scope's key; undefined for a stack's. */
export function placeOfScope(key: string): { readonly account: string; readonly region: string } | undefined {
  if (!isAccountScope(key)) return undefined;
  const [account = "", region = ""] = key.slice(ACCOUNT.length).split("/");
  return { account, region };
}

/** What services of AWS found in accounts, in the shape of policy runs, and the checks that they made. */
interface AccountChecks {
  readonly runs: readonly Located<PolicyRunRecord>[];
  readonly evaluations: readonly Located<PolicyEvaluationRecord>[];
  readonly rules: readonly RuleInfo[];
}

/** A collection as a run over one place, with its results. */
interface PlaceRun {
  readonly run: Located<CollectionRun>;
  readonly results: readonly AccountResult[];
}

/**
 * A collection of a source is a run over an account and region: what it told of each subject is a result, and one that was denied or
 * read in part is an unfinished run, whose results of AWS's own rules are all undetermined. A collection of the ledger is a run over each
 * place of which live events told. What people made of a finding stands as a waiver of it, with owner, approver and end.
 */
function accountChecks({
  records: { collected },
  registers,
}: Pick<AssessInput, "records" | "registers">): AccountChecks {
  const byRun = collectedResults(collected);
  const places = collected.runs.flatMap((run): PlaceRun[] => {
    const own = { run, results: byRun.get(run.record.runId) ?? [] };
    if (run.record.source !== "phiguard.ledger") return [own];
    const live = groupBy(liveResults(collected, run.record.collectedAt), ({ from }) => placeKey(from.record));
    return [...live.values()].map((results) => {
      const { account, region } = results[0]!.from.record;
      return { run: { ...run, record: { ...run.record, account, region } }, results };
    });
  });
  const all = places.flatMap(({ results }) => results);
  return {
    runs: places.map(({ run, results }) => ({ record: runOf(run.record, results, registers.reviews), ref: run.ref })),
    evaluations: places.flatMap(({ run, results }) =>
      results.map((result) => ({ record: evaluationOf(result, run.record), ref: result.from.ref })),
    ),
    rules: rulesOf(all),
  };
}

/** The input with what was collected in the shape of policy runs, once for everything that judges it; done again, it changes nothing. */
export function withAccountChecks(input: AssessInput): AssessInput {
  const { runs, evaluations, rules } = accountChecks(input);
  const records = {
    ...input.records,
    runs: [...input.records.runs, ...runs],
    evaluations: [...input.records.evaluations, ...evaluations],
    collected: { runs: [], observed: [] },
  };
  return { ...input, records, rules: [...input.rules, ...rules] };
}

function placeOf({ account, region }: CollectionRun): { readonly project: string; readonly stack: string } {
  return { project: `${ACCOUNT}${account}`, stack: region };
}

function sourceOf(run: CollectionRun): PolicyRunRecord["source"] {
  return {
    call: run.calls.map(({ call }) => call).join(", "),
    tool: "phiguard",
    toolVersion: run.toolVersion,
    engine: run.source,
    principal: run.principal,
    pack: run.source,
    packVersion: "",
    // No pack of ours judged; AWS's own rules did.
    packDigest: "",
  };
}

function runOf(run: CollectionRun, results: readonly AccountResult[], reviews: Registers["reviews"]): PolicyRunRecord {
  const population = new Map(results.map(({ urn, type }) => [urn, { urn, type }]));
  const rules = groupBy(results, ({ rule }) => rule);
  return {
    id: run.id,
    kind: "policy-run",
    runId: run.runId,
    collectedAt: run.collectedAt,
    observedAt: run.observedAt,
    expiresAt: run.expiresAt,
    source: sourceOf(run),
    organization: run.account,
    ...placeOf(run),
    stage: "state",
    complete: run.complete,
    population: [...population.values()].sort((a, b) => compare(a.urn, b.urn)),
    rules: [...rules]
      .map(([id, own]) => ({
        id,
        version: "",
        inScope: new Set(own.map(({ urn }) => urn)).size,
        enforcement: "advisory" as const,
      }))
      .sort((a, b) => compare(a.id, b.id)),
    waivers: reviews.filter(({ finding }) => population.has(finding)).map(waiverOf),
    notes: run.missing.map((code) => `Not read: ${code}`),
  };
}

/** A review does not undo a finding: it says who answers for it, and until when. */
function waiverOf({
  id,
  rule,
  finding,
  conclusion,
  reason,
  owner,
  approver,
  reviewedOn,
  reviewOn,
}: Registers["reviews"][number]): WaiverStatus {
  const waiver = { id, rule, resource: finding, reason, owner, approver, start: reviewedOn, end: reviewOn };
  return { kind: "in-force", waiver: { ...waiver, compensatingControl: `Reviewed: ${conclusion}.` } };
}

function evaluationOf(
  { rule, result, reason, urn, type, from: { record } }: AccountResult,
  run: CollectionRun,
): PolicyEvaluationRecord {
  return {
    id: record.id,
    kind: "policy-evaluation",
    runId: run.runId,
    collectedAt: record.collectedAt,
    observedAt: record.observedAt,
    expiresAt: record.expiresAt,
    source: sourceOf(run),
    ...placeOf(run),
    stage: "state",
    subject: { urn, type, name: urn.slice(type.length + 1, type.length + 13) },
    rule: { id: rule, version: "", severity: severityOf(record) },
    controls: {},
    result,
    enforcement: "none",
    reason,
    finds: [],
    reads: [],
  };
}

const severityOf = (record: ObservedRecord | CollectionRun): RuleInfo["severity"] => {
  const severity = "severity" in record ? record.severity : undefined;
  return severity === undefined ? "medium" : severity === "informational" ? "low" : severity;
};

/** Citations come from the list of checks, where it has AWS's rule, or from a check of ours; what neither has supports nothing. */
function rulesOf(results: readonly AccountResult[]): RuleInfo[] {
  const byPeer = new Map(awsChecks().flatMap((check) => check.peers.map((peer) => [peer, check] as const)));
  return [...groupBy(results, ({ rule }) => rule)]
    .map(([id, own]): RuleInfo => {
      const types = [...new Set(own.map(({ type }) => type))].sort();
      const ours = OWN_CHECKS.find((check) => check.id === id);
      // A threat or a broken digest is one, whatever else was not read.
      if (ours !== undefined) return { ...ours, scope: "resource", types };
      const [source = "", name = ""] = [id.slice(0, id.indexOf("/")), id.slice(id.indexOf("/") + 1)];
      const peer = source === "aws.config" ? `config:${name}` : source === "ocsf" ? name : "";
      const check: AwsCheck | undefined = byPeer.get(peer);
      return {
        id,
        title: `${PRODUCTS[source] ?? source}: ${name}`,
        severity: check?.severity ?? severityOf(own[0]!.from.record),
        // What is true of part of a population is not true of the population.
        scope: "stack",
        types,
        controls: check === undefined ? {} : { hipaa: check.hipaa, nistCsf: check.nistCsf, soc2: check.soc2 },
        source: "",
        fix: "See the rule in the account.",
        of: "account",
      };
    })
    .sort((a, b) => compare(a.id, b.id));
}

const PRODUCTS: Readonly<Record<string, string>> = {
  "aws.config": "AWS Config",
  "aws.securityhub": "Security Hub",
  ocsf: "Another tool",
};
