import { ArgumentError } from "./errors";
import type { Place, Site } from "./site";

/** Longest names AWS accepts, in characters (API references of the services). */
const LONGEST = {
  role: 64,
  policy: 128,
  bucket: 63,
  topic: 256,
  queue: 80,
  alarm: 255,
  rule: 64,
  alias: 250,
  identifier: 128,
  webAcl: 128,
  trail: 128,
  stream: 128,
  database: 63,
  secret: 500,
  table: 255,
  backup: 50,
  repository: 256,
  function: 64,
  stateMachine: 80,
  api: 255,
  usagePlan: 255,
  trace: 32,
  workgroup: 128,
  deliveryStream: 64,
  costMonitor: 50,
  userPool: 128,
  // 63 with an account number and a hyphen behind it.
  userPoolDomain: 50,
  schedule: 64,
  other: 255,
} as const;

export type NameKind = keyof typeof LONGEST;

/** `phiguard-dev-audit`: project, environment, role. Throws ArgumentError when AWS would refuse the length. */
export function nameFor(site: Pick<Site, "project" | "environment">, kind: NameKind, role: string): string {
  return within(kind, `${site.project}-${site.environment}-${role}`);
}

/** Bucket names are shared by all accounts of a partition, so account and region are part of them. */
export function bucketName(place: Place, role: string): string {
  return within("bucket", `${place.project}-${place.environment}-${role}-${place.accountId}-${place.region}`);
}

/** AWS Config delivers conformance packs to buckets with this prefix alone (AWS Config API, PutConformancePack). */
export function conformancePackBucketName(place: Place): string {
  const { project, environment, accountId, region } = place;
  return within("bucket", `awsconfigconforms-${project}-${environment}-${accountId}-${region}`);
}

/** `/phiguard/dev/audit`; log groups that EventBridge writes to begin with `/aws/events/`. */
export function logGroupName(site: Pick<Site, "project" | "environment">, role: string, prefix = ""): string {
  return `${prefix}/${site.project}/${site.environment}/${role}`;
}

function within(kind: NameKind, name: string): string {
  if (name.length > LONGEST[kind]) {
    throw new ArgumentError("Name", name, `a ${kind} name`, `at most ${LONGEST[kind]} characters`, name.length);
  }
  return name;
}

/** AWS partition of a region: GovCloud and China are apart from the rest. */
export function partitionOf(region: string): string {
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return region.startsWith("cn-") ? "aws-cn" : "aws";
}

/** An ARN made from a name is known at preview, where the resource's own `arn` is not. */
export function arnOf(place: Pick<Place, "region" | "accountId">, service: string, resource: string): string {
  return `arn:${partitionOf(place.region)}:${service}:${place.region}:${place.accountId}:${resource}`;
}

/** Pattern of an account's trails, in whichever region each is. */
export function trailsOf({ region }: Pick<Place, "region">, accountId: string): string {
  return arnOf({ region, accountId }, "cloudtrail", "trail/*").replace(`:${region}:`, ":*:");
}

export function iamArn(place: Pick<Place, "region" | "accountId">, resource: string): string {
  return `arn:${partitionOf(place.region)}:iam::${place.accountId}:${resource}`;
}

export function bucketArn(region: string, name: string): string {
  return `arn:${partitionOf(region)}:s3:::${name}`;
}

export function logGroupArn(place: Pick<Place, "region" | "accountId">, name: string): string {
  return arnOf(place, "logs", `log-group:${name}`);
}

/** Glue and Athena take small letters, digits and underscores in the names of databases and tables. */
export function catalogName(site: Pick<Site, "project" | "environment">, role: string): string {
  return within("other", `${site.project}-${site.environment}-${role}`).replaceAll("-", "_");
}
