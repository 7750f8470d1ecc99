import { z } from "zod";

import type { ObservedRecord } from "./observed-record";

/**
 * What the evidence keeps of a finding in AWS's finding format: codes, times and states. Titles, descriptions, notes, tags, fields of
 * products and details of resources are not read at all, for anybody may write into them.
 */
const RESULTS = {
  COMPLIANT: "pass",
  PASSED: "pass",
  NON_COMPLIANT: "fail",
  FAILED: "fail",
  NOT_APPLICABLE: "not-applicable",
  INSUFFICIENT_DATA: "undetermined",
  NOT_AVAILABLE: "undetermined",
  WARNING: "undetermined",
} as const;

/** AWS's own word for a result, of AWS Config and of Security Hub, with what it means here. */
export const saidResult = z
  .enum(Object.keys(RESULTS) as [keyof typeof RESULTS])
  .transform((said) => ({ said, result: RESULTS[said] }));

export const instant = z.union([z.string(), z.date()]).transform((told, context) => {
  const at = new Date(told);
  if (!Number.isNaN(at.getTime())) return at.toISOString();
  context.addIssue("wanted a time");
  return z.NEVER;
});

/** AWS Security Finding Format, required and optional top-level attributes (Security Hub User Guide). */
export const securityFinding = z.object({
  Id: z.string(),
  UpdatedAt: instant,
  AwsAccountId: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  Region: z.string().optional(),
  ProductArn: z.string().optional(),
  ProductName: z.string().optional(),
  Types: z.array(z.string()).optional(),
  Severity: z.object({ Label: z.enum(["CRITICAL", "HIGH", "MEDIUM", "LOW", "INFORMATIONAL"]) }),
  Compliance: z.object({ Status: saidResult.optional(), SecurityControlId: z.string().optional() }).optional(),
  Resources: z.array(z.object({ Type: z.string(), Id: z.string() })).min(1),
  RecordState: z.enum(["ACTIVE", "ARCHIVED"]),
  Workflow: z.object({ Status: z.enum(["NEW", "NOTIFIED", "RESOLVED", "SUPPRESSED"]) }).optional(),
});

export type SecurityFinding = z.infer<typeof securityFinding>;

/**
 * Controls that ask about the account itself. Every other control asks about resources, and passes for the account where there are
 * none (Security Hub User Guide, "Security Hub controls reference", resource type `AWS::::Account`). One that is left out here is read
 * as not applicable, never as a pass.
 */
const ABOUT_ACCOUNTS =
  /^(Account\.[12]|CloudTrail\.1|Config\.1|EC2\.(1|7)|GuardDuty\.1|IAM\.(4|6|7|9|1[0-8])|Inspector\.[1-4]|Macie\.[12]|S3\.1)$/;
const ACCOUNT = "AwsAccount";

export type FindingFacts = Pick<
  ObservedRecord,
  "action" | "rule" | "product" | "result" | "said" | "severity" | "workflow" | "recordState" | "reason"
>;

/** What holds for all resources of a finding. */
export function findingFacts(finding: SecurityFinding): FindingFacts {
  const { Compliance, RecordState, Severity, Types, Workflow } = finding;
  const rule = controlOf(Compliance?.SecurityControlId);
  const told = Compliance?.Status;
  const empty = told?.result === "pass" && isEmptyPopulation(finding, rule);
  return {
    action: typeOf(Types?.[0]),
    rule,
    product: productOf(finding.ProductArn),
    result: empty ? "not-applicable" : told?.result,
    said: told?.said,
    ...(empty ? { reason: "empty-population" } : {}),
    severity: Severity.Label.toLowerCase() as "low",
    workflow: Workflow?.Status.toLowerCase() as "new" | undefined,
    recordState: RecordState === "ACTIVE" ? "active" : "archived",
  };
}

/** A control about resources that passed for the account alone: it had nothing to look at. */
function isEmptyPopulation({ Resources }: SecurityFinding, rule: string | undefined): boolean {
  return rule !== undefined && !ABOUT_ACCOUNTS.test(rule) && Resources.every(({ Type }) => Type === ACCOUNT);
}

function controlOf(id: string | undefined): string | undefined {
  return id !== undefined && /^[A-Za-z][A-Za-z0-9]{1,39}\.\d{1,4}$/.test(id) ? id : undefined;
}

/** The first two parts of a type, which AWS lists; the third is the finder's own (Security Hub User Guide, "Types taxonomy"). */
function typeOf(type: string | undefined): string {
  const [namespace, category] = (type ?? "").split("/");
  if (
    !/^(Software and Configuration Checks|TTPs|Effects|Unusual Behaviors|Sensitive Data Identifications)$/.test(
      namespace ?? "",
    )
  )
    return "finding";
  return category !== undefined && CATEGORIES.has(category) ? `${namespace}/${category}` : (namespace as string);
}

const CATEGORIES: ReadonlySet<string> = new Set([
  "Vulnerabilities",
  "AWS Security Best Practices",
  "Industry and Regulatory Standards",
  "Patch Management",
]);

/** `aws/securityhub`; a product of somebody's own is `custom`. */
function productOf(arn: string | undefined): string | undefined {
  if (arn === undefined) return undefined;
  const [, name] = /^arn:aws[a-z-]*:securityhub:[a-z0-9-]*:\d{0,12}:product\/(aws\/[a-z0-9-]{1,40})$/.exec(arn) ?? [];
  return name ?? "custom";
}
