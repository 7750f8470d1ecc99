import { createHash } from "node:crypto";
import { z } from "zod";
import { auditEventSchema, SUBJECT_ARN } from "../../reports/model/audit-event";
import type { ObservedRecord } from "../../reports/model/observed-record";
import {
  findingFacts,
  instant,
  saidResult,
  securityFinding,
  type SecurityFinding,
} from "../../reports/model/security-finding";

/** What a record says beside when and where; undefined for what a kind of event does not have. */
export type Observation = Omit<
  ObservedRecord,
  "id" | "collectedAt" | "expiresAt" | "eventId" | "runId" | "source" | "account" | "region"
>;

/** An ARN where it names infrastructure; of an object in a bucket the bucket alone. Anything else is left out. */
export function subjectOf(arn: string | undefined): string | undefined {
  const bucket = /^(arn:aws[a-z-]*:s3:::[a-z0-9.-]+)(\/.*)?$/.exec(arn ?? "")?.[1];
  const known = bucket ?? arn;
  return known !== undefined && SUBJECT_ARN.test(known) ? known : undefined;
}

const optional = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

/** What a workload tells. The event's own schema admits no text. */
export function auditObservation(detail: unknown): Observation {
  const { id, at, ...told } = auditEventSchema.parse(detail);
  return { kind: "audit-event", observedAt: at, auditId: id, ...told };
}

const CONFIG = z.object({
  configRuleName: z.string(),
  resourceId: z.string(),
  resourceType: z.string(),
  newEvaluationResult: z.object({ complianceType: saidResult, resultRecordedTime: instant }),
});

/** AWS Config Developer Guide, "Example EventBridge events", compliance change. */
export function complianceObservation(detail: unknown): Observation {
  const { configRuleName, resourceId, resourceType, newEvaluationResult } = CONFIG.parse(detail);
  return {
    kind: "config-compliance",
    observedAt: newEvaluationResult.resultRecordedTime,
    action: "compliance changed",
    rule: configRuleName,
    // An inventory finds it by the same hash; the name itself was chosen by somebody.
    subject: createHash("sha256").update(`${resourceType}/${resourceId}`).digest("hex"),
    subjectType: resourceType,
    ...newEvaluationResult.complianceType,
  };
}

// Security Hub sends one finding an event (Security Hub User Guide, "EventBridge event formats").
const FINDING = z.object({ findings: z.array(securityFinding).length(1) });

export function findingObservation(detail: unknown): Observation {
  const [finding] = FINDING.parse(detail).findings as [SecurityFinding];
  const [resource] = finding.Resources as [SecurityFinding["Resources"][number]];
  return optional({
    kind: "security-finding" as const,
    observedAt: finding.UpdatedAt,
    ...findingFacts(finding),
    subject: subjectOf(resource.Id),
    subjectType: resource.Type,
    detail: { resources: finding.Resources.length },
  });
}

const THREAT = z.object({
  type: z.string(),
  severity: z.number().min(0).max(10),
  updatedAt: instant,
  resource: z.object({ resourceType: z.string().optional() }),
  service: z.object({ count: z.number(), archived: z.boolean().optional() }),
});

/** GuardDuty User Guide, "Severity levels": 9 and more are critical, 7 high, 4 medium. */
export function threatObservation(detail: unknown): Observation {
  const { type, severity, updatedAt, resource, service } = THREAT.parse(detail);
  const level = severity >= 9 ? "critical" : severity >= 7 ? "high" : severity >= 4 ? "medium" : "low";
  return optional({
    kind: "threat" as const,
    observedAt: updatedAt,
    action: type,
    severity: level as "low",
    subjectType: resource.resourceType,
    recordState: service.archived === true ? ("archived" as const) : ("active" as const),
    detail: { count: service.count },
  });
}

const BACKUP = z.object({
  state: z.string().optional(),
  status: z.string().optional(),
  resourceArn: z.string().optional(),
  resourceType: z.string().optional(),
  completionDate: instant.optional(),
  backupSizeInBytes: z.coerce.number().optional(),
});

/** AWS Backup Developer Guide, "Monitoring AWS Backup events using EventBridge": backup, copy and restore jobs. */
export function backupObservation(detail: unknown, job: string, at: string): Observation {
  const { state, status, resourceArn, resourceType, completionDate, backupSizeInBytes } = BACKUP.parse(detail);
  const said = state ?? status ?? "UNKNOWN";
  return optional({
    kind: "backup-job" as const,
    observedAt: completionDate ?? at,
    action: `${job} ${said}`,
    outcome: said === "COMPLETED" ? ("success" as const) : ("failure" as const),
    subject: subjectOf(resourceArn),
    subjectType: resourceType,
    ...(backupSizeInBytes !== undefined && { detail: { bytes: backupSizeInBytes } }),
  });
}
