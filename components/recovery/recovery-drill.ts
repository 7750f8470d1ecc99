import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { NO_REPLICA } from "../../lambdas/database-promote/contract";
import { NONE } from "../../lambdas/fhir-replay/contract";
import { NONE as NO_IMAGES } from "../../lambdas/image-replay/contract";
import type { Mode } from "../../lambdas/recovery/contract";
import type { RestorePlace } from "../../lambdas/recovery-restore/contract";
import { stepsAt } from "../compute/flow-step";
import { functionSet } from "../compute/function-set";
import { StateMachine } from "../compute/state-machine";
import { assertWhole } from "../errors";
import { arnOf } from "../names";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import { DELIVERY_RETRIES } from "../observability/event-rule";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { drillPrefix } from "./drill-access";
import { drillFlow } from "./drill-flow";
import {
  DRILL_FUNCTIONS,
  DRILL_QUEUE_ROLE,
  DRILL_ROLE,
  evidenceRule,
  scheduleGroup,
  type DrillRoles,
} from "./drill-roles";

export interface RecoveryDrillArgs {
  /** The region in which it runs: the second one, where there is one. */
  readonly site: Site;
  readonly homeRegion: string;
  readonly tags: Tags;
  readonly roles: DrillRoles;
  readonly restoreRoleArn: pulumi.Input<string>;
  readonly vaultName: pulumi.Input<string>;
  /** When: a cron of AWS, in UTC. */
  readonly schedule: string;
  readonly mode: Exclude<Mode, "failover">;
  /** Minutes that each of promotion, restores and the two replays may take, in [10, 480]. */
  readonly stepTimeoutMinutes: number;
  /** The replica to promote, and the days that it keeps backups then. */
  readonly replica?: { readonly identifier: pulumi.Input<string>; readonly backupDays: number };
  /** Where restored databases stand. */
  readonly place: { readonly [K in keyof RestorePlace]: pulumi.Input<NonNullable<RestorePlace[K]>> | undefined };
  /** The replicated exports of the FHIR data store, the key they are under, and a data store to replay them into. */
  readonly journal?: {
    readonly bucket: pulumi.Input<string>;
    readonly kmsKeyArn: pulumi.Input<string>;
    readonly datastoreId?: string | undefined;
  };
  /** The replicated images: checked batches, and results of import jobs. */
  readonly images?: { readonly inputBucket: pulumi.Input<string>; readonly outputBucket: pulumi.Input<string> };
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * The drill: six functions and the machine that calls them, on a schedule, with its evidence on the home region's bus. It runs where
 * it would be needed, in the second region. Started by hand with `{"mode": "failover"}` it promotes the replica.
 *
 * | Store | Copied by | Recovery point, at most | Recovery time, at most | Measured by |
 * | --- | --- | --- | --- | --- |
 * | Buckets | S3 replication with time control | 15 min | 1 h: the replica is there | ReplicationLatency |
 * | Database | read replica in the second region | 15 min | 1 h: promotion | ReplicaLag; promotion in a failover |
 * | Tables | global tables | 15 min | 1 h: the replica is there | newest restorable second |
 * | Stream | not copied: read into the database | 15 min, by its readers | not measured: an update makes it in the second region | age of the oldest unread record |
 * | Databases and tables, from backups | AWS Backup, nightly, copied | 36 h | 1 h | restore tests, or the drill's own restore |
 * | HealthLake | not copied: inputs and exports are journalled to replicated buckets | 15 min for inputs | measured, not stated | replay of the newest export |
 * | HealthImaging | not copied: inputs are journalled to replicated buckets | 15 min for inputs | measured, not stated | ReplicationLatency of its buckets; replay of the checked batches |
 */
export class RecoveryDrill extends pulumi.ComponentResource {
  readonly machineArn: pulumi.Output<string>;

