import type * as pulumi from "@pulumi/pulumi";
import { ConformancePack } from "../components/detection/conformance-pack";
import { FindingRoutes } from "../components/detection/finding-routes";
import { Guardrails } from "../components/detection/guardrails";
import { Insights } from "../components/detection/insights";
import { WebAcl } from "../components/detection/web-acl";
import { tagsFor } from "../components/tags";
import type { Baseline } from "./baseline";
import { boundedSite } from "./bounded-site";
import type { Context } from "./context";
import type { SharedFoundation } from "./foundation";

export interface Security {
  readonly conformancePackArn: pulumi.Output<string>;
  /** For the web APIs of the region; undefined where the stack serves none. */
  readonly webAclArn?: pulumi.Output<string>;
}

const WORKLOAD = "security";
/** Services without regions answer from here, whatever region a stack is in. */
const GLOBAL_REGION = "us-east-1";

/**
 * What is done with what the baseline's services see: continuous checks, people told, a web ACL, and the organisation's
 * guardrails. The baseline may be another stack's, in the same account.
 */
export function buildSecurity(
  context: Context,
  audit: Pick<SharedFoundation, "key" | "accessLog" | "alarms"> & Partial<Pick<SharedFoundation, "network">>,
  baseline: Baseline | undefined,
): Security {
  const { settings, home } = context;
  const { opts } = home;
  const { key, network } = audit;
  const site = boundedSite(context, WORKLOAD);
  const { retention } = settings;
  const { webAcl, requestsAMinute, guardrails } = settings.security;
  const tags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const pack = new ConformancePack(
    `${WORKLOAD}-conformance`,
    {
      site,
      tags: tagsFor(site, {
        workload: WORKLOAD,
        classification: "internal",
        purpose: "findings",
        retentionDays: retention.auditDays,
        backupTier: "versioned",
      }),
      kmsKeyArn: key.arn,
      accessLogBucket: audit.accessLog.bucketName,
      lifecycle: { retentionDays: retention.auditDays, coldAfterDays: 90, coldClass: "STANDARD_IA" },
      gatewayVpcIds: network === undefined ? [] : [network.vpcId],
      dependsOn: baseline === undefined ? [] : [baseline.recording],
    },
    opts,
  );
  new FindingRoutes(`${WORKLOAD}-findings`, { site, tags, topicArn: audit.alarms.arn, kmsKeyArn: key.arn }, opts);
  new Insights(`${WORKLOAD}-insights`, { site, dependsOn: baseline === undefined ? [] : [baseline.hub] }, opts);
  if (guardrails.targets.length > 0) {
    const { region, replicaRegion } = settings;
    new Guardrails(
      `${WORKLOAD}-guardrails`,
      {
        site,
        tags,
        targets: guardrails.targets,
        deployerArns: guardrails.deployerArns,
        regions: [...new Set([region, ...(replicaRegion === undefined ? [] : [replicaRegion]), GLOBAL_REGION])],
      },
      opts,
    );
  }
  const acl = webAcl
    ? new WebAcl(
        `${WORKLOAD}-web`,
        { site, tags, requestsAMinute, kmsKeyArn: key.arn, logRetentionDays: retention.logDays },
        opts,
      )
    : undefined;
  return { conformancePackArn: pack.packArn, webAclArn: acl?.arn };
}
