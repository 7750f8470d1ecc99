import * as pulumi from "@pulumi/pulumi";
import { CALL_COMPLETED, RISK_RAISED, RISK_SOURCE } from "../../lambdas/risk-alert/contract";
import { assertWhole } from "../errors";
import { LambdaFunction } from "../compute/function";
import type { FunctionNetwork } from "../compute/function-network";
import { FunctionRule } from "../compute/function-rule";
import { RecordTable, type TableReplica } from "../database/record-table";
import { arnOf, nameFor } from "../names";
import { Topic } from "../observability/topic";
import { atPlace, type Site } from "../site";
import type { Tags } from "../tags";
import { RISK_TABLE_ROLE, RISK_TOPIC_ROLE, roleArn } from "./lake-names";
import { LAKE_FUNCTIONS, type LakeRoles } from "./lake-roles";

export interface RiskAlertsArgs {
  readonly site: Site;
  /** Tags of what carries no PHI, and of what does. */
  readonly tags: Tags;
  readonly phiTags: Tags;
  readonly roles: LakeRoles;
  /** Score from which somebody is told, in [1, 100]. */
  readonly threshold: number;
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

/** Tells of patients at high risk by the lake's own number of them, unless somebody has just reached the patient. */
export class RiskAlerts extends pulumi.ComponentResource {
  readonly topicArn: pulumi.Output<string>;

  constructor(name: string, args: RiskAlertsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:lake:RiskAlerts", name, {}, opts);
    assertWhole("RiskAlerts", name, "threshold", args.threshold, 1, 100);
    const { site, tags, kmsKeyArn, alarmTopicArn } = args;
    const child = { parent: this };
    const topic = new Topic(
      `${name}-topic`,
      {
        site,
        tags,
        role: RISK_TOPIC_ROLE,
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
    const table = new RecordTable(
      `${name}-memory`,
      {
        site,
        tags: args.phiTags,
        internalTags: tags,
        role: RISK_TABLE_ROLE,
        kmsKeyArn,
        keys: { partition: { name: "reference" } },
        expiresAt: "expires",
        replica: args.replica,
        alarmTopicArn,
      },
      child,
    );
    const alert = new LambdaFunction(
      `${name}-function`,
      {
        site,
        tags: args.phiTags,
        contract: LAKE_FUNCTIONS.alert,
        role: args.roles.alert,
        environment: {
          RISK_THRESHOLD: String(args.threshold),
          TABLE_NAME: table.tableName,
          TOPIC_ARN: atPlace(site, (place) => arnOf(place, "sns", nameFor(site, "topic", RISK_TOPIC_ROLE))),
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
    this.topicArn = topic.arn;
    this.registerOutputs({ topicArn: this.topicArn });
  }
}
