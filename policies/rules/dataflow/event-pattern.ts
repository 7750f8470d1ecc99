import type { Resource } from "../../resource";
import { isObject, type PropertyValue } from "../../value";
import { parsed } from "./flow-names";

/** What a rule of EventBridge asks of an event, as far as it is known. */
export interface EventPattern {
  /** Empty where the rule takes events of any source, or of sources not known yet. */
  readonly sources: readonly string[];
  /** Names of the buckets whose S3 events it takes. */
  readonly buckets: readonly string[];
}

export function patternOf(rule: Resource): EventPattern {
  const written = rule.inputs["eventPattern"];
  const pattern = typeof written === "string" ? parsed(written) : written;
  return { sources: textsAt(pattern, "source"), buckets: textsAt(pattern, "detail", "bucket", "name") };
}

/**
 * Sources whose events tell of the account and of resources, never of patients. S3, Macie, Step Functions, Batch, ECS, Glue, Transcribe
 * and the health services are left out: their events carry object keys, inputs, arguments or record ids.
 */
const TELL_OF_OPERATIONS: ReadonlySet<string> = new Set([
  "aws.access-analyzer",
  "aws.acm",
  "aws.autoscaling",
  "aws.backup",
  "aws.cloudwatch",
  "aws.codebuild",
  "aws.codedeploy",
  "aws.codepipeline",
  "aws.config",
  "aws.ec2",
  "aws.ecr",
  "aws.elasticache",
  "aws.guardduty",
  "aws.health",
  "aws.iam",
  "aws.inspector2",
  "aws.kms",
  "aws.organizations",
  "aws.rds",
  "aws.secretsmanager",
  "aws.securityhub",
  "aws.signin",
  "aws.sts",
  "aws.tag",
  "aws.trustedadvisor",
]);

/** The rule runs by the clock, or takes events that tell of resources alone. */
export function tellsOfOperations(rule: Resource): boolean {
  const pattern = rule.inputs["eventPattern"];
  if (pattern === undefined || pattern === null || pattern === "") {
    const schedule = rule.inputs["scheduleExpression"];
    return schedule !== undefined && schedule !== null && schedule !== "";
  }
  const { sources } = patternOf(rule);
  return sources.length > 0 && sources.every((source) => TELL_OF_OPERATIONS.has(source));
}

/** The texts at a path; an entry that is no text (unknown, a prefix or a negation) counts as one that nobody knows. */
function textsAt(pattern: PropertyValue, ...path: readonly string[]): string[] {
  let at = pattern;
  for (const step of path) at = isObject(at) ? at[step] : undefined;
  if (!Array.isArray(at)) return [];
  return (at as readonly PropertyValue[]).map((item) => (typeof item === "string" ? item : "unknown"));
}
