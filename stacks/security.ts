import type * as pulumi from "@pulumi/pulumi";
import { ComplianceScore, complianceKeyUses, complianceRoles } from "../components/detection/compliance-score";
import { ConformancePack } from "../components/detection/conformance-pack";
import { FindingRoutes } from "../components/detection/finding-routes";
import { Guardrails } from "../components/detection/guardrails";
import { Insights } from "../components/detection/insights";
import { WebAcl } from "../components/detection/web-acl";
import { CustomerKey } from "../components/keys/customer-key";
import { Remediation } from "../components/remediation/remediation";
import { RemediationRoles } from "../components/remediation/remediation-roles";
import type { Site } from "../components/site";
import { tagsFor } from "../components/tags";
import type { Baseline } from "./baseline";
import { boundedSite } from "./bounded-site";
import type { Context } from "./context";
import type { SharedFoundation } from "./foundation";

export interface Security {
  readonly conformancePackArn: pulumi.Output<string>;
  /** For the web APIs of the region; undefined where the stack serves none. */
  readonly webAclArn?: pulumi.Output<string>;
  /** State machine that mends what findings show, and the topic of its questions. */
  readonly remediation: Remediation;
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
  const remediation = buildFunctions(context, site, audit, pack);
  return { conformancePackArn: pack.packArn, webAclArn: acl?.arn, remediation };
}

/** What mends findings by itself or with somebody's leave, and what counts how much complies; with a key of its own, as their roles are made after the platform's. */
function buildFunctions(
  { settings, home: { opts }, replica }: Context,
  site: Site,
  { alarms, network }: Pick<SharedFoundation, "alarms"> & Partial<Pick<SharedFoundation, "network">>,
  { packName }: ConformancePack,
): Remediation {
  const { approvers, ...choices } = settings.security.remediation;
  const name = `${WORKLOAD}-remediation`;
  const tags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const roles = new RemediationRoles(name, { site, tags, approvers }, opts);
  const compliance = complianceRoles(`${WORKLOAD}-compliance`, { site, tags }, opts);
  const key = new CustomerKey(
    `${name}-key`,
    {
      site,
      tags,
      role: "remediation",
      description: "Remedies, what they changed, risk assessments, and what functions keep; no PHI",
      uses: [...roles.keyUses(site), ...complianceKeyUses(compliance)],
    },
    opts,
  );
  const copyKey =
    replica &&
    new CustomerKey(
      `${name}-copy-key`,
      {
        site: replica.site,
        tags,
        role: "remediation",
        description: "Copies of risk assessments and remedies; no PHI",
        uses: [{ kind: "tables" }],
      },
      replica.opts,
    );
  const kept = { kmsKeyArn: key.arn, logRetentionDays: settings.retention.logDays, alarmTopicArn: alarms.arn };
  new ComplianceScore(`${WORKLOAD}-compliance`, { site, tags, roles: compliance, packName, ...kept }, opts);
  return new Remediation(
    name,
    {
      site,
      tags,
      recordTags: tagsFor(site, {
        workload: WORKLOAD,
        classification: "internal",
        retentionDays: settings.retention.recordDays,
        backupTier: "versioned",
      }),
      roles,
      ...kept,
      ...choices,
      email: settings.alarmEmail,
      replica: replica && copyKey && { site: replica.site, kmsKeyArn: copyKey.arn, provider: replica.provider },
      vpcId: network?.vpcId,
    },
    opts,
  );
}
