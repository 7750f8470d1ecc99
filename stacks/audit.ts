import type * as pulumi from "@pulumi/pulumi";
import { AccountAlarms } from "../components/detection/account-alarms";
import { AuditTrail, AUDIT_ROLE, DELIVERY_TOPIC_ROLE, trailNameFor } from "../components/detection/audit-trail";
import { CustomerKey } from "../components/keys/customer-key";
import type { KeyUse } from "../components/keys/key-policy";
import { bucketName, nameFor } from "../components/names";
import {
  ALARMS_ROLE,
  alarmsPublish,
  BACKUP_EVENTS,
  backupsPublish,
  DATABASE_EVENTS,
  databaseEventsPublish,
  rulesPublish,
} from "../components/observability/publishers";
import { Topic } from "../components/observability/topic";
import type { Site } from "../components/site";
import { AccessLogBucket } from "../components/storage/access-log-bucket";
import { tagsFor, type Tags } from "../components/tags";
import { boundedSite } from "./bounded-site";
import type { Context, Region } from "./context";
import { needsOf } from "./needs";
import { makeCopier, makeCopies } from "./second-region";

/** Who did what, kept unchangeable, and who is told: the part of the foundation that every stack has. */
export interface Audit {
  /** The home region's site, whose roles have the boundary of the workload that the audit belongs to. */
  readonly site: Site;
  readonly key: CustomerKey;
  /** Takes the access logs of the home region's buckets. */
  readonly accessLog: AccessLogBucket;
  readonly alarms: Topic;
  /** Hears the alarms of the second region, where there is one: metrics of copies are there. */
  readonly replicaAlarms: Topic | undefined;
  readonly trail: AuditTrail;
}

/**
 * Key, access log, alarms and audit trail, named after the workload they belong to: the foundation, or
 * the baseline where that is deployed without one. Nothing here holds PHI.
 */
export function buildAudit(context: Context, workload: "foundation" | "baseline"): Audit {
  const { settings, home, replica } = context;
  const { opts } = home;
  const { retention } = settings;
  const { archive, members } = settings.audit;
  const needs = needsOf(settings);
  const tags = tagsFor(home.site, { workload, classification: "internal" });
  const site = boundedSite(context, workload);
  // The log archive copies what it was given itself.
  const copier = archive
    ? undefined
    : makeCopier(context, workload, {
        site,
        workload,
        buckets: (place) => [{ role: AUDIT_ROLE, source: bucketName(place, AUDIT_ROLE) }],
      });
  const alarmTopicName = nameFor(site, "topic", ALARMS_ROLE);
  const uses: pulumi.Input<KeyUse>[] = [
    { kind: "logs" },
    { kind: "trail", trailName: trailNameFor(site), members },
    { kind: "publish", sid: "AlarmsPublish", service: "cloudwatch.amazonaws.com", topicName: alarmTopicName },
    { kind: "publish", sid: "RulesPublish", service: "events.amazonaws.com", topicName: alarmTopicName },
    {
      kind: "publish",
      sid: "TrailPublishes",
      service: "cloudtrail.amazonaws.com",
      topicName: nameFor(site, "topic", DELIVERY_TOPIC_ROLE),
    },
  ];
  for (const { keyUses } of needs) uses.push(...(keyUses?.(site) ?? []));
  if (copier !== undefined) uses.push(copier.reads);
  const key = new CustomerKey(
    `${workload}-key`,
    { site, tags, role: "platform", description: "Logs, audit files and notices; no PHI", uses },
    opts,
  );
  const accessLog = new AccessLogBucket(
    `${workload}-access-log`,
    {
      site,
      workload,
      role: "access-log",
      lifecycle: { retentionDays: retention.auditDays, coldAfterDays: 90, coldClass: "STANDARD_IA" },
    },
    opts,
  );
  const alarms = new Topic(
    `${workload}-alarms`,
    {
      site,
      tags,
      role: ALARMS_ROLE,
      kmsKeyArn: key.arn,
      publishers: (place, arn) => [
        alarmsPublish(place, arn),
        rulesPublish(arn),
        ...needs.flatMap(({ alarmPublishers }) => alarmPublishers?.(place, arn) ?? []),
      ],
      emails: [settings.alarmEmail],
    },
    opts,
  );
  const replicaAlarms = replica && secondAlarms(workload, tags, settings.alarmEmail, replica);
  const trail = new AuditTrail(
    `${workload}-audit`,
    {
      site,
      workload,
      kmsKeyArn: key.arn,
      accessLogBucket: accessLog.bucketName,
      logBucketArns: [accessLog.namedArn],
      retentionDays: retention.auditDays,
      logRetentionDays: retention.auditLogDays,
      replicated: copier !== undefined,
      archive,
      members,
    },
    opts,
  );
  new AccountAlarms(
    `${workload}-account`,
    { site, tags, logGroupName: trail.logGroupName, topicArn: alarms.arn },
    opts,
  );
  if (trail.bucket !== undefined) {
    makeCopies(context, copier, `${workload}-replica`, {
      workload,
      sources: [trail.bucket],
      keyTags: tags,
      keyRole: "platform",
      accessLogRole: "access-log",
    });
  }
  return { site, key, accessLog, alarms, replicaAlarms, trail };
}

/** The second region's topic for alarms, with a key of its own: CloudWatch tells topics of its own region alone. */
function secondAlarms(workload: string, tags: Tags, email: string, { site, opts }: Region): Topic {
  const topicName = nameFor(site, "topic", ALARMS_ROLE);
  const key = new CustomerKey(
    `${workload}-replica-alarms-key`,
    {
      site,
      tags,
      role: ALARMS_ROLE,
      description: "Notices of the second region; no PHI",
      uses: [
        { kind: "publish", sid: "AlarmsPublish", service: "cloudwatch.amazonaws.com", topicName },
        { kind: "publish", sid: "BackupsPublish", service: BACKUP_EVENTS, topicName },
        { kind: "publish", sid: "DatabaseEventsPublish", service: DATABASE_EVENTS, topicName },
      ],
    },
    opts,
  );
  return new Topic(
    `${workload}-replica-alarms`,
    {
      site,
      tags,
      role: ALARMS_ROLE,
      kmsKeyArn: key.arn,
      publishers: (place, arn) => [alarmsPublish(place, arn), backupsPublish(arn), databaseEventsPublish(place, arn)],
      emails: [email],
    },
    opts,
  );
}
