import * as pulumi from "@pulumi/pulumi";
import { contract } from "../../lambdas/report-run/contract";
import type { ServiceRole } from "../access/service-role";
import { dailySchedule } from "../compute/daily-schedule";
import { LambdaFunction } from "../compute/function";
import type { FunctionNetwork } from "../compute/function-network";
import { assertWhole } from "../errors";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { SCHEDULE_ROLE } from "./ledger-names";

export interface DailyReportArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** The role of the function, and the one that starts it. */
  readonly runsAs: ServiceRole;
  readonly scheduleRole: ServiceRole;
  readonly ledgerBucket: pulumi.Input<string>;
  /** The ledger's key. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** The key that signs. */
  readonly signingKeyArn: pulumi.Input<string>;
  /** Days that a head is locked, in [2192, 36500]: whatever the bucket's own default comes to be. */
  readonly retentionDays: number;
  readonly network: FunctionNetwork;
  readonly logRetentionDays: number;
  /** Hour of the day, UTC, in [1, 23]: what came in is sealed then. */
  readonly hour: number;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/**
 * Seals the ledger once a day, and keeps the day's reports in it, locked: a function that adds what came in to its tree, signs the new head and
 * writes HTML, JSON, CSV, OSCAL and OCSF of each framework, and the schedule that starts it.
 */
export class DailyReport extends pulumi.ComponentResource {
  constructor(name: string, args: DailyReportArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:evidence:DailyReport", name, {}, opts);
    assertWhole("DailyReport", name, "hour", args.hour, 1, 23);
    assertWhole("DailyReport", name, "retentionDays", args.retentionDays, 2192, 36_500);
    const { site, tags } = args;
    const child = { parent: this };
    const made = new LambdaFunction(
      `${name}-function`,
      {
        site,
        tags,
        contract,
        role: args.runsAs,
        environment: {
          LEDGER_BUCKET: args.ledgerBucket,
          RETENTION_DAYS: String(args.retentionDays),
          SIGNING_KEY: args.signingKeyArn,
        },
        kmsKeyArn: args.kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        reservedConcurrency: 1,
        network: args.network,
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    dailySchedule(
      name,
      {
        site,
        role: SCHEDULE_ROLE,
        description: "Seals what came into the evidence ledger, and keeps the day's reports.",
        hour: args.hour,
        function: made,
        contract,
        calledAs: args.scheduleRole,
        // The time that the run was due, whenever it comes to be.
        input: { scheduledAt: "<aws.scheduler.scheduled-time>" },
        kmsKeyArn: args.kmsKeyArn,
      },
      this,
    );
    this.registerOutputs({});
  }
}
