import { createHash } from "node:crypto";

import type { PolicyEvaluationRecord } from "../../policies/record";
import type { RuleInfo } from "../model/rule-info";
import type { Located } from "../sources/policy-records";

/** Where findings go. */
export interface Target {
  readonly partition: "aws" | "aws-us-gov" | "aws-cn";
  readonly account: string;
  readonly region: string;
}

/**
 * A result of a policy in AWS's finding format: what the rule says of itself, what it cites, and the resource's URN. Nothing that a
 * program's author wrote into a resource is in it.
 */
export interface PublishedFinding {
  readonly SchemaVersion: "2018-10-08";
  readonly Id: string;
  readonly ProductArn: string;
  readonly GeneratorId: string;
  readonly AwsAccountId: string;
  readonly Types: string[];
  readonly CreatedAt: string;
  readonly UpdatedAt: string;
  readonly Severity: { readonly Label: "CRITICAL" | "HIGH" | "MEDIUM" | "LOW" | "INFORMATIONAL" };
  readonly Title: string;
  readonly Description: string;
  readonly Remediation?: { readonly Recommendation: { readonly Text: string; readonly Url?: string } };
  readonly ProductFields: Record<string, string>;
  readonly Resources: {
    readonly Type: string;
    readonly Id: string;
    readonly Partition: Target["partition"];
    readonly Region: string;
  }[];
  readonly Compliance: { readonly Status: "PASSED" | "FAILED" | "WARNING"; readonly RelatedRequirements?: string[] };
  readonly RecordState: "ACTIVE" | "ARCHIVED";
}

export const GENERATOR = "phiguard/";
export const STACK_FIELD = "phiguard/stack";
const RULE_FIELD = "phiguard/rule";
const RECORD_FIELD = "phiguard/record";

/** Longest texts that Security Hub takes (Security Hub User Guide, "Required top-level ASFF attributes"). */
const TITLE = 256;
const DESCRIPTION = 1024;
const RECOMMENDATION = 512;
const RESOURCE_ID = 512;
const REQUIREMENTS = 32;

/** The same stack, rule and resource have the same id, whenever and by whomever they are published. */
export function findingId(stack: string, rule: string, urn: string): string {
  return `${GENERATOR}${createHash("sha256")
    .update(JSON.stringify([stack, rule, urn]))
    .digest("hex")}`;
}

export function productArn({ partition, account, region }: Target): string {
  return `arn:${partition}:securityhub:${region}:${account}:product/${account}/default`;
}

/** Open for what fails or could not be judged, archived for what passes or does not apply. */
export function findingOf(
  { record }: Located<PolicyEvaluationRecord>,
  info: RuleInfo | undefined,
  target: Target,
): PublishedFinding {
  const { project, stack, rule, subject, result } = record;
  const key = `${project}/${stack}`;
  const open = result === "fail" || result === "undetermined";
  const requirements = (record.controls.hipaa ?? []).slice(0, REQUIREMENTS).map((citation) => `HIPAA ${citation}`);
  const text = info?.fix.slice(0, RECOMMENDATION);
  return {
    SchemaVersion: "2018-10-08",
    Id: findingId(key, rule.id, subject.urn),
    ProductArn: productArn(target),
    GeneratorId: `${GENERATOR}${rule.id}`,
    AwsAccountId: target.account,
    Types: ["Software and Configuration Checks/Industry and Regulatory Standards/HIPAA Controls"],
    CreatedAt: record.observedAt,
    UpdatedAt: record.observedAt,
    Severity: { Label: open ? (rule.severity.toUpperCase() as "LOW") : "INFORMATIONAL" },
    Title: (info?.title ?? rule.id).slice(0, TITLE),
    Description: `Rule ${rule.id} of phiguard: ${SAYS[result]}`.slice(0, DESCRIPTION),
    ...(text === undefined ? {} : { Remediation: { Recommendation: { Text: text, ...urlOf(info?.source) } } }),
    ProductFields: {
      [STACK_FIELD]: key,
      [RULE_FIELD]: rule.id,
      [RECORD_FIELD]: record.id,
      "phiguard/stage": record.stage,
      "phiguard/result": result,
      "phiguard/waived": String(record.waiver !== undefined),
    },
    Resources: [{ Type: "Other", Id: resourceId(subject.urn), Partition: target.partition, Region: target.region }],
    Compliance: {
      Status: result === "fail" ? "FAILED" : open ? "WARNING" : "PASSED",
      ...(requirements.length === 0 ? {} : { RelatedRequirements: requirements }),
    },
    RecordState: open ? "ACTIVE" : "ARCHIVED",
  };
}

const SAYS: Readonly<Record<PolicyEvaluationRecord["result"], string>> = {
  pass: "the resource meets it.",
  fail: "the resource does not meet it.",
  "not-applicable": "it does not apply to the resource.",
  undetermined: "it could not be judged from what was known.",
};

function resourceId(urn: string): string {
  return urn.length <= RESOURCE_ID ? urn : `urn-sha256:${createHash("sha256").update(urn).digest("hex")}`;
}

function urlOf(source: string | undefined): { Url?: string } {
  return source !== undefined && /^https:\/\//.test(source) && source.length <= RESOURCE_ID ? { Url: source } : {};
}
