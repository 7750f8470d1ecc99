import type { Statement } from "../components/access/policy-document";
import {
  acceptBackupReports,
  acceptConfiguration,
  acceptFindings,
  backupReportsRoleArn,
  denyDeletion,
  detectorArns,
  discoveryArns,
} from "../components/detection/accept-findings";
import { CustomerKey } from "../components/keys/customer-key";
import type { KeyUse } from "../components/keys/key-policy";
import { bucketName } from "../components/names";
import { atPlace, type Place, type Site } from "../components/site";
import type { AccessLogBucket } from "../components/storage/access-log-bucket";
import { StoreBucket } from "../components/storage/store-bucket";
import { tagsFor } from "../components/tags";
import type { Context } from "./context";
import { makeCopier, makeCopies } from "./second-region";

export interface FindingStores {
  readonly key: CustomerKey;
  /** What GuardDuty and Macie found, and the reports on backups. */
  readonly findings: StoreBucket;
  /** What AWS Config recorded. */
  readonly configHistory: StoreBucket;
}

const WORKLOAD = "baseline";
const FINDINGS_ROLE = "findings";
const CONFIG_ROLE = "config-history";

/** Where the services of all regions deliver: two buckets with a key of their own, copied to the second region. */
export function findingStores(context: Context, site: Site, accessLog: AccessLogBucket): FindingStores {
  const { settings, home, replica } = context;
  const { opts } = home;
  const { retention } = settings;
  const regions = [home.site.region, ...(replica === undefined ? [] : [replica.site.region])];
  const tags = tagsFor(site, {
    workload: WORKLOAD,
    classification: "internal",
    purpose: "findings",
    retentionDays: retention.auditDays,
    backupTier: replica === undefined ? "versioned" : "replicated",
  });
  const copier = makeCopier(context, `${WORKLOAD}-findings`, {
    site,
    workload: WORKLOAD,
    role: "findings-replication",
    buckets: (place) => [FINDINGS_ROLE, CONFIG_ROLE].map((role) => ({ role, source: bucketName(place, role) })),
  });
  const key = new CustomerKey(
    `${WORKLOAD}-findings-key`,
    {
      site,
      tags: tagsFor(site, { workload: WORKLOAD, classification: "internal" }),
      role: "detection",
      description: "Findings and the history of configurations; no PHI",
      uses: [...deliveries(regions).map((use) => atPlace(site, use)), ...(copier === undefined ? [] : [copier.reads])],
    },
    opts,
  );
  const store = (role: string, statements: (place: Place, arn: string) => Statement[]): StoreBucket =>
    new StoreBucket(
      `${WORKLOAD}-${role}`,
      {
        site,
        tags,
        role,
        kmsKeyArn: key.arn,
        accessLogBucket: accessLog.bucketName,
        lifecycle: { retentionDays: retention.auditDays, coldAfterDays: 90, coldClass: "GLACIER_IR" },
        objectLock: "no-default",
        statements: (place, arn) => [...statements(place, arn), denyDeletion(arn)],
      },
      opts,
    );
  const findings = store(FINDINGS_ROLE, (place, arn) => [
    ...acceptFindings(place, arn, regions),
    acceptBackupReports(place, arn),
  ]);
  const configHistory = store(CONFIG_ROLE, acceptConfiguration);
  makeCopies(context, copier, `${WORKLOAD}-findings-replica`, {
    workload: WORKLOAD,
    sources: [findings, configHistory],
    keyTags: tagsFor(site, { workload: WORKLOAD, classification: "internal" }),
    keyRole: "detection",
    // The services are refused by a bucket that locks new objects; S3's own copies are not.
    instead: {
      tags: { ...tags, [site.tagKeys.purpose]: "audit" },
      objectLock: { mode: "COMPLIANCE", days: retention.auditDays },
    },
    accessLogRole: "detection-access-log",
  });
  return { key, findings, configHistory };
}

/** What the services of these regions do with the key when they deliver. */
function deliveries(regions: readonly string[]): ((place: Place) => KeyUse)[] {
  return [
    () => ({
      kind: "deliver",
      sid: "ConfigDelivers",
      service: "config.amazonaws.com",
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
    }),
    (place) => ({
      kind: "deliver",
      sid: "GuardDutyDelivers",
      service: "guardduty.amazonaws.com",
      actions: ["kms:GenerateDataKey"],
      sourceArns: detectorArns(place, regions),
    }),
    (place) => ({
      kind: "deliver",
      sid: "MacieDelivers",
      service: "macie.amazonaws.com",
      actions: ["kms:Encrypt", "kms:GenerateDataKey"],
      sourceArns: discoveryArns(place, regions),
    }),
    (place) => ({
      kind: "service-linked",
      sid: "BackupReports",
      roleArn: backupReportsRoleArn(place),
      service: "s3",
    }),
  ];
}
