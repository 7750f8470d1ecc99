import { z } from "zod";
import { AUDIT_SOURCE_PREFIX, auditEventSchema, SUBJECT_ARN } from "../../reports/model/audit-event";
import { UNUSUAL } from "../access-score/contract";
import { codeOf, type Case } from "../remediation/case";
import { ACTIONS, NEEDS_APPROVAL, SIGNS, SUSPECTED_BREACH, type ActionName } from "./contract";

/** The event is none of those that the rules let through; no second try would mend it. */
export class UnknownFinding extends Error {
  override readonly name = "UnknownFinding";
}

export interface Options {
  /** Actions that are on. */
  readonly actions: readonly string[];
  readonly dryRun: boolean;
}

/** What a finding says, as far as a remedy asks. */
interface Finding {
  readonly sign: string;
  readonly action: ActionName | undefined;
  readonly target: string | undefined;
  readonly breach: boolean;
  readonly suspendHours?: number;
}

/** Who tells of unusual accesses. */
const ACCESS_SOURCE = `${AUDIT_SOURCE_PREFIX}fhir-api`;

const EVENT = z.object({
  source: z.string(),
  account: z.string().regex(/^\d{12}$/),
  region: z.string(),
  time: z.iso.datetime(),
  detail: z.unknown(),
});
const TAGS = z.array(z.object({ key: z.string().optional(), value: z.string().optional() })).optional();
const THREAT = z.object({
  type: z.string(),
  resource: z.object({
    s3BucketDetails: z.array(z.object({ name: z.string(), tags: TAGS })).optional(),
    instanceDetails: z.object({ instanceId: z.string() }).optional(),
    accessKeyDetails: z.object({ userName: z.string().optional(), userType: z.string().optional() }).optional(),
  }),
});
const FINDINGS = z.object({
  findings: z
    .array(
      z.object({
        Compliance: z.object({ SecurityControlId: z.string().optional() }).optional(),
        Resources: z.array(z.object({ Type: z.string(), Id: z.string() })).min(1),
      }),
    )
    .min(1),
});
const COMPLIANCE = z.object({ configRuleName: z.string(), resourceId: z.string() });

const actionWhere = (holds: (signs: (typeof SIGNS)[ActionName]) => boolean): ActionName | undefined =>
  ACTIONS.find((action) => holds(SIGNS[action]));
const begins = (text: string, starts: readonly string[]): boolean => starts.some((start) => text.startsWith(start));

function threat(detail: unknown): Finding {
  const { type, resource } = THREAT.parse(detail);
  const action = actionWhere(({ threats }) => begins(type, threats));
  const [bucket] = resource.s3BucketDetails ?? [];
  const { userName, userType } = resource.accessKeyDetails ?? {};
  // Sessions are a role's; of a user there is nothing to revoke but its keys, which people do.
  const role = userType === "AssumedRole" || userType === "Role" ? userName : undefined;
  const targets: Partial<Record<ActionName, string | undefined>> = {
    "close-bucket": bucket?.name,
    "isolate-instance": resource.instanceDetails?.instanceId,
    "revoke-session": role,
  };
  const opened = action === "close-bucket" && (bucket?.tags ?? []).some(({ value }) => value === "phi");
  return {
    sign: type,
    action,
    target: action && targets[action],
    breach: opened || begins(type, SUSPECTED_BREACH),
  };
}

/** What an action takes of a resource's ARN, where it is not all of it. */
const NAMED: Partial<Record<ActionName, RegExp>> = {
  "close-bucket": /:s3:::(.+)$/,
  "version-bucket": /:s3:::(.+)$/,
  "close-security-group": /:security-group\/(.+)$/,
  "require-imdsv2": /:instance\/(.+)$/,
  "close-subnet": /:subnet\/(.+)$/,
  "make-database-private": /:rds:[^:]+:\d{12}:db:(.+)$/,
  "protect-database": /:rds:[^:]+:\d{12}:db:(.+)$/,
  "unshare-db-snapshot": /:rds:[^:]+:\d{12}:snapshot:(.+)$/,
  "enable-table-recovery": /:table\/(.+)$/,
  "protect-table": /:table\/(.+)$/,
  "unshare-snapshots": /^AWS::::Account:(.+)$/,
};

function hubFinding(detail: unknown): Finding {
  const [finding] = FINDINGS.parse(detail).findings as [z.infer<typeof FINDINGS>["findings"][number]];
  const [{ Type, Id }] = finding.Resources as [{ Type: string; Id: string }];
  const control = finding.Compliance?.SecurityControlId;
  const action =
    control === undefined
      ? actionWhere(({ exposed }) => exposed.includes(Type))
      : actionWhere(({ controls }) => controls.includes(control));
  const named = action && NAMED[action];
  const target = named === undefined ? Id : named.exec(Id)?.[1];
  return { sign: control ?? `exposed-${Type}`, action, target, breach: false };
}

function complianceFinding(detail: unknown): Finding {
  const { configRuleName, resourceId } = COMPLIANCE.parse(detail);
  const action = actionWhere(({ rules }) => begins(configRuleName, rules));
  return { sign: configRuleName, action, target: resourceId, breach: false };
}

const CALL = z.object({ eventName: z.string(), requestParameters: z.object({ imageId: z.string() }) });

