import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { contract } from "../../lambdas/report-run/contract";
import type { ServiceRole } from "../access/service-role";
import { LambdaFunction } from "../compute/function";
import type { FunctionNetwork } from "../compute/function-network";
import { deadLetterRole } from "../compute/function-role";
import { assertWhole } from "../errors";
import { arnOf, nameFor } from "../names";
import { atPlace, type Site } from "../site";
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
  readonly network: FunctionNetwork;
  readonly logRetentionDays: number;
  /** Hour of the day, UTC, in [1, 23]: the day before is closed then, and events on their way have an hour at the least. */
  readonly hour: number;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Closes each day of the ledger: a function that lists the day's batches and signs the list, and the schedule that starts it. */
export class DailyReport extends pulumi.ComponentResource {
  constructor(name: string, args: DailyReportArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:evidence:DailyReport", name, {}, opts);
    assertWhole("DailyReport", name, "hour", args.hour, 1, 23);
    const { site, tags } = args;
    const child = { parent: this };
    const made = new LambdaFunction(
      `${name}-function`,
      {
        site,
        tags,
        contract,
        role: args.runsAs,
        environment: { LEDGER_BUCKET: args.ledgerBucket, SIGNING_KEY: args.signingKeyArn },
        kmsKeyArn: args.kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        reservedConcurrency: 1,
        network: args.network,
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    new aws.scheduler.Schedule(
      `${name}-schedule`,
      {
        name: nameFor(site, "schedule", SCHEDULE_ROLE),
        description: "Closes the day before on the evidence ledger.",
        scheduleExpression: `cron(0 ${args.hour} * * ? *)`,
        scheduleExpressionTimezone: "UTC",
        flexibleTimeWindow: { mode: "OFF" },
        state: "ENABLED",
        kmsKeyArn: args.kmsKeyArn,
        target: {
          arn: made.liveArn,
          roleArn: args.scheduleRole.arn,
          // Scheduler puts the time in that the run was due, whenever it comes to be.
          input: JSON.stringify({ scheduledAt: "<aws.scheduler.scheduled-time>" }),
          deadLetterConfig: {
            arn: atPlace(site, (place) => arnOf(place, "sqs", nameFor(place, "queue", deadLetterRole(contract)))),
          },
          retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
        },
      },
      // Scheduler tries the role when it makes the schedule.
      { ...child, dependsOn: [args.scheduleRole, made] },
    );
    this.registerOutputs({});
  }
}
