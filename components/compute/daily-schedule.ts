import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ServiceRole } from "../access/service-role";
import { arnOf, nameFor } from "../names";
import { DELIVERY_RETRIES } from "../observability/event-rule";
import { atPlace, type Site } from "../site";
import type { LambdaFunction } from "./function";
import type { FunctionContract } from "./function-contract";
import { deadLetterRole } from "./function-role";

export interface DailyScheduleArgs {
  readonly site: Site;
  /** Last part of the schedule's name. */
  readonly role: string;
  readonly description: string;
  /** Hour of the day, UTC, in [0, 23]. */
  readonly hour: number;
  readonly function: LambdaFunction;
  /** The function's: its own dead-letter queue keeps what can't be delivered within a day. */
  readonly contract: FunctionContract;
  readonly calledAs: ServiceRole;
  /** What the function gets; Scheduler fills in `<aws.scheduler.scheduled-time>`, which is when the call was due. */
  readonly input: object;
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** Calls a function once a day by EventBridge Scheduler. */
export function dailySchedule(name: string, args: DailyScheduleArgs, parent: pulumi.Resource): void {
  const { site, contract } = args;
  new aws.scheduler.Schedule(
    `${name}-schedule`,
    {
      name: nameFor(site, "schedule", args.role),
      description: args.description,
      scheduleExpression: `cron(0 ${args.hour} * * ? *)`,
      scheduleExpressionTimezone: "UTC",
      flexibleTimeWindow: { mode: "OFF" },
      state: "ENABLED",
      kmsKeyArn: args.kmsKeyArn,
      target: {
        arn: args.function.liveArn,
        roleArn: args.calledAs.arn,
        input: JSON.stringify(args.input),
        deadLetterConfig: {
          arn: atPlace(site, (place) => arnOf(place, "sqs", nameFor(place, "queue", deadLetterRole(contract)))),
        },
        retryPolicy: DELIVERY_RETRIES,
      },
    },
    // Scheduler tries the role when it makes the schedule.
    { parent, dependsOn: [args.calledAs, args.function] },
  );
}
