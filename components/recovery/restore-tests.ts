import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceRole } from "../access/service-role";
import { assertWhole } from "../errors";
import type { Site } from "../site";
import type { Tags } from "../tags";
import type { BackupVault } from "./backup-vault";

export interface RestoreTestsArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly vault: BackupVault;
  /** When: a cron of AWS, in UTC, once in 92 days at the least. */
  readonly schedule: string;
  /** Hours that a restored store is there to be looked at before AWS Backup removes it, in [1, 168]. */
  readonly lookHours: number;
  readonly runsAs: ServiceRole;
  /** Where restored databases stand: their subnet group and security groups. Without, there is no database to restore. */
  readonly database?: {
    readonly subnetGroup: pulumi.Input<string>;
    readonly securityGroupId: pulumi.Input<string>;
  };
}

/** AWS Backup restores the newest backup of each database and table by itself, and removes what it made: the times are evidence. */
export class RestoreTests extends pulumi.ComponentResource {
  constructor(name: string, args: RestoreTestsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:recovery:RestoreTests", name, {}, opts);
    assertWhole("RestoreTests", name, "lookHours", args.lookHours, 1, 168);
    const { site, database } = args;
    const child = { parent: this };
    const plan = new aws.backup.RestoreTestingPlan(
      `${name}-plan`,
      {
        // AWS Backup takes letters, digits and underscores alone.
        name: `${site.project}_${site.environment}_restore_tests`,
        scheduleExpression: args.schedule,
        startWindowHours: 4,
        recoveryPointSelection: {
          algorithm: "LATEST_WITHIN_WINDOW",
          includeVaults: [args.vault.arn],
          recoveryPointTypes: ["SNAPSHOT"],
          selectionWindowDays: 7,
        },
        tags: args.tags,
      },
      child,
    );
    const select = (type: "DynamoDB" | "RDS", overrides: Record<string, pulumi.Input<string>> | undefined): void => {
      new aws.backup.RestoreTestingSelection(
        `${name}-${type.toLowerCase()}`,
        {
          name: `${site.project}_${site.environment}_${type.toLowerCase()}`,
          restoreTestingPlanName: plan.name,
          protectedResourceType: type,
          // Conditions stand in place of a list of resources: AWS Backup takes one of the two.
          protectedResourceConditions: {
            stringEquals: [{ key: `aws:ResourceTag/${site.tagKeys.environment}`, value: site.environment }],
            stringNotEquals: [],
          },
          iamRoleArn: args.runsAs.arn,
          validationWindowHours: args.lookHours,
          restoreMetadataOverrides: overrides,
        },
        { ...child, dependsOn: [args.runsAs] },
      );
    };
    select("DynamoDB", undefined);
    if (database !== undefined) {
      select("RDS", {
        // AWS Backup would take the default VPC, which these accounts have not.
        dbSubnetGroupName: database.subnetGroup,
        vpcSecurityGroupIds: pulumi.jsonStringify([database.securityGroupId]),
      });
    }
    this.registerOutputs({});
  }
}
