import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument } from "../access/policy-document";
import { arnOf, logGroupArn, nameFor } from "../names";
import { DeadLetterQueue } from "../observability/dead-letter-queue";
import { eventRule, ruleTarget } from "../observability/event-rule";
import { LogGroup } from "../observability/log-group";
import { topicFor } from "../observability/severity";
import { watch } from "../observability/watch";
import type { Site } from "../site";
import type { Tags } from "../tags";

export interface JobEventsArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Tags of what carries no PHI: rules, the dead-letter queue. */
  readonly internalTags: Tags;
  /** Key of the log group, which may come to hold object names of PHI. */
  readonly phiKeyArn: pulumi.Input<string>;
  /** Key of the dead-letter queue; its policy admits EventBridge for the queue's name. */
  readonly platformKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  /** Topic that hears of failures; its policy and key admit EventBridge. */
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Last part of the names of the queue and the rules; the platform key's policy names the queue. */
export const JOB_DEAD_LETTER_ROLE = "healthlake-jobs-dlq";
const RECORD_ROLE = "healthlake-jobs";
const FAILURE_ROLE = "healthlake-failures";

/** HealthLake's event types for what went wrong (EventBridge Events Reference, "AWS HealthLake events"). */
const FAILURE_TYPES = [
  "Import Job Failed",
  "Import Job Completed With Errors",
  "Export Job Failed",
  "Export Job Completed With Errors",
  "Data Store Creation Failed",
];

/** Keeps every event of the data stores and their jobs, and tells people of those that failed. Nothing is lost on the way. */
export class JobEvents extends pulumi.ComponentResource {
  readonly logGroupName: pulumi.Output<string>;

  constructor(name: string, args: JobEventsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:clinical:JobEvents", name, {}, opts);
    const child = { parent: this };
    const { site, internalTags } = args;
    const ruleNames = [RECORD_ROLE, FAILURE_ROLE].map((role) => nameFor(site, "rule", role));
    const deadLetters = new DeadLetterQueue(
      `${name}-dlq`,
      {
        site,
        tags: internalTags,
        role: JOB_DEAD_LETTER_ROLE,
        kmsKeyArn: args.platformKeyArn,
        ruleNames,
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    const group = new LogGroup(
      `${name}-log`,
      {
        site,
        tags: args.tags,
        role: RECORD_ROLE,
        // EventBridge writes to log groups under this prefix alone.
        namePrefix: "/aws/events",
        kmsKeyArn: args.phiKeyArn,
        retentionDays: args.logRetentionDays,
        masksIdentifiers: true,
      },
      child,
    );
    const admission = new aws.cloudwatch.LogResourcePolicy(
      `${name}-log-policy`,
      {
        policyName: nameFor(site, "other", RECORD_ROLE),
        policyDocument: pulumi.all([site.accountId, group.groupName]).apply(([accountId, groupName]) => {
          const place = { ...site, accountId };
          return policyDocument([
            {
              Sid: "RulesWrite",
              Effect: "Allow",
              Principal: { Service: ["events.amazonaws.com", "delivery.logs.amazonaws.com"] },
              Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
              Resource: `${logGroupArn(place, groupName)}:*`,
              Condition: {
                ArnLike: { "aws:SourceArn": arnOf(place, "events", `rule/${nameFor(site, "rule", RECORD_ROLE)}`) },
              },
            },
          ]);
        }),
      },
      child,
    );
    const route = (
      role: string,
      description: string,
      pattern: object,
      arn: pulumi.Input<string>,
      dependsOn: pulumi.Resource[],
    ): void => {
      watch(site, internalTags, { kind: "rule", role });
      const rule = eventRule(`${name}-${role}`, { site, tags: internalTags, role, description, pattern }, child);
      ruleTarget(
        `${name}-${role}-target`,
        { rule, role, arn, deadLetterArn: deadLetters.arn },
        { ...child, dependsOn },
      );
    };
    const source = ["aws.healthlake"];
    route(RECORD_ROLE, "Every event of HealthLake data stores and jobs.", { source }, group.arn, [admission]);
    route(
      FAILURE_ROLE,
      "HealthLake jobs and data stores that failed.",
      { source, "detail-type": FAILURE_TYPES },
      topicFor(site, "P3", args.alarmTopicArn),
      [],
    );
    this.logGroupName = group.groupName;
    this.registerOutputs({ logGroupName: this.logGroupName });
  }
}