  constructor(name: string, args: RecoveryDrillArgs, opts: pulumi.ComponentResourceOptions) {
    super("phiguard:recovery:RecoveryDrill", name, {}, opts);
    assertWhole("RecoveryDrill", name, "stepTimeoutMinutes", args.stepTimeoutMinutes, 10, 480);
    const child = { parent: this };
    const { site, tags, roles, kmsKeyArn, logRetentionDays, alarmTopicArn, journal, images, replica } = args;
    const make = functionSet(
      name,
      { site, tags, kmsKeyArn, logRetentionDays, reservedConcurrency: 1, alarmTopicArn },
      this,
    );
    const { measure, promote, restore, replay, replayImages, report } = DRILL_FUNCTIONS;
    const functions = [
      make({
        contract: measure,
        role: roles.functions.measure,
        environment: {
          HOME_REGION: args.homeRegion,
          NAME_PREFIX: `${site.project}-${site.environment}-`,
          VAULT_NAME: args.vaultName,
        },
      }),
      make({
        contract: promote,
        role: roles.functions.promote,
        environment: {
          BACKUP_DAYS: String(replica?.backupDays ?? 1),
          REPLICA_IDENTIFIER: replica?.identifier ?? NO_REPLICA,
        },
      }),
      make({
        contract: restore,
        role: roles.functions.restore,
        environment: {
          DRILL_PREFIX: drillPrefix(site),
          HOME_REGION: args.homeRegion,
          RESTORE_PLACE: pulumi.jsonStringify(args.place),
          RESTORE_ROLE_ARN: args.restoreRoleArn,
          VAULT_NAME: args.vaultName,
        },
      }),
      make({
        contract: replay,
        role: roles.functions.replay,
        environment: {
          DATASTORE_ID: journal?.datastoreId ?? NONE,
          DATA_ACCESS_ROLE_ARN: roles.replayData.arn,
          JOURNAL_BUCKET: journal?.bucket ?? NONE,
          KMS_KEY_ARN: journal?.kmsKeyArn ?? kmsKeyArn,
        },
      }),
      make({
        contract: replayImages,
        role: roles.functions.replayImages,
        environment: {
          INPUT_BUCKET: images?.inputBucket ?? NO_IMAGES,
          OUTPUT_BUCKET: images?.outputBucket ?? NO_IMAGES,
          TENANTS: pulumi.jsonStringify(roles.replayTargets),
        },
      }),
      make({ contract: report, role: roles.functions.report, environment: {} }),
    ];
    const machine = new StateMachine(
      `${name}-machine`,
      {
        site,
        tags,
        role: DRILL_ROLE,
        runsAs: roles.machine,
        definition: (place) => {
          const step = stepsAt(place);
          return drillFlow({
            measure: step(measure),
            promote: step(promote),
            restore: step(restore),
            replay: step(replay),
            replayImages: step(replayImages),
            report: step(report),
            stepTimeoutSeconds: args.stepTimeoutMinutes * 60,
          });
        },
        kmsKeyArn,
        logRetentionDays,
        alarmTopicArn,
        after: functions,
      },
      child,
    );
    const queue = new DeadLetterQueue(
      `${name}-dlq`,
      {
        site,
        tags,
        role: DRILL_QUEUE_ROLE,
        kmsKeyArn,
        ruleNames: roles.evidence === undefined ? [] : [evidenceRule(site)],
        alarmTopicArn,
      },
      child,
    );
    const group = new aws.scheduler.ScheduleGroup(`${name}-group`, { name: scheduleGroup(site), tags }, child);
    new aws.scheduler.Schedule(
      `${name}-schedule`,
      {
        name: scheduleGroup(site),
        groupName: group.name,
        kmsKeyArn,
        description: "The drill of the recovery.",
        scheduleExpression: args.schedule,
        scheduleExpressionTimezone: "UTC",
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: machine.namedArn,
          roleArn: roles.schedule.arn,
          input: JSON.stringify({ mode: args.mode }),
          deadLetterConfig: { arn: queue.arn },
          retryPolicy: DELIVERY_RETRIES,
        },
      },
      // Scheduler tries the role when it makes the schedule.
      { ...child, dependsOn: roles.schedule },
    );
    if (roles.evidence !== undefined) {
      const rule = new aws.cloudwatch.EventRule(
        `${name}-evidence`,
        {
          name: evidenceRule(site),
          description: "Evidence of drills, for the home region.",
          eventPattern: JSON.stringify({ source: ["phiguard.recovery"] }),
          tags,
        },
        child,
      );
      new aws.cloudwatch.EventTarget(
        `${name}-evidence-target`,
        {
          rule: rule.name,
          targetId: "home",
          arn: site.accountId.apply((accountId) =>
            arnOf({ region: args.homeRegion, accountId }, "events", "event-bus/default"),
          ),
          roleArn: roles.evidence.arn,
          deadLetterConfig: { arn: queue.arn },
        },
        child,
      );
    }
    this.machineArn = machine.namedArn;
    this.registerOutputs({ machineArn: this.machineArn });
  }
}
