import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { assertWhole } from "../errors";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { THRESHOLDS } from "./thresholds";

export interface CostWatchArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** US dollars a month, in [1, 100000000]; no budget where it is left out. */
  readonly budgetUsd?: number;
  /** Per cent above what is expected, in [1, 1000], that makes a cost an anomaly. */
  readonly anomalyPercent: number;
  /** `make`: a monitor of all services, of which AWS allows an account one. `none`: the account has another stack for it. */
  readonly monitor: "make" | "none" | { readonly arn: string };
  /** Topic whose policy and key admit AWS Budgets and Cost Anomaly Detection. */
  readonly topicArn: pulumi.Input<string>;
}

/**
 * Costs of the whole account, as untagged ones count, too: a message at 80 % of the month's budget and when the month is expected to end
 * above it, and one for each anomaly. Budgets and Cost Explorer are services without a region; AWS takes their calls in us-east-1 whatever the
 * region of the provider.
 */
export class CostWatch extends pulumi.ComponentResource {
  constructor(name: string, args: CostWatchArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:observability:CostWatch", name, {}, opts);
    assertWhole("CostWatch", name, "anomalyPercent", args.anomalyPercent, 1, 1000);
    const child = { parent: this };
    const { site, tags, budgetUsd, monitor } = args;
    if (budgetUsd !== undefined) {
      assertWhole("CostWatch", name, "budgetUsd", budgetUsd, 1, 100_000_000);
      const notice = {
        comparisonOperator: "GREATER_THAN",
        thresholdType: "PERCENTAGE",
        subscriberSnsTopicArns: [args.topicArn],
      };
      new aws.budgets.Budget(
        `${name}-budget`,
        {
          name: nameFor(site, "other", "monthly"),
          budgetType: "COST",
          timeUnit: "MONTHLY",
          limitAmount: String(budgetUsd),
          limitUnit: "USD",
          notifications: [
            { ...notice, notificationType: "ACTUAL", threshold: THRESHOLDS.budgetPercent },
            { ...notice, notificationType: "FORECASTED", threshold: 100 },
          ],
          tags,
        },
        child,
      );
    }
    if (monitor !== "none") {
      const monitorArn =
        monitor === "make"
          ? new aws.costexplorer.AnomalyMonitor(
              `${name}-monitor`,
              {
                name: nameFor(site, "costMonitor", "services"),
                monitorType: "DIMENSIONAL",
                monitorDimension: "SERVICE",
                tags,
              },
              child,
            ).arn
          : monitor.arn;
      new aws.costexplorer.AnomalySubscription(
        `${name}-anomalies`,
        {
          name: nameFor(site, "costMonitor", "anomalies"),
          // Only what is told at once may go to a topic.
          frequency: "IMMEDIATE",
          monitorArnLists: [monitorArn],
          subscribers: [{ type: "SNS", address: args.topicArn }],
          thresholdExpression: {
            dimension: {
              key: "ANOMALY_TOTAL_IMPACT_PERCENTAGE",
              matchOptions: ["GREATER_THAN_OR_EQUAL"],
              values: [String(args.anomalyPercent)],
            },
          },
          tags,
        },
        child,
      );
    }
    this.registerOutputs({});
  }
}
