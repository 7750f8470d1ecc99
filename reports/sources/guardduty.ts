import { z } from "zod";

import { instant } from "../model/security-finding";

import type { Collection, Facts } from "./collection";
import type { PagedCall } from "./paged-call";

export interface GuardDutyPort {
  readonly detectors: PagedCall["ask"];
  /** Findings of one detector, archived ones too. */
  readonly findings: (detector: string) => PagedCall["ask"];
}

export async function collectGuardDuty(collection: Collection, port: GuardDutyPort): Promise<void> {
  const detectors = await collection.list(
    "guardduty:ListDetectors",
    port.detectors,
    (item) => z.string().safeParse(item).data,
  );
  // No detector, no findings: that shows nothing.
  if (detectors.length === 0) collection.lack("guardduty not-enabled");
  for (const detector of detectors) {
    await collection.collect("guardduty:GetFindings", detector, port.findings(detector), (item) =>
      guardDutyFacts(collection, item),
    );
  }
}

const finding = z.object({
  Id: z.string(),
  Type: z.string().regex(/^[A-Za-z0-9]+:[A-Za-z0-9]+\/[A-Za-z0-9.!&_-]+$/),
  Severity: z.number().min(0).max(10),
  UpdatedAt: instant,
  AccountId: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  Region: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/)
    .optional(),
  Resource: z.object({
    ResourceType: z.string().optional(),
    InstanceDetails: z.object({ InstanceId: z.string().optional() }).optional(),
    S3BucketDetails: z.array(z.object({ Arn: z.string().optional(), Name: z.string().optional() })).optional(),
    AccessKeyDetails: z.object({ PrincipalId: z.string().optional(), UserName: z.string().optional() }).optional(),
  }),
  Service: z.object({ Count: z.number().optional(), Archived: z.boolean().optional() }).optional(),
});

export function guardDutyFacts(collection: Collection, item: unknown): Facts | undefined {
  const read = finding.safeParse(item);
  if (!read.success) return undefined;
  const { Id, Type, Severity, UpdatedAt, AccountId, Region, Resource, Service } = read.data;
  const about = resourceOf(Resource);
  return {
    kind: "threat",
    observedAt: UpdatedAt,
    action: Type,
    severity: severityOf(Severity),
    recordState: Service?.Archived === true ? "archived" : "active",
    item: collection.item(Id),
    ...(about === undefined ? {} : collection.subject(about)),
    detail: { count: Service?.Count ?? 1 },
    ...(AccountId === undefined ? {} : { account: AccountId }),
    ...(Region === undefined ? {} : { region: Region }),
  };
}

/** GuardDuty User Guide, "Severity levels": 9 and more are critical, 7 high, 4 medium. */
export function severityOf(severity: number): "critical" | "high" | "medium" | "low" {
  return severity >= 9 ? "critical" : severity >= 7 ? "high" : severity >= 4 ? "medium" : "low";
}

function resourceOf(resource: z.infer<typeof finding>["Resource"]): { type: string; id: string } | undefined {
  const { ResourceType, InstanceDetails, S3BucketDetails, AccessKeyDetails } = resource;
  const instance = InstanceDetails?.InstanceId;
  if (instance !== undefined) return { type: "AwsEc2Instance", id: instance };
  const bucket = S3BucketDetails?.[0]?.Name;
  if (bucket !== undefined) return { type: "AwsS3Bucket", id: `arn:aws:s3:::${bucket}` };
  const principal = AccessKeyDetails?.PrincipalId ?? AccessKeyDetails?.UserName;
  if (principal !== undefined) return { type: "AwsIamAccessKey", id: principal };
  return ResourceType === undefined ? undefined : { type: ResourceType, id: ResourceType };
}
