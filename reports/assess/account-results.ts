import type { PolicyEvaluationRecord } from "../../policies/record";
import { toldBy } from "../model/aws-request";
import type { CollectionRun } from "../model/collection-run";
import type { ObservedRecord } from "../model/observed-record";
import type { LoadedRecords, Located } from "../sources/policy-records";

import {
  AUDIT_CHECKS,
  BACKUP_CHECK,
  DIGEST_CHECK,
  OTHERS_THREAT_CHECK,
  RESTORE_CHECK,
  THREAT_CHECK,
} from "./account-check-list";
import { compare, groupBy } from "./group-by";

/** What one record says of one thing in an account, by one check. */
export interface AccountResult {
  readonly rule: string;
  readonly result: PolicyEvaluationRecord["result"];
  /** Empty for a pass. */
  readonly reason: string;
  readonly urn: string;
  readonly type: string;
  /** What the result rests on: its times and its id are the result's. */
  readonly from: Located<ObservedRecord> | Located<CollectionRun>;
}

type Collected = LoadedRecords["collected"];

/** Results of AWS Config and Security Hub, of GuardDuty and of CloudTrail's digests, as a collection told them; by its run. */
export function collectedResults({ runs, observed }: Collected): ReadonlyMap<string, readonly AccountResult[]> {
  const byRun = groupBy(
    observed.filter(({ record }) => record.runId !== undefined),
    ({ record }) => record.runId!,
  );
  return new Map(
    runs.map((run) => {
      const told = byRun.get(run.record.runId) ?? [];
      const threats = told.flatMap(threatResult);
      const quiet = run.record.source === "aws.guardduty" && threats.length === 0 ? [watched(run)] : [];
      return [run.record.runId, [...told.flatMap(serviceResult), ...threats, ...quiet, ...told.flatMap(digestResult)]];
    }),
  );
}

/** What live events say of a place until a time: the last backup, restore and drill of each thing, and remedies that were not made. */
export function liveResults({ observed }: Collected, until: string): AccountResult[] {
  const live = observed
    .filter(({ record }) => record.runId === undefined && Date.parse(record.collectedAt) <= Date.parse(until))
    .flatMap((located) => liveResult(located));
  return [...groupBy(live, ({ rule, urn, from }) => `${placeKey(from.record)} ${rule} ${urn}`).values()].map((group) =>
    group.reduce((last, one) => (isLater(one.from.record, last.from.record) ? one : last)),
  );
}

export const placeKey = ({ account, region }: { readonly account: string; readonly region: string }): string =>
  `${account} ${region}`;

function isLater(a: ObservedRecord | CollectionRun, b: ObservedRecord | CollectionRun): boolean {
  return (Date.parse(a.observedAt) - Date.parse(b.observedAt) || compare(a.id, b.id)) > 0;
}

const about = ({ subjectType, subject, item, id }: ObservedRecord) => {
  const type = subjectType ?? "AWS";
  return { type, urn: `${type}:${subject ?? item ?? id}` };
};

/** A finding that is archived counts no more; one that is suppressed still does. */
function serviceResult(from: Located<ObservedRecord>): AccountResult[] {
  const { source, check, rule, result, subject, recordState, product, said, reason = "" } = from.record;
  if (result === undefined || rule === undefined || subject === undefined || recordState === "archived") return [];
  const id = `${source}/${check === undefined ? rule : check.toLowerCase().replaceAll("_", "-")}`;
  const words = [product ?? source, said === undefined ? "" : `said ${said}`, reason].filter((part) => part !== "");
  return [{ rule: id, result, reason: result === "pass" ? "" : `${words.join(" ")}.`, ...about(from.record), from }];
}

/** A threat that nobody archived is open, however severe. One thing may have several. */
function threatResult(from: Located<ObservedRecord>): AccountResult[] {
  const { kind, recordState, action, severity = "medium", item, id, source, product } = from.record;
  if (kind !== "threat" || recordState === "archived") return [];
  const { type, urn } = about(from.record);
  const isOthers = source === "ocsf";
  const reason = `${isOthers ? product : "GuardDuty"} told of ${action} (${severity}), and nobody archived it.`;
  const { id: rule } = isOthers ? OTHERS_THREAT_CHECK : THREAT_CHECK;
  return [{ rule, result: "fail", reason, type, urn: `${urn}/${(item ?? id).slice(0, 12)}`, from }];
}

const FINDINGS_CALL = "guardduty:GetFindings";

/** GuardDuty was asked and has no open threat: of the region, as there is nothing else to say it of. */
function watched(from: Located<CollectionRun>): AccountResult {
  const { account, region, complete } = from.record;
  const common = {
    rule: THREAT_CHECK.id,
    type: "AWS::GuardDuty::Detector",
    urn: `AWS::GuardDuty::Detector:${account}/${region}`,
  };
  const { lastRequest } = from.record.calls.find(({ call }) => call === FINDINGS_CALL) ?? {};
  const answered = { ...from, ref: { ...from.ref, told: toldBy(FINDINGS_CALL, lastRequest) } };
  return complete
    ? { ...common, result: "pass", reason: "", from: answered }
    : { ...common, result: "undetermined", reason: "GuardDuty was read in part, or is off.", from };
}

/** One for each hour's digest, and each hour without one. */
function digestResult(from: Located<ObservedRecord>): AccountResult[] {
  const { kind, result, reason = "no reason was told", observedAt, subject = "trail" } = from.record;
  if (kind !== "trail-digest" || result === undefined) return [];
  return [
    {
      rule: DIGEST_CHECK.id,
      result,
      reason: result === "pass" ? "" : `CloudTrail's digest of ${observedAt}: ${reason}.`,
      type: "AWS::CloudTrail::Trail",
      urn: `AWS::CloudTrail::Trail:${subject}/${observedAt}`,
      from,
    },
  ];
}

/** How a job of AWS Backup ended; one that goes on has not ended (AWS Backup Developer Guide, "Job statuses"). */
const ENDED: Readonly<Record<string, "pass" | "fail">> = {
  COMPLETED: "pass",
  FAILED: "fail",
  ABORTED: "fail",
  EXPIRED: "fail",
  PARTIAL: "fail",
};

function liveResult(from: Located<ObservedRecord>): AccountResult[] {
  const { kind, action, outcome, reason, detail } = from.record;
  if (kind === "backup-job") {
    const [job = "", said = ""] = action.split(" ");
    const result = ENDED[said];
    if (result === undefined) return [];
    const { id } = job === "restore" ? RESTORE_CHECK : BACKUP_CHECK;
    return [
      {
        rule: id,
        result,
        reason: result === "pass" ? "" : `The last ${job} job ended as ${said}.`,
        ...about(from.record),
        from,
      },
    ];
  }
  if (kind !== "audit-event") return [];
  const check = AUDIT_CHECKS.find(({ actions }) => actions.test(action));
  if (check === undefined) return [];
  const { type, urn } = about(from.record);
  const common = { rule: check.id, type, urn: `${urn}/${action}`, from };
  // What was simulated shows that the drill can be run, and not that the data would come back.
  if (detail?.["simulated"] === true || detail?.["mode"] === "simulated")
    return [{ ...common, result: "undetermined", reason: `${action} was simulated.` }];
  return outcome === "success"
    ? [{ ...common, result: "pass", reason: "" }]
    : [
        {
          ...common,
          result: "fail",
          reason: `${action} ended as ${outcome ?? "nothing"}${reason === undefined ? "" : ` (${reason})`}.`,
        },
      ];
}
