import * as pulumi from "@pulumi/pulumi";
import { contract, FAILING } from "../../lambdas/version-rollback/contract";
import type { ServiceRole } from "../access/service-role";
import { arnOf, nameFor } from "../names";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { EventCall } from "./event-call";
import { LambdaFunction } from "./function";
import { functionRole } from "./function-role";

export interface VersionRollbackArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Made before by `versionRollbackRole`. */
  readonly role: ServiceRole;
  /** Key of environment, logs and dead letters; its policy admits EventBridge for the queue's name. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  /** Topic that is told of a rollback. */
  readonly noticeTopicArn: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Last part of the names of rule and queue. */
const RULE_ROLE = "version-rollback";
export const ROLLBACK_DEAD_LETTER_ROLE = "version-rollback-events-dlq";

/** May move the alias of any function of the stack, and tell one topic. */
export function versionRollbackRole(
  name: string,
  args: { readonly site: Site; readonly tags: Tags; readonly noticeTopicRole: string },
  opts: pulumi.ComponentResourceOptions,
): ServiceRole {
  return functionRole(
    name,
    {
      site: args.site,
      tags: args.tags,
      contract,
      inNetwork: false,
      statements: (place) => [
        {
          Sid: "MoveAliases",
          Effect: "Allow",
          Action: ["lambda:GetAlias", "lambda:ListVersionsByFunction", "lambda:UpdateAlias"],
          Resource: arnOf(place, "lambda", `function:${place.project}-${place.environment}-*`),
        },
        {
          Sid: "TellPeople",
          Effect: "Allow",
          Action: "sns:Publish",
          Resource: arnOf(place, "sns", nameFor(place, "topic", args.noticeTopicRole)),
        },
      ],
    },
    opts,
  );
}

/**
 * Rolls a function back by itself: when more than 5 % of its runs fail within an hour of a new version, the alias `live`, which callers
 * name, goes back to the version before. The next update that publishes a version moves it on again; one that publishes none leaves it, and
 * `pulumi refresh` shows where it stands. CodeDeploy is not used: it and the program would each move the same alias.
 */
export class VersionRollback extends pulumi.ComponentResource {
  constructor(name: string, args: VersionRollbackArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:compute:VersionRollback", name, {}, opts);
    const child = { parent: this };
    const { site, tags } = args;
    const prefix = `${site.project}-${site.environment}-`;
    const rollback = new LambdaFunction(
      `${name}-function`,
      {
        site,
        tags,
        contract,
        role: args.role,
        environment: { NAME_PREFIX: prefix, NOTICE_TOPIC: args.noticeTopicArn },
        kmsKeyArn: args.kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        // One after the other: two alarms of a function must not both move its alias.
        reservedConcurrency: 1,
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    const letters = new DeadLetterQueue(
      `${name}-dlq`,
      {
        site,
        tags,
        role: ROLLBACK_DEAD_LETTER_ROLE,
        kmsKeyArn: args.kmsKeyArn,
        ruleNames: [nameFor(site, "rule", RULE_ROLE)],
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    new EventCall(
      `${name}-event`,
      {
        site,
        tags,
        role: RULE_ROLE,
        description: "More than 5 % of a function's runs fail.",
        pattern: {
          source: ["aws.cloudwatch"],
          "detail-type": ["CloudWatch Alarm State Change"],
          detail: { alarmName: [{ wildcard: `${prefix}*${FAILING}` }], state: { value: ["ALARM"] } },
        },
        function: rollback,
        deadLetterArn: letters.arn,
      },
      child,
    );
    this.registerOutputs({});
  }
}
