import type * as pulumi from "@pulumi/pulumi";
import { RoleBoundary } from "../components/access/role-boundary";
import { AccountAlarms } from "../components/detection/account-alarms";
import { AuditTrail, AUDIT_ROLE, DELIVERY_TOPIC_ROLE, trailNameFor } from "../components/detection/audit-trail";
import { CustomerKey } from "../components/keys/customer-key";
import type { KeyUse } from "../components/keys/key-policy";
import { bucketName, nameFor } from "../components/names";
import { INTERFACE_SERVICES } from "../components/network/endpoint-policy";
import { Network } from "../components/network/network";
import { alarmsPublish, rulesPublish } from "../components/observability/publishers";
import { Topic } from "../components/observability/topic";
import { replicationReads, replicationRole, Replicas } from "../components/recovery/replicas";
import type { Site } from "../components/site";
import { AccessLogBucket } from "../components/storage/access-log-bucket";
import { tagsFor, type Tags } from "../components/tags";
import type { Settings } from "./config";
import type { Context, Region } from "./context";
import { needsOf } from "./needs";

/** What the other workloads build on. */
export interface Foundation {
  /** The home region's site, in which every role has a permissions boundary. */
  readonly site: Site;
  readonly key: CustomerKey;
  readonly network: Network;
  readonly alarms: Topic;
  readonly trail: AuditTrail;
}

const WORKLOAD = "foundation";
const ALARMS_ROLE = "alarms";

/** Key, audit trail, alarms and network: one of each for a stack. Nothing here holds PHI. */
export function buildFoundation({ settings, home, replica }: Context): Foundation {
  const { opts } = home;
  const { retention } = settings;
  const needs = needsOf(settings);
  const tags = tagsFor(home.site, { workload: WORKLOAD, classification: "internal" });
  const site = bounded(settings, home, tags);
  const copier =
    replica &&
    replicationRole(
      WORKLOAD,
      {
        site,
        workload: WORKLOAD,
        replicaRegion: replica.site.region,
        buckets: (place) => [{ role: AUDIT_ROLE, source: bucketName(place, AUDIT_ROLE) }],
      },
      opts,
    );
  const alarmTopicName = nameFor(site, "topic", ALARMS_ROLE);
  const uses: pulumi.Input<KeyUse>[] = [
    { kind: "logs" },
    { kind: "trail", trailName: trailNameFor(site) },
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
  if (copier !== undefined) uses.push(replicationReads(copier));
  const key = new CustomerKey(
    `${WORKLOAD}-key`,
    { site, tags, role: "platform", description: "Logs, audit files and notices; no PHI", uses },
    opts,
  );
  const accessLog = new AccessLogBucket(
    `${WORKLOAD}-access-log`,
    {
      site,
      tags: tagsFor(site, {
        workload: WORKLOAD,
        classification: "internal",
        purpose: "access-log",
        retentionDays: retention.auditDays,
        backupTier: "versioned",
      }),
      role: "access-log",
      lifecycle: { retentionDays: retention.auditDays, coldAfterDays: 90, coldClass: "STANDARD_IA" },
    },
    opts,
  );
  const alarms = new Topic(
    `${WORKLOAD}-alarms`,
    {
      site,
      tags,
      role: ALARMS_ROLE,
      kmsKeyArn: key.arn,
      publishers: (place, arn) => [alarmsPublish(place, arn), rulesPublish(arn)],
      emails: [settings.alarmEmail],
    },
    opts,
  );
  const trail = new AuditTrail(
    `${WORKLOAD}-audit`,
    {
      site,
      workload: WORKLOAD,
      kmsKeyArn: key.arn,
      accessLogBucket: accessLog.bucketName,
      logBucketArns: [accessLog.namedArn],
      retentionDays: retention.auditDays,
      logRetentionDays: retention.auditLogDays,
      replicated: replica !== undefined,
    },
    opts,
  );
  new AccountAlarms(
    `${WORKLOAD}-account`,
    { site, tags, logGroupName: trail.logGroupName, topicArn: alarms.arn },
    opts,
  );
  const network = new Network(
    `${WORKLOAD}-network`,
    {
      site,
      tags,
      ...settings.network,
      kmsKeyArn: key.arn,
      flowLogRetentionDays: retention.logDays,
      interfaceServices: [...INTERFACE_SERVICES, ...new Set(needs.flatMap(({ endpoints = [] }) => endpoints))],
    },
    opts,
  );
  if (replica !== undefined && copier !== undefined) {
    new Replicas(
      `${WORKLOAD}-replica`,
      {
        site: replica.site,
        workload: WORKLOAD,
        role: copier,
        sources: [trail.bucket],
        keyTags: tags,
        keyRole: "platform",
        accessLogRole: "access-log",
        homeProvider: home.provider,
      },
      replica.opts,
    );
  }
  return { site, key, network, alarms, trail };
}

/** The site with the organisation's permissions boundary, or with one made here. */
function bounded(settings: Settings, { site, opts }: Region, tags: Tags): Site {
  if (site.permissionsBoundaryArn !== undefined) return site;
  const needs = needsOf(settings);
  const boundary = new RoleBoundary(
    `${WORKLOAD}-role-boundary`,
    {
      site,
      tags,
      bucketNames: needs.flatMap(({ bucketNames }) => bucketNames?.(settings) ?? []),
      statements: (place) => needs.flatMap(({ boundary: ofWorkload }) => ofWorkload?.(place) ?? []),
    },
    opts,
  );
  return { ...site, permissionsBoundaryArn: boundary.namedArn };
}