/** Who made the call stays behind: the trail has it. */
function openingCall(detail: unknown): Finding {
  const { eventName, requestParameters } = CALL.parse(detail);
  const action = actionWhere(({ calls = [] }) => calls.includes(eventName));
  return { sign: eventName, action, target: requestParameters.imageId, breach: false };
}

const ALERT = z.object({ suspendHours: z.number().int().min(1).max(168) });

/** An alert over a caller of the FHIR API, by the caller's keyed hash. Whether it is a breach people say: they look at it first. */
function unusualAccess(detail: unknown): Finding {
  const { action, subject, detail: facts } = auditEventSchema.parse(detail);
  if (action !== UNUSUAL) throw new UnknownFinding("the event is no alert");
  const { suspendHours } = ALERT.parse(facts);
  return { sign: UNUSUAL, action: "suspend-access", target: subject, breach: false, suspendHours };
}

/** What a target is called in evidence: its ARN, or undefined where the target is not what the action takes. */
function subjectOf(
  action: ActionName,
  target: string,
  partition: string,
  region: string,
  account: string,
): string | undefined {
  const at = (service: string): string => `arn:${partition}:${service}:${region}:${account}`;
  const bucket: [RegExp, string] = [/^[a-z0-9][a-z0-9.-]{2,62}$/, `arn:${partition}:s3:::${target}`];
  const instance: [RegExp, string] = [/^i-[0-9a-f]{8,17}$/, `${at("ec2")}:instance/${target}`];
  const database: [RegExp, string] = [/^[A-Za-z][A-Za-z0-9-]{0,62}$/, `${at("rds")}:db:${target}`];
  const table: [RegExp, string] = [/^[\w.-]{3,255}$/, `${at("dynamodb")}:table/${target}`];
  // AWS Config calls a key by its id, Security Hub by its ARN; KMS takes both.
  const key: [RegExp, string] = [
    /^(arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/)?[\w-]+$/,
    target.startsWith("arn:") ? target : `${at("kms")}:key/${target}`,
  ];
  const shapes: Record<ActionName, [RegExp, string]> = {
    "close-bucket": bucket,
    "isolate-instance": instance,
    "revoke-session": [/^[\w-]{1,64}$/, `arn:${partition}:iam::${account}:role/${target}`],
    "disable-key": [/^arn:[a-z-]+:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/, target],
    "rotate-secret": [/^arn:[a-z-]+:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/.-]+$/, target],
    // A person has no ARN; the keyed hash stands for one everywhere.
    "suspend-access": [/^[0-9a-f]{64}$/, target],
    "close-security-group": [/^sg-[0-9a-f]{8,17}$/, `${at("ec2")}:security-group/${target}`],
    "require-imdsv2": instance,
    "close-subnet": [/^subnet-[0-9a-f]{8,17}$/, `${at("ec2")}:subnet/${target}`],
    "make-database-private": database,
    "protect-database": database,
    "unshare-db-snapshot": [/^[A-Za-z][A-Za-z0-9:-]{0,254}$/, `${at("rds")}:snapshot:${target}`],
    "enable-key-rotation": key,
    "cancel-key-deletion": key,
    "version-bucket": bucket,
    "enable-table-recovery": table,
    "protect-table": table,
    // The control judges the account; another's is for its own stack.
    "unshare-snapshots": [new RegExp(`^${account}$`), `arn:${partition}:iam::${account}:root`],
    "unshare-image": [/^ami-[0-9a-f]{8,17}$/, `${at("ec2")}:image/${target}`],
  };
  const [shape, subject] = shapes[action];
  return shape.test(target) && (action === "suspend-access" || SUBJECT_ARN.test(subject)) ? subject : undefined;
}

/** What is to be done about a finding. Where nothing can, the action is `none` and the subject the account. */
export function triage(event: unknown, execution: string, { actions, dryRun }: Options): Case {
  const read = EVENT.safeParse(event);
  if (!read.success) throw new UnknownFinding("the event can't be read");
  const { source, account, region, time, detail } = read.data;
  const found = findingOf(source, detail);
  const partition = region.startsWith("us-gov-") ? "aws-us-gov" : region.startsWith("cn-") ? "aws-cn" : "aws";
  const wanted = found.action !== undefined && actions.includes(found.action) ? found.action : undefined;
  const subject =
    wanted && found.target === undefined
      ? undefined
      : wanted && subjectOf(wanted, found.target as string, partition, region, account);
  const action = subject === undefined ? "none" : (wanted as ActionName);
  return {
    execution,
    at: new Date(time).toISOString(),
    sign: codeOf(found.sign),
    action,
    target: subject === undefined ? "" : (found.target as string),
    subject: subject ?? `arn:${partition}:iam::${account}:root`,
    dryRun,
    needsApproval: !dryRun && action !== "none" && NEEDS_APPROVAL.includes(action),
    breach: found.breach,
    ...(action !== "none" && found.suspendHours !== undefined && { suspendHours: found.suspendHours }),
  };
}

function findingOf(source: string, detail: unknown): Finding {
  try {
    if (source === "aws.guardduty") return threat(detail);
    if (source === "aws.securityhub") return hubFinding(detail);
    if (source === "aws.config") return complianceFinding(detail);
    if (source === "aws.ec2") return openingCall(detail);
    if (source === ACCESS_SOURCE) return unusualAccess(detail);
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error;
  }
  throw new UnknownFinding("the finding can't be read");
}
