import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { VersionRollback } from "../components/compute/version-rollback";
import { AlertForward } from "../components/observability/alert-forward";
import { CostWatch, type CostWatchArgs } from "../components/observability/cost-watch";
import { Dashboards } from "../components/observability/dashboards/dashboards";
import { ALL_REQUESTS } from "../components/observability/dashboards/panels";
import { ServiceAlarms } from "../components/observability/service-alarms";
import { Traces } from "../components/observability/traces";
import { watch as noteWatched, watchedName, type Watch, type Watched } from "../components/observability/watch";
import { Experiments } from "../components/recovery/experiments";
import type { Site } from "../components/site";
import { tagsFor } from "../components/tags";
import { WORKLOAD, type AlarmRoutes } from "./alarm-routes";
import type { Settings } from "./config";
import type { Context } from "./context";
import type { Foundation } from "./foundation";
import type { HealthLake } from "./healthlake";

export interface Observability {
  /** Secrets that somebody has to fill, by receiver. */
  readonly receiverSecretNames: Readonly<Record<string, pulumi.Output<string>>>;
}

/** Who is told of what: pagers, chats and tickets by severity. Made last, of what the stack has. */
export function buildObservability(
  context: Context,
  { foundation, healthLake }: { readonly foundation: Foundation; readonly healthLake?: HealthLake },
  routes: AlarmRoutes,
): Observability {
  const { settings, home } = context;
  const { opts } = home;
  const { key, topics, forwarder } = routes;
  // Made before it was known whose code functions run.
  const site = { ...routes.site, signedCode: home.site.signedCode };
  const { receivers, routes: to, budgetUsd, experiments, costAnomalyPercent } = settings.observability;
  const tags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const forward =
    forwarder &&
    new AlertForward(
      `${WORKLOAD}-forward`,
      {
        site,
        tags,
        receivers,
        routes: { P1: to.p1.receivers, P2: to.p2.receivers, P3: to.p3.receivers, P4: to.p4.receivers },
        topicArns: topics.arns,
        role: forwarder,
        kmsKeyArn: key.arn,
        logRetentionDays: settings.retention.logDays,
        alarmTopicArn: foundation.alarms.arn,
      },
      opts,
    );
  new VersionRollback(
    `${WORKLOAD}-rollback`,
    {
      site: home.site,
      tags,
      role: routes.rollback,
      kmsKeyArn: key.arn,
      logRetentionDays: settings.retention.logDays,
      noticeTopicArn: topics.arns.P2,
      alarmTopicArn: foundation.alarms.arn,
    },
    opts,
  );
  new Traces(`${WORKLOAD}-traces`, { site, tags }, opts);
  const { watch } = home.site;
  const buckets = healthLake === undefined ? [] : [healthLake.store.input, healthLake.store.output];
  if (watch !== undefined) {
    new ServiceAlarms(
      `${WORKLOAD}-services`,
      { site: home.site, tags, watch, alarmTopicArn: foundation.alarms.arn },
      opts,
    );
    for (const { bucketName, same } of buckets) {
      noteWatched(home.site, tagsFor(site, { workload: "healthlake", classification: "internal" }), {
        kind: "requests",
        role: same.role,
      });
      new aws.s3.BucketMetric(
        `${WORKLOAD}-requests-${same.role}`,
        { bucket: bucketName, name: ALL_REQUESTS },
        { provider: home.provider },
      );
    }
    if (settings.observability.dashboards) new Dashboards(`${WORKLOAD}-dashboards`, { site, watch }, opts);
  }
  if (experiments.enabled && watch !== undefined) buildExperiments(context, foundation, site, watch);
  new CostWatch(
    `${WORKLOAD}-cost`,
    {
      site,
      tags,
      budgetUsd,
      anomalyPercent: costAnomalyPercent,
      monitor: costMonitor(settings),
      topicArn: topics.costArn,
    },
    opts,
  );
  return { receiverSecretNames: forward?.secretNames ?? {} };
}

/** What there is once an account is the baseline's to make. */
function costMonitor({ observability: { costMonitorArn }, workloads }: Settings): CostWatchArgs["monitor"] {
  if (costMonitorArn !== undefined) return { arn: costMonitorArn };
  return workloads.includes("baseline") ? "make" : "none";
}

/** Faults for what the stack has that can stand them: nothing is broken where nothing would tell of it. */
function buildExperiments({ settings, home }: Context, foundation: Foundation, site: Site, watch: Watch): void {
  const named = atNames(site);
  const stopAlarms = watch
    .of("alarm")
    .filter(({ workload, severity, role }) => workload === "streaming" && severity === "P1" && !role.endsWith("-p1"))
    .map(named);
  if (stopAlarms.length === 0) return;
  const [service] = watch.of("service");
  const [database] = watch.of("database");
  new Experiments(
    `${WORKLOAD}-experiments`,
    {
      site,
      tags: tagsFor(site, { workload: WORKLOAD, classification: "internal" }),
      service: service && { serviceName: named(service), clusterName: named({ ...service, role: service.cluster }) },
      databaseIdentifier: settings.observability.experiments.databaseFailover && database ? named(database) : undefined,
      subnetId: foundation.network.privateSubnets[0],
      stopAlarms: stopAlarms.slice(0, 5),
      kmsKeyArn: foundation.key.arn,
      logRetentionDays: settings.retention.logDays,
    },
    home.opts,
  );
}

/** Names of things in which there is no account. */
const atNames =
  (site: Site) =>
  (thing: Watched): string =>
    watchedName({ ...site, accountId: "" }, thing);
