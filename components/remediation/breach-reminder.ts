import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceRole } from "../access/service-role";
import { deadLetterRole } from "../compute/function-role";
import { arnOf, nameFor } from "../names";
import { atPlace, type Site } from "../site";
import { HELPERS, REMINDER_ROLE } from "./remediation-names";

export interface BreachReminderArgs {
  readonly site: Site;
  readonly functionArn: pulumi.Input<string>;
  readonly role: ServiceRole;
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly dependsOn: readonly pulumi.Resource[];
}

/** Has people reminded once a day of risk assessments that are open, while their clock of 60 days runs and after. */
export class BreachReminder extends pulumi.ComponentResource {
  constructor(name: string, args: BreachReminderArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:remediation:BreachReminder", name, {}, opts);
    const { site } = args;
    new aws.scheduler.Schedule(
      `${name}-schedule`,
      {
        name: nameFor(site, "schedule", REMINDER_ROLE),
        description: "Looks at open risk assessments.",
        scheduleExpression: "cron(0 13 * * ? *)",
        scheduleExpressionTimezone: "UTC",
        flexibleTimeWindow: { mode: "OFF" },
        state: "ENABLED",
        kmsKeyArn: args.kmsKeyArn,
        target: {
          arn: args.functionArn,
          roleArn: args.role.arn,
          input: "{}",
          deadLetterConfig: {
            arn: atPlace(site, (place) => arnOf(place, "sqs", nameFor(place, "queue", deadLetterRole(HELPERS.remind)))),
          },
          retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 185 },
        },
      },
      // Scheduler tries the role when it makes the schedule.
      { parent: this, dependsOn: [args.role, ...args.dependsOn] },
    );
    this.registerOutputs({});
  }
}
