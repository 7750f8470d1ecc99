import type * as pulumi from "@pulumi/pulumi";
import type { ScannerChoice } from "../lambdas/claims-check/contract";
import { ClaimsCheck, SCANNED_RULE } from "../components/lake/claims-check";
import { ClaimsServer } from "../components/lake/claims-server";
import { Databricks } from "../components/lake/databricks";
import { DatabricksClusters } from "../components/lake/databricks-clusters";
import { LakeDashboard } from "../components/lake/lake-dashboard";
import { JOBS_RULE, LakeJobs } from "../components/lake/lake-jobs";
import {
  LAKE_BUCKETS,
  LAKE_DEAD_LETTER_ROLE,
  PERSONAS,
  type LakeBucket,
  type Persona,
} from "../components/lake/lake-names";
import { LakeQueries } from "../components/lake/lake-queries";
import { LakeZones } from "../components/lake/lake-zones";
import { NoteIntake } from "../components/lake/note-intake";
import { RISK_RULE, RiskAlerts } from "../components/lake/risk-alerts";
import { nameFor } from "../components/names";
import { DeadLetterQueue } from "../components/observability/dead-letter-queue";
import { tagsFor } from "../components/tags";
import type { Baseline } from "./baseline";
import { boundedSite } from "./bounded-site";
import type { Context } from "./context";
import { lakeAccess, lakeReplicas, WORKLOAD } from "./data-platform-access";
import type { Foundation } from "./foundation";
import { insideNetwork, insideWithTables } from "./inside-network";
import { recordKeeping, recordTags } from "./record-keeping";

export interface DataPlatform {
  readonly bucketNames: Readonly<Record<LakeBucket, pulumi.Output<string>>>;
  readonly claimsServerEndpoint?: pulumi.Output<string>;
  readonly careNotesUrl: pulumi.Output<string>;
  readonly riskTopicArn: pulumi.Output<string>;
  readonly escalationTopicArn: pulumi.Output<string>;
  readonly personaRoleArns: Readonly<Record<Persona, pulumi.Output<string>>>;
}

/** Functions go out of their security groups by HTTPS' port alone. */
function scannerOf(clamd: Context["settings"]["dataPlatform"]["clamd"]): ScannerChoice {
  if (clamd === undefined) return { kind: "guardduty" };
  const { longestMegabytes, ...place } = clamd;
  return { kind: "clamd", port: 443, ...place, longestBytes: longestMegabytes * 1024 * 1024 };
}

