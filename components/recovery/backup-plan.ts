import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceRole } from "../access/service-role";
import { assertWhole } from "../errors";
import { nameFor, partitionOf } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { VAULT_DAYS } from "./backup-days";
import type { BackupVault } from "./backup-vault";

export interface BackupPlanArgs {
  readonly site: Site;
  /** Of the plan, which says whose data it is for. */
  readonly tags: Tags;
  readonly recoveryPointTags: Tags;
  /** Last part of the plan's name. */
  readonly role: string;
  readonly vault: BackupVault;
  /** Days that a backup stays, in [35, 3650]. */
  readonly keepDays: number;
  /** A vault of a second region, and the days that copies stay there, in [35, 3650]. */
  readonly copy?: { readonly vault: BackupVault; readonly keepDays: number };
  /** AWS Backup takes it for its jobs. */
  readonly runsAs: ServiceRole;
}

/** Every night, in UTC, before the databases' own backup and maintenance windows. */
const SCHEDULE = "cron(0 3 ? * * *)";
const START_WINDOW_MINUTES = 60;
const COMPLETION_WINDOW_MINUTES = 480;

/** What AWS Backup backs up here: kinds of resources, by ARN. Buckets keep versions and are replicated, locked: another copy would add nothing. */
const KINDS = ["dynamodb:*:*:table/*", "rds:*:*:db:*"];

/** A nightly backup of every database and table of the stack whose tags ask for one, copied to the second region where there is one. */
export class BackupPlan extends pulumi.ComponentResource {
  readonly planArn: pulumi.Output<string>;

  constructor(name: string, args: BackupPlanArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:recovery:BackupPlan", name, {}, opts);
    const { site, vault, copy, tags } = args;
    for (const [argument, days] of [
      ["keepDays", args.keepDays],
      ["copy.keepDays", copy?.keepDays ?? VAULT_DAYS.least],
    ] as const) {
      assertWhole("BackupPlan", name, argument, days, VAULT_DAYS.least, VAULT_DAYS.most);
    }
    const child = { parent: this };
    const plan = new aws.backup.Plan(
      `${name}-plan`,
      {
        name: nameFor(site, "backup", args.role),
        rules: [
          {
            ruleName: "nightly",
            targetVaultName: vault.vaultName,
            schedule: SCHEDULE,
            startWindow: START_WINDOW_MINUTES,
            completionWindow: COMPLETION_WINDOW_MINUTES,
            // Databases and tables restore to any second by themselves; AWS Backup would take over the databases' own settings for it.
            enableContinuousBackup: false,
            lifecycle: { deleteAfter: args.keepDays },
            recoveryPointTags: { ...args.recoveryPointTags },
            copyActions:
              copy === undefined
                ? []
                : [{ destinationVaultArn: copy.vault.arn, lifecycle: { deleteAfter: copy.keepDays } }],
          },
        ],
        tags,
      },
      { ...child, dependsOn: [...vault.ready, ...(copy?.vault.ready ?? [])] },
    );
    const { environment, backupTier } = site.tagKeys;
    new aws.backup.Selection(
      `${name}-selection`,
      {
        name: nameFor(site, "backup", args.role),
        planId: plan.id,
        iamRoleArn: args.runsAs.arn,
        resources: KINDS.map((kind) => `arn:${partitionOf(site.region)}:${kind}`),
        conditions: [
          {
            stringEquals: [{ key: `aws:ResourceTag/${environment}`, value: site.environment }],
            // It has a tier, and the tier is not `none`.
            stringLikes: [{ key: `aws:ResourceTag/${backupTier}`, value: "*" }],
            stringNotEquals: [{ key: `aws:ResourceTag/${backupTier}`, value: "none" }],
          },
        ],
      },
      // AWS Backup tries the role when it takes the selection.
      { ...child, dependsOn: [args.runsAs] },
    );
    this.planArn = plan.arn;
    this.registerOutputs({ planArn: this.planArn });
  }
}
