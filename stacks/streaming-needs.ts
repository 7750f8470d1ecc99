import type { Statement } from "../components/access/policy-document";
import { computeBoundary } from "../components/compute/compute-boundary";
import { arnOf, logGroupArn, nameFor } from "../components/names";
import { ALARMS_ROLE, DATABASE_EVENTS, databaseEventsPublish } from "../components/observability/publishers";
import type { Place } from "../components/site";
import type { Needs } from "./needs";

export const streamingNeeds: Needs = {
  keyUses: (site) => [
    {
      kind: "publish",
      sid: "DatabaseEventsPublish",
      service: DATABASE_EVENTS,
      topicName: nameFor(site, "topic", ALARMS_ROLE),
    },
  ],
  alarmPublishers: (place, topicArn) => [databaseEventsPublish(place, topicArn)],
  // The function that rotates the password asks RDS.
  endpoints: ["rds"],
  boundary: (place) => [...computeBoundary(place), ...streamingBoundary(place)],
};

/** The most that the roles of tasks, of the rotation and of RDS's monitoring do, beside what every role and function may. */
export function streamingBoundary(place: Place): Statement[] {
  const ours = `${place.project}-${place.environment}-*`;
  return [
    {
      Sid: "Streaming",
      Effect: "Allow",
      Action: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:GetDownloadUrlForLayer",
        "kinesis:DescribeStreamConsumer",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
        "kinesis:SubscribeToShard",
        "rds:DescribeDBInstances",
        "rds:ModifyDBInstance",
        "secretsmanager:DescribeSecret",
        "secretsmanager:GetSecretValue",
        "secretsmanager:PutSecretValue",
        "secretsmanager:UpdateSecretVersionStage",
      ],
      Resource: [
        arnOf(place, "ecr", `repository/${ours}`),
        arnOf(place, "kinesis", `stream/${ours}`),
        arnOf(place, "rds", `db:${ours}`),
        arnOf(place, "secretsmanager", `secret:${ours}`),
      ],
    },
    {
      Sid: "StreamingAnywhere",
      Effect: "Allow",
      Action: ["ecr:GetAuthorizationToken", "secretsmanager:GetRandomPassword"],
      Resource: "*",
    },
    {
      Sid: "DatabaseMetrics",
      Effect: "Allow",
      Action: [
        "logs:CreateLogGroup",
        "logs:CreateLogStream",
        "logs:DescribeLogStreams",
        "logs:GetLogEvents",
        "logs:PutLogEvents",
        "logs:PutRetentionPolicy",
      ],
      Resource: logGroupArn(place, "RDSOSMetrics*"),
    },
  ];
}
