import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../access/service-role";
import { assertWhole } from "../errors";
import type { KeyUse } from "../keys/key-policy";
import { arnOf, nameFor } from "../names";
import { DELIVERY_RETRIES } from "../observability/event-rule";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import type { LambdaFunction } from "./function";
import type { FunctionContract } from "./function-contract";
import { liveArn } from "./state-machine-role";

export interface ScheduleRoleArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the schedule's, its group's and the role's name. */
  readonly role: string;
  readonly contract: FunctionContract;
  /** Last part of the name of the queue that takes what could not be delivered. */
  readonly deadLetterRole: string;
}

const groupArn = (place: Place, role: string): string =>
  arnOf(place, "scheduler", `schedule-group/${nameFor(place, "rule", role)}`);

/** The role with which EventBridge Scheduler calls one function: for one group of schedules, which is what the service names as its source. */
export function scheduleRole(name: string, args: ScheduleRoleArgs, opts: pulumi.ComponentResourceOptions): ServiceRole {
  const { role, contract } = args;
  return new ServiceRole(
    `${name}-calls`,
    {
      site: args.site,
      tags: args.tags,
      role,
      description: `Calls the function ${contract.name} on a schedule.`,
      service: "scheduler.amazonaws.com",
      sourceArn: (place) => groupArn(place, role),
      statements: (place) => [
        {
          Sid: "CallFunction",
          Effect: "Allow",
          Action: "lambda:InvokeFunction",
          Resource: liveArn(place, contract),
        },
        {
          Sid: "KeepDeadLetters",
          Effect: "Allow",
          Action: "sqs:SendMessage",
          Resource: arnOf(place, "sqs", nameFor(place, "queue", args.deadLetterRole)),
        },
      ],
    },
    opts,
  );
}

export interface FunctionScheduleArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** The same as its role was made with. */
  readonly role: string;
  readonly description: string;
  /** Minutes between two calls, in [1, 43200]. */
  readonly everyMinutes: number;
  readonly function: LambdaFunction;
  /** Made before by `scheduleRole`. */
  readonly calledAs: ServiceRole;
  /** What the function gets; Scheduler fills in `<aws.scheduler.execution-id>`, which names one call. */
  readonly input: object;
  readonly deadLetterArn: pulumi.Input<string>;
  /** Encrypts the schedule's input; its policy has `scheduleUses`. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** What the key of a schedule and of its dead letters has to allow its role. */
export const scheduleUses = (role: ServiceRole, sid: string): pulumi.Output<KeyUse> =>
  role.namedArn.apply((roleArn): KeyUse => {
    return {
      kind: "role",
      sid,
      roleArn,
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      services: ["scheduler", "sqs"],
    };
  });

/** Calls a function again and again by EventBridge Scheduler; what can't be delivered within a day is kept. */
export class FunctionSchedule extends pulumi.ComponentResource {
  constructor(name: string, args: FunctionScheduleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:compute:FunctionSchedule", name, {}, opts);
    assertWhole("FunctionSchedule", name, "everyMinutes", args.everyMinutes, 1, 43_200);
    const child = { parent: this };
    const named = nameFor(args.site, "rule", args.role);
    const group = new aws.scheduler.ScheduleGroup(`${name}-group`, { name: named, tags: args.tags }, child);
    new aws.scheduler.Schedule(
      `${name}-schedule`,
      {
        name: named,
        groupName: group.name,
        description: args.description,
        kmsKeyArn: args.kmsKeyArn,
        scheduleExpression: rateOf(args.everyMinutes),
        flexibleTimeWindow: { mode: "OFF" },
        target: {
          arn: args.function.liveArn,
          roleArn: args.calledAs.arn,
          input: JSON.stringify(args.input),
          deadLetterConfig: { arn: args.deadLetterArn },
          retryPolicy: DELIVERY_RETRIES,
        },
      },
      // Scheduler tries the role when it makes the schedule.
      { ...child, dependsOn: args.calledAs },
    );
    this.registerOutputs({});
  }
}

/** In hours where it can be: `rate(1 hour)`, `rate(5 minutes)`. */
function rateOf(minutes: number): string {
  const [count, unit] = minutes % 60 === 0 ? [minutes / 60, "hour"] : [minutes, "minute"];
  return `rate(${count} ${unit}${count === 1 ? "" : "s"})`;
}
