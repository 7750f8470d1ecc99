import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { atPlace, type Place, type Site } from "../site";
import { machineArn } from "../compute/state-machine-role";
import { IMAGE_BUCKETS, imageBucketName, IMAGE_DEAD_LETTER_ROLE, INTAKE_ROLE } from "./image-names";
import { IMAGE_FUNCTIONS } from "./image-roles";

export interface ImageDashboardArgs {
  readonly site: Site;
}

/** Batches by outcome, functions by error and duration, objects by bucket, undelivered events. Counts and times alone. */
export class ImageDashboard extends pulumi.ComponentResource {
  constructor(name: string, args: ImageDashboardArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:clinical:ImageDashboard", name, {}, opts);
    const { site } = args;
    new aws.cloudwatch.Dashboard(
      `${name}-dashboard`,
      {
        dashboardName: nameFor(site, "other", "imaging"),
        dashboardBody: atPlace(site, (place) => JSON.stringify({ widgets: imageWidgets(place) })),
      },
      { parent: this },
    );
    this.registerOutputs({});
  }
}

type Metric = readonly (string | Readonly<Record<string, string>>)[];

/** Widgets in CloudWatch's own format (CloudWatch API Reference, "Dashboard Body Structure"), two a row. */
export function imageWidgets(place: Place): object[] {
  const functions = Object.values(IMAGE_FUNCTIONS).map((contract) => nameFor(place, "function", contract.name));
  const rows: [string, string, Metric[]][] = [
    [
      "Batches",
      "Sum",
      ["ExecutionsStarted", "ExecutionsSucceeded", "ExecutionsFailed", "ExecutionsTimedOut"].map((metric) => [
        "AWS/States",
        metric,
        "StateMachineArn",
        machineArn(place, INTAKE_ROLE),
      ]),
    ],
    ["Errors of functions", "Sum", functions.map((name) => ["AWS/Lambda", "Errors", "FunctionName", name])],
    ["Duration of functions", "Maximum", functions.map((name) => ["AWS/Lambda", "Duration", "FunctionName", name])],
    [
      "Events not delivered",
      "Maximum",
      [["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", nameFor(place, "queue", IMAGE_DEAD_LETTER_ROLE)]],
    ],
    [
      "Objects",
      "Average",
      IMAGE_BUCKETS.map((bucket) => [
        "AWS/S3",
        "NumberOfObjects",
        "BucketName",
        imageBucketName(place, bucket),
        "StorageType",
        "AllStorageTypes",
      ]),
    ],
  ];
  return rows.map(([title, stat, metrics], index) => ({
    type: "metric",
    x: (index % 2) * 12,
    y: Math.floor(index / 2) * 6,
    width: 12,
    height: 6,
    properties: {
      title,
      stat,
      metrics,
      region: place.region,
      period: title === "Objects" ? 86_400 : 300,
      view: "timeSeries",
    },
  }));
}
