import type * as pulumi from "@pulumi/pulumi";
import { ApiAccount } from "../components/api/api-account";
import { AccountDefaults, RegionDefaults } from "../components/detection/account-defaults";
import { ConfigRecorder } from "../components/detection/config-recorder";
import { Exposure } from "../components/detection/exposure";
import { SecurityHub } from "../components/detection/security-hub";
import { SensitiveData } from "../components/detection/sensitive-data";
import { ThreatDetection } from "../components/detection/threat-detection";
import { BreakGlassRole } from "../components/identity/break-glass-role";
import { CustomerKey } from "../components/keys/customer-key";
import { BackupSettings } from "../components/recovery/backup-settings";
import { BackupReports } from "../components/recovery/backup-reports";
import { tagsFor } from "../components/tags";
import type { Audit } from "./audit";
import { findingStores, type FindingStores } from "./baseline-stores";
import { boundedSite } from "./bounded-site";
import type { Context, Region } from "./context";

export interface Baseline extends Pick<FindingStores, "findings" | "configHistory"> {
  /** Has to be there before rules and conformance packs of AWS Config. */
  readonly recording: pulumi.Resource;
  /** Has to be there before insights of Security Hub. */
  readonly hub: pulumi.Resource;
  readonly breakGlassRoleArn: pulumi.Output<string>;
  /** Has to be there before stages of APIs that log; undefined where another stack has it. */
  readonly apiLogging?: pulumi.Resource;
}

const WORKLOAD = "baseline";

/**
 * What exists once an account and region: detective services, safe defaults, the record of configurations, and the role for
 * emergencies. In a stack of its own, or beside the other workloads; an account has it once.
 */
export function buildBaseline(context: Context, audit: Audit): Baseline {
  const { settings, home, replica } = context;
  const { opts } = home;
  const site = settings.workloads.includes("foundation") ? boundedSite(context, WORKLOAD) : audit.site;
  const regions = [home, ...(replica === undefined ? [] : [replica])];
  const tags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const stores = findingStores(context, site, audit.accessLog);
  const { configRoleArn } = new AccountDefaults(
    `${WORKLOAD}-account`,
    { site, tags, configRole: settings.baseline.configRole },
    opts,
  );
  const [{ recording, hub }] = regions.map((region) => watchRegion(context, region, { ...stores, configRoleArn })) as [
    Watch,
    ...Watch[],
  ];
  regions.forEach((region, index) => {
    new BackupSettings(`${WORKLOAD}${index === 0 ? "" : "-replica"}-backup`, region.opts);
  });
  new BackupReports(
    `${WORKLOAD}-backup-reports`,
    { site, tags, bucketName: stores.findings.bucketName, dependsOn: stores.findings.ready },
    opts,
  );
  const apiLogging =
    settings.baseline.apiLogRole === "make"
      ? new ApiAccount(`${WORKLOAD}-api`, { site, tags }, opts).account
      : undefined;
  const breakGlass = new BreakGlassRole(
    `${WORKLOAD}-break-glass`,
    {
      site,
      tags,
      topicArn: audit.alarms.arn,
      kmsKeyArn: audit.key.arn,
      trailLogGroupName: audit.trail.logGroupName,
    },
    opts,
  );
  return { recording, hub, ...stores, breakGlassRoleArn: breakGlass.arn, apiLogging };
}

type Watch = Pick<Baseline, "recording" | "hub">;

/** The services and defaults of one region. The home region gathers the findings of the others. */
function watchRegion(
  { settings, home, replica }: Context,
  region: Region,
  { key, findings, configHistory, configRoleArn }: FindingStores & { readonly configRoleArn: pulumi.Output<string> },
): Watch {
  const { site, opts } = region;
  const isHome = region === home;
  const name = isHome ? WORKLOAD : `${WORKLOAD}-${site.region}`;
  const { standards, macieSamplingPercent, unusedAccessDays } = settings.baseline;
  const tags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const disksKey = new CustomerKey(
    `${name}-disks-key`,
    {
      site,
      tags: tagsFor(site, { workload: WORKLOAD, classification: "phi" }),
      role: "disks",
      description: "Disks and traces that no workload gives a key, and the Glue catalog; they may hold PHI",
      uses: [{ kind: "disks" }, { kind: "catalog" }],
    },
    opts,
  );
  new RegionDefaults(`${name}-defaults`, { kmsKeyArn: disksKey.arn }, opts);
  const recorder = new ConfigRecorder(
    `${name}-config`,
    {
      site,
      bucketName: configHistory.bucketName,
      kmsKeyArn: key.arn,
      roleArn: configRoleArn,
      dependsOn: configHistory.ready,
    },
    opts,
  );
  new ThreatDetection(
    `${name}-threats`,
    { tags, bucketArn: findings.namedArn, kmsKeyArn: key.arn, dependsOn: findings.ready },
    opts,
  );
  new SensitiveData(
    `${name}-sensitive-data`,
    {
      site,
      tags,
      bucketName: findings.bucketName,
      kmsKeyArn: key.arn,
      samplingPercent: macieSamplingPercent,
      dependsOn: findings.ready,
    },
    opts,
  );
  new Exposure(`${name}-exposure`, { site, tags, unusedAccessDays: isHome ? unusedAccessDays : undefined }, opts);
  const hub = new SecurityHub(
    `${name}-hub`,
    {
      region: site.region,
      standards,
      gathersFrom: isHome && replica !== undefined ? [replica.site.region] : [],
    },
    opts,
  );
  return { recording: recorder.recording, hub: hub.account };
}
