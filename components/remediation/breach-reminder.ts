import * as pulumi from "@pulumi/pulumi";
import type { ServiceRole } from "../access/service-role";
import { dailySchedule } from "../compute/daily-schedule";
import type { LambdaFunction } from "../compute/function";
import type { Site } from "../site";
import { HELPERS, REMINDER_ROLE } from "./remediation-names";

export interface BreachReminderArgs {
  readonly site: Site;
  readonly function: LambdaFunction;
  readonly role: ServiceRole;
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** Has people reminded once a day of risk assessments that are open, while their clock of 60 days runs and after. */
export class BreachReminder extends pulumi.ComponentResource {
  constructor(name: string, args: BreachReminderArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:remediation:BreachReminder", name, {}, opts);
    dailySchedule(
      name,
      {
        site: args.site,
        role: REMINDER_ROLE,
        description: "Looks at open risk assessments.",
        hour: 13,
        function: args.function,
        contract: HELPERS.remind,
        calledAs: args.role,
        input: {},
        kmsKeyArn: args.kmsKeyArn,
      },
      this,
    );
    this.registerOutputs({});
  }
}
