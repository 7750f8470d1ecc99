import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { partitionOf } from "../names";

/** Standards by a short name, each with the path of its ARN. */
export const STANDARDS = {
  foundational: "aws-foundational-security-best-practices/v/1.0.0",
  cis: "cis-aws-foundations-benchmark/v/3.0.0",
  "nist-800-53": "nist-800-53/v/5.0.0",
} as const;

export type Standard = keyof typeof STANDARDS;

export interface SecurityHubArgs {
  /** Region such as us-east-1; standards are named by it. */
  readonly region: string;
  /** One at the least. */
  readonly standards: readonly Standard[];
  /** Other regions whose findings are gathered here. */
  readonly gathersFrom?: readonly string[];
}

/** Security Hub in a region, with one finding for a control however many standards ask for it. */
export class SecurityHub extends pulumi.ComponentResource {
  /** Has to be there before insights. */
  readonly account: pulumi.Resource;

  constructor(name: string, args: SecurityHubArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:SecurityHub", name, {}, opts);
    const child = { parent: this };
    this.account = new aws.securityhub.Account(
      `${name}-account`,
      {
        // The default standards include an outdated benchmark; those that count are named below.
        enableDefaultStandards: false,
        autoEnableControls: true,
        controlFindingGenerator: "SECURITY_CONTROL",
      },
      child,
    );
    for (const standard of args.standards) {
      new aws.securityhub.StandardsSubscription(
        `${name}-${standard}`,
        {
          standardsArn: `arn:${partitionOf(args.region)}:securityhub:${args.region}::standards/${STANDARDS[standard]}`,
        },
        { ...child, dependsOn: this.account },
      );
    }
    const { gathersFrom = [] } = args;
    if (gathersFrom.length > 0) {
      new aws.securityhub.FindingAggregator(
        `${name}-regions`,
        { linkingMode: "SPECIFIED_REGIONS", specifiedRegions: [...gathersFrom] },
        { ...child, dependsOn: this.account },
      );
    }
    this.registerOutputs({});
  }
}
