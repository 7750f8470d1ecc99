import { awsChecks, type AwsCheck } from "../../policies/controls/aws-checks";
import type { PolicyEvaluationRecord, PolicyRunRecord } from "../../policies/record";
import type { CollectionRun } from "../model/collection-run";
import type { ObservedRecord } from "../model/observed-record";
import type { RuleInfo } from "../model/rule-info";
import type { LoadedRecords, Located } from "../sources/policy-records";

import { compare, groupBy } from "./group-by";
import type { AssessInput } from "./index";

/** Stands before the account's number in the key of a scope; Pulumi's projects have no colon. */
const ACCOUNT = "account:";

export const isAccountScope = (key: string): boolean => key.startsWith(ACCOUNT);

/** What services of AWS found in accounts, in the shape of policy runs, and the checks that they made. */
interface AccountChecks {
  readonly runs: readonly Located<PolicyRunRecord>[];
  readonly evaluations: readonly Located<PolicyEvaluationRecord>[];
  readonly rules: readonly RuleInfo[];
}

/**
 * A collection of a source is a run over an account and region: what it told of each subject is a result, and one that was denied or
 * read in part is an unfinished run, whose results are all undetermined. Results of live events hold until the next collection, but
 * say nothing of the population. A finding that is archived counts no more; one that is suppressed still does.
 */
function accountChecks({ collected }: Pick<LoadedRecords, "collected">): AccountChecks {
  const told = collected.observed.flatMap((located) => {
    const { record } = located;
    if (record.result === undefined || record.rule === undefined || record.subject === undefined) return [];
    if (record.runId === undefined || record.recordState === "archived") return [];
    return [{ ...located, rule: ruleId(record), result: record.result, subject: record.subject }];
  });
  const byRun = groupBy(told, ({ record }) => record.runId);
  const runs = collected.runs.map(({ record, ref }) => ({ record: runOf(record, byRun.get(record.runId) ?? []), ref }));
  const known = new Map(collected.runs.map(({ record }) => [record.runId, record]));
  const evaluations = told.flatMap((one) => {
    const run = known.get(one.record.runId!);
    return run === undefined ? [] : [{ record: evaluationOf(one, run), ref: one.ref }];
  });
  return { runs, evaluations, rules: rulesOf(told) };
}

/** The input with what was collected in the shape of policy runs, once for everything that judges it; done again, it changes nothing. */
export function withAccountChecks(input: AssessInput): AssessInput {
  const { runs, evaluations, rules } = accountChecks(input.records);
  const records = {
    ...input.records,
    runs: [...input.records.runs, ...runs],
    evaluations: [...input.records.evaluations, ...evaluations],
    collected: { runs: [], observed: [] },
  };
  return { ...input, records, rules: [...input.rules, ...rules] };
}

type Told = Located<ObservedRecord> & {
  readonly rule: string;
  readonly result: PolicyEvaluationRecord["result"];
  readonly subject: string;
};

/** `aws.config/s3-bucket-ssl-requests-only`, `aws.securityhub/S3.5`. */
const ruleId = ({ source, check, rule }: ObservedRecord): string =>
  `${source}/${check === undefined ? rule : check.toLowerCase().replaceAll("_", "-")}`;

const subjectUrn = ({ subjectType, subject }: ObservedRecord): string => `${subjectType ?? "AWS"}:${subject}`;

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

function runOf(run: CollectionRun, told: readonly Told[]): PolicyRunRecord {
  const population = new Map(
    told.map(({ record }) => [subjectUrn(record), { urn: subjectUrn(record), type: record.subjectType ?? "AWS" }]),
  );
  const rules = groupBy(told, ({ rule }) => rule);
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
        inScope: new Set(own.map(({ record }) => subjectUrn(record))).size,
        enforcement: "advisory" as const,
      }))
      .sort((a, b) => compare(a.id, b.id)),
    waivers: [],
    notes: run.missing.map((code) => `Not read: ${code}`),
  };
}

function evaluationOf({ record, rule, result, subject }: Told, run: CollectionRun): PolicyEvaluationRecord {
  const said = [
    record.product ?? record.source,
    record.said === undefined ? "" : `said ${record.said}`,
    record.reason ?? "",
  ];
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
    subject: { urn: subjectUrn(record), type: record.subjectType ?? "AWS", name: subject.slice(0, 12) },
    rule: { id: rule, version: "", severity: severityOf(record) },
    controls: {},
    result,
    enforcement: "none",
    reason: result === "pass" ? "" : `${said.filter((part) => part !== "").join(" ")}.`,
    finds: [],
    reads: [],
  };
}

const severityOf = ({ severity }: ObservedRecord): RuleInfo["severity"] =>
  severity === undefined ? "medium" : severity === "informational" ? "low" : severity;

/** Citations come from the list of checks, where it has AWS's rule; what it does not have supports nothing. */
function rulesOf(told: readonly Told[]): RuleInfo[] {
  const byConfigRule = new Map(
    awsChecks().flatMap((check) =>
      check.peers.flatMap((peer) =>
        peer.startsWith("config:") ? [[peer.slice("config:".length), check] as const] : [],
      ),
    ),
  );
  return [...groupBy(told, ({ rule }) => rule)]
    .map(([id, own]): RuleInfo => {
      const { record } = own[0]!;
      const name = id.slice(id.indexOf("/") + 1);
      const check: AwsCheck | undefined = record.source === "aws.config" ? byConfigRule.get(name) : undefined;
      return {
        id,
        title: `${PRODUCTS[record.source] ?? record.source}: ${name}`,
        severity: check?.severity ?? severityOf(record),
        // What is true of part of a population is not true of the population.
        scope: "stack",
        types: [...new Set(own.map(({ record: one }) => one.subjectType ?? "AWS"))].sort(),
        controls: check === undefined ? {} : { hipaa: check.hipaa, nistCsf: check.nistCsf, soc2: check.soc2 },
        source: "",
        fix: "See the rule in the account.",
        of: "account",
      };
    })
    .sort((a, b) => compare(a.id, b.id));
}

const PRODUCTS: Readonly<Record<string, string>> = { "aws.config": "AWS Config", "aws.securityhub": "Security Hub" };
