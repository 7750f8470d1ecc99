import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import type { Site } from "../site";

export interface InsightsArgs {
  readonly site: Site;
  /** The hub, where the stack makes it: AWS refuses insights before. */
  readonly dependsOn: readonly pulumi.Resource[];
}

type Filters = aws.types.input.securityhub.InsightFilters;

const equals = (value: string): { comparison: string; value: string }[] => [{ comparison: "EQUALS", value }];
const GRAVE = [...equals("HIGH"), ...equals("CRITICAL")];
/** Findings that are there still and that nobody has closed. */
const OPEN: Filters = { recordStates: equals("ACTIVE"), workflowStatuses: [...equals("NEW"), ...equals("NOTIFIED")] };

/** Saved questions to Security Hub, those that its own insights do not ask. */
export class Insights extends pulumi.ComponentResource {
  constructor(name: string, args: InsightsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:Insights", name, {}, opts);
    const { site } = args;
    const insight = (role: string, groupByAttribute: string, filters: Filters): void => {
      new aws.securityhub.Insight(
        `${name}-${role}`,
        { name: nameFor(site, "other", role), groupByAttribute, filters: { ...OPEN, ...filters } },
        { parent: this, dependsOn: [...args.dependsOn] },
      );
    };
    insight("grave-findings-by-phi-resource", "ResourceId", {
      severityLabels: GRAVE,
      resourceTags: [{ comparison: "EQUALS", key: site.tagKeys.classification, value: "phi" }],
    });
    insight("failed-controls", "ComplianceSecurityControlId", { complianceStatuses: equals("FAILED") });
    insight("findings-by-workload", "ResourceId", {
      severityLabels: GRAVE,
      resourceTags: [{ comparison: "EQUALS", key: site.tagKeys.environment, value: site.environment }],
    });
    this.registerOutputs({});
  }
}
