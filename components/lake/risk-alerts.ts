import * as pulumi from "@pulumi/pulumi";
import {
  ALERTS_DUE,
  CALL_COMPLETED,
  DAY_INDEX,
  DUE_INDEX,
  RISK_RAISED,
  RISK_SOURCE,
  SWEEP_MINUTES,
  type Outreach,
} from "../../lambdas/risk-alert/contract";
import { assertWhole } from "../errors";
import { LambdaFunction } from "../compute/function";
import type { FunctionNetwork } from "../compute/function-network";
import { deadLetterRole } from "../compute/function-role";
import { FunctionRule } from "../compute/function-rule";
import { FunctionSchedule } from "../compute/function-schedule";
import { RecordTable, type TableIndex, type TableReplica } from "../database/record-table";
import { arnOf, nameFor } from "../names";
import { Topic } from "../observability/topic";
import { atPlace, type Site } from "../site";
import type { Tags } from "../tags";
import { ESCALATION_TOPIC_ROLE, RISK_SCHEDULE_ROLE, RISK_TABLE_ROLE, RISK_TOPIC_ROLE, roleArn } from "./lake-names";
import { LAKE_FUNCTIONS, type LakeRoles } from "./lake-roles";
import { assertOutreach } from "./outreach";

export interface RiskAlertsArgs {
  readonly site: Site;
  /** Tags of what carries no PHI, and of what does. */
  readonly tags: Tags;
  readonly phiTags: Tags;
  readonly roles: LakeRoles;
  /** Score from which somebody is told, in [1, 100]. */
  readonly threshold: number;
  /** Time zone, quiet hours, hours until an escalation in [1, 168], and hour of the digest in [0, 23]. */
  readonly outreach: Outreach;
  /** Key of table, function and logs. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Key of the topic, whose messages carry no PHI. */
  readonly topicKeyArn: pulumi.Input<string>;
  readonly network: FunctionNetwork;
  readonly logRetentionDays: number;
  readonly concurrency: number;
  readonly replica?: TableReplica;
  readonly deadLetterArn: pulumi.Input<string>;
  readonly alarmTopicArn: pulumi.Input<string>;
}

export const RISK_RULE = "risk-raised";

const indexOf = ({ name, partition, sort }: typeof DUE_INDEX | typeof DAY_INDEX): TableIndex => ({
  name,
  partition: { name: partition },
  sort: { name: sort },
});

/**
 * Tells of patients at high risk by the lake's own number of them, unless somebody has just reached the patient; tells another topic where
 * nobody does, and sums up each day. What is due is looked at every few minutes.
 */
export class RiskAlerts extends pulumi.ComponentResource {
  readonly topicArn: pulumi.Output<string>;
  readonly escalationTopicArn: pulumi.Output<string>;

  constructor(name: string, args: RiskAlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:lake:RiskAlerts", name, {}, opts);
    assertWhole("RiskAlerts", name, "threshold", args.threshold, 1, 100);
    assertOutreach(name, args.outreach);
    const { site, tags, kmsKeyArn, alarmTopicArn } = args;
    const child = { parent: this };
    const topicOf = (role: string, suffix: string): Topic =>
      new Topic(
        `${name}-${suffix}`,
        {
          site,
          tags,
          role,
          kmsKeyArn: args.topicKeyArn,
          publishers: (place, topicArn) => [
            {
              Sid: "RiskAlertPublishes",
              Effect: "Allow",
              Principal: { AWS: roleArn(place, LAKE_FUNCTIONS.alert.name) },
              Action: "sns:Publish",
              Resource: topicArn,
            },
          ],
        },
        { ...child, dependsOn: args.roles.alert },
      );
    const topic = topicOf(RISK_TOPIC_ROLE, "topic");
    const escalations = topicOf(ESCALATION_TOPIC_ROLE, "escalations");
    const table = new RecordTable(
      `${name}-memory`,
      {
        site,
        tags: args.phiTags,
        internalTags: tags,
        role: RISK_TABLE_ROLE,
        kmsKeyArn,
        keys: { partition: { name: "reference" } },
        indexes: [DUE_INDEX, DAY_INDEX].map(indexOf),
        expiresAt: "expires",
        replica: args.replica,
        alarmTopicArn,
      },
      child,
    );
    const namedTopic = (role: string): pulumi.Output<string> =>
      atPlace(site, (place) => arnOf(place, "sns", nameFor(site, "topic", role)));
    const alert = new LambdaFunction(
      `${name}-function`,
      {
        site,
        tags: args.phiTags,
        contract: LAKE_FUNCTIONS.alert,
        role: args.roles.alert,
        environment: {
          ESCALATION_TOPIC_ARN: namedTopic(ESCALATION_TOPIC_ROLE),
          OUTREACH: JSON.stringify(args.outreach),
          RISK_THRESHOLD: String(args.threshold),
          TABLE_NAME: table.tableName,
          TOPIC_ARN: namedTopic(RISK_TOPIC_ROLE),
        },
        kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        reservedConcurrency: args.concurrency,
        network: args.network,
        alarmTopicArn,
      },
      child,
    );
    new FunctionRule(
      `${name}-raised`,
      {
        site,
        tags,
        role: RISK_RULE,
        description: "The risk of a patient was found to be high, or a call to a patient ended.",
        pattern: { source: [RISK_SOURCE], "detail-type": [RISK_RAISED, CALL_COMPLETED] },
        target: alert,
        deadLetterArn: args.deadLetterArn,
      },
      child,
    );
    new FunctionSchedule(
      `${name}-due`,
      {
        site,
        tags,
        role: RISK_SCHEDULE_ROLE,
        description: "Looks at alerts that are due to be sent.",
        everyMinutes: SWEEP_MINUTES,
        function: alert,
        calledAs: args.roles.alertSchedule,
        input: { "detail-type": ALERTS_DUE, source: RISK_SOURCE },
        kmsKeyArn,
        deadLetterArn: atPlace(site, (place) =>
          arnOf(place, "sqs", nameFor(place, "queue", deadLetterRole(LAKE_FUNCTIONS.alert))),
        ),
      },
      child,
    );
    this.topicArn = topic.arn;
    this.escalationTopicArn = escalations.arn;
    this.registerOutputs({ topicArn: this.topicArn, escalationTopicArn: this.escalationTopicArn });
  }
}