/** The lake: its zones, what comes in, the jobs between them, who asks what of it, and who is told. */
export function buildDataPlatform(context: Context, foundation: Foundation, baseline?: Baseline): DataPlatform {
  const { settings, home, replica } = context;
  const { opts } = home;
  const { network } = foundation;
  const site = boundedSite(context, WORKLOAD);
  const { retention, dataPlatform: lake } = settings;
  const tags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const phiTags = recordTags(context, site, { workload: WORKLOAD, purpose: "record" });
  const access = lakeAccess(context, site, phiTags);
  const { roles, keys } = access;
  const alarmTopicArn = foundation.alarms.arn;
  const partners = lake.partners.map(({ id }) => id);
  const { objectLock: quarantineLock, ...keeping } = recordKeeping(context, "STANDARD_IA");
  const zones = new LakeZones(
    `${WORKLOAD}-lake`,
    {
      site,
      workload: WORKLOAD,
      keys: keys.zones,
      codeKeyArn: keys.code.arn,
      partners,
      ...keeping,
      archiveAfterDays: lake.archiveAfterDays,
      quarantineLock,
    },
    opts,
  );
  const copies = lakeReplicas(context, access, zones, phiTags);
  const deadLetters = new DeadLetterQueue(
    `${WORKLOAD}-dlq`,
    {
      site,
      tags,
      role: LAKE_DEAD_LETTER_ROLE,
      kmsKeyArn: foundation.key.arn,
      ruleNames: [SCANNED_RULE, RISK_RULE, JOBS_RULE].map((rule) => nameFor(site, "rule", rule)),
      alarmTopicArn,
    },
    opts,
  );
  const inside = insideNetwork(settings, foundation);
  const shared = {
    site,
    tags,
    phiTags,
    roles,
    kmsKeyArn: keys.work.arn,
    network: inside,
    logRetentionDays: retention.logDays,
    concurrency: lake.concurrency,
    deadLetterArn: deadLetters.arn,
    alarmTopicArn,
  };
  const { raw, quarantine } = zones.buckets;
  const checksumsRequired = lake.partners.filter(({ checksums }) => checksums === "required").map(({ id }) => id);
  new ClaimsCheck(
    `${WORKLOAD}-claims-check`,
    { ...shared, raw, quarantine, checksumsRequired, scanner: scannerOf(lake.clamd) },
    opts,
  );
  const server =
    partners.length === 0
      ? undefined
      : new ClaimsServer(
          `${WORKLOAD}-claims`,
          {
            site,
            tags,
            phiTags,
            partners: lake.partners,
            partnerRoles: roles.partners,
            vpcId: network.vpcId,
            subnetIds: lake.sftpAddresses === "elastic" ? network.publicSubnets : network.privateSubnets,
            addresses: lake.sftpAddresses,
            bucketName: raw.bucketName,
            logKeyArn: keys.work.arn,
            logRetentionDays: retention.logDays,
          },
          opts,
        );
  const tableReplica = replica &&
    copies && { site: replica.site, kmsKeyArn: copies.tableKey.arn, provider: replica.provider };
  const notes = new NoteIntake(
    `${WORKLOAD}-notes`,
    {
      ...shared,
      network: insideWithTables(settings, foundation),
      raw,
      rawKeyArn: keys.zones.raw.arn,
      shards: lake.noteShards,
      senders: lake.noteSenders,
      replica: tableReplica,
      vpcEndpointId: network.endpointIds.get("execute-api") as pulumi.Output<string>,
      dependsOn: baseline?.apiLogging === undefined ? [] : [baseline.apiLogging],
    },
    opts,
  );
  const { jobs: run } = lake;
  const jobs = new LakeJobs(
    `${WORKLOAD}-jobs`,
    { ...shared, ...run, keys, zones, riskThreshold: lake.riskThreshold },
    opts,
  );
  const queries = new LakeQueries(
    `${WORKLOAD}-queries`,
    { site, tags, keys, catalog: jobs.catalog, scanLimitGiB: lake.scanLimitGiB },
    opts,
  );
  const alerts = new RiskAlerts(
    `${WORKLOAD}-risks`,
    {
      ...shared,
      network: insideWithTables(settings, foundation),
      threshold: lake.riskThreshold,
      outreach: lake.outreach,
      topicKeyArn: keys.code.arn,
      replica: tableReplica,
    },
    opts,
  );
  if (lake.quickSight !== undefined && access.dashboardRole !== undefined) {
    new LakeDashboard(
      `${WORKLOAD}-dashboard`,
      {
        site,
        tags: phiTags,
        internalTags: tags,
        role: access.dashboardRole,
        ...lake.quickSight,
        kmsKeyArn: keys.zones.analytics.arn,
        dependsOn: [queries],
      },
      opts,
    );
  }
  if (lake.databricks !== undefined && access.databricksRole !== undefined) {
    new Databricks(
      `${WORKLOAD}-databricks`,
      {
        site,
        tags,
        phiTags,
        role: access.databricksRole,
        accessLogBucket: zones.accessLog.bucketName,
        lifecycle: keeping.lifecycle,
        privateLink: lake.databricks.privateLink,
        network: inside,
      },
      opts,
    );
    if (lake.databricks.clusters !== undefined) {
      new DatabricksClusters(
        `${WORKLOAD}-databricks-clusters`,
        { site, tags, network: inside, ...lake.databricks.clusters },
        opts,
      );
    }
  }
  const named = <K extends string, T>(all: readonly K[], of: (key: K) => T): Record<K, T> =>
    Object.fromEntries(all.map((key) => [key, of(key)])) as Record<K, T>;
  return {
    bucketNames: named(LAKE_BUCKETS, (bucket) => zones.buckets[bucket].bucketName),
    claimsServerEndpoint: server?.endpoint,
    careNotesUrl: notes.invokeUrl,
    riskTopicArn: alerts.topicArn,
    escalationTopicArn: alerts.escalationTopicArn,
    personaRoleArns: named(PERSONAS, (persona) => roles.personas[persona].namedArn),
  };
}
