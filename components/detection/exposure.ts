import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { assertWhole } from "../errors";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";

export interface ExposureArgs {
  readonly site: Site;
  readonly tags: Tags;
  /**
   * Days after which an unused role, key or permission is a finding, in [1, 365]. Left out in all regions but one: it looks
   * at IAM, which is global, and costs by the role.
   */
  readonly unusedAccessDays?: number;
}

/** What Inspector scans for known vulnerabilities: instances, images, functions and their code. */
export const SCANNED = ["EC2", "ECR", "LAMBDA", "LAMBDA_CODE"] as const;

/** Who from outside reaches what, which access nobody uses, and which software has known holes. */
export class Exposure extends pulumi.ComponentResource {
  constructor(name: string, args: ExposureArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:Exposure", name, {}, opts);
    const child = { parent: this };
    const { site, tags, unusedAccessDays } = args;
    new aws.accessanalyzer.Analyzer(
      `${name}-external`,
      { analyzerName: nameFor(site, "other", "external-access"), type: "ACCOUNT", tags },
      child,
    );
    if (unusedAccessDays !== undefined) {
      assertWhole("Exposure", name, "unusedAccessDays", unusedAccessDays, 1, 365);
      new aws.accessanalyzer.Analyzer(
        `${name}-unused`,
        {
          analyzerName: nameFor(site, "other", "unused-access"),
          type: "ACCOUNT_UNUSED_ACCESS",
          configuration: { unusedAccess: { unusedAccessAge: unusedAccessDays } },
          tags,
        },
        child,
      );
    }
    new aws.inspector2.Enabler(
      `${name}-vulnerabilities`,
      { accountIds: [site.accountId], resourceTypes: [...SCANNED] },
      child,
    );
    this.registerOutputs({});
  }
}
