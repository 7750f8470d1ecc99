import type { Statement } from "../access/policy-document";
import { hashStatement } from "../keys/hash-key";
import { arnOf, bucketArn } from "../names";
import type { Place } from "../site";
import { allow, CATALOG_READS, CATALOG_WRITES } from "./lake-access";
import { DATABRICKS_ROLE, databaseName, roleArn, SENDINGS_ROLE } from "./lake-names";
import { personaBoundary } from "./persona-access";

/** The most that the roles of the lake do beside what every role, function and record stream may. */
export function lakeBoundary(place: Place): Statement[] {
  const ours = `${place.project}-${place.environment}-*`;
  const buckets = bucketArn(place.region, `${place.project}-${place.environment}-lake-*`);
  const anyDatabase = databaseName(place, "raw").replace(/raw$/, "*");
  return [
    allow(
      "LakeBuckets",
      ["s3:GetBucket*", "s3:GetLifecycleConfiguration", "s3:ListBucketMultipartUploads", "s3:PutBucketNotification"],
      buckets,
    ),
    allow(
      "LakeObjects",
      [
        "s3:AbortMultipartUpload",
        "s3:DeleteObject",
        "s3:GetObject*",
        "s3:PutObjectTagging",
        "s3:PutObjectVersionTagging",
      ],
      `${buckets}/*`,
    ),
    allow("LakeEvents", "events:PutEvents", arnOf(place, "events", "event-bus/default")),
    allow(
      "LakeScans",
      [
        "events:DeleteRule",
        "events:DescribeRule",
        "events:ListTargetsByRule",
        "events:PutRule",
        "events:PutTargets",
        "events:RemoveTargets",
      ],
      arnOf(place, "events", "rule/DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*"),
    ),
    allow(
      "LakeStreams",
      [
        "kinesis:DescribeStream",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
        "kinesis:PutRecord",
      ],
      arnOf(place, "kinesis", `stream/${ours}`),
    ),
    hashStatement(place, SENDINGS_ROLE),
    allow(
      "LakeAlerts",
      [
        "dynamodb:BatchGetItem",
        "dynamodb:ConditionCheckItem",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:UpdateItem",
        "sns:Publish",
      ],
      [arnOf(place, "dynamodb", `table/${ours}`), arnOf(place, "sns", ours)],
    ),
    allow(
      "LakeCatalog",
      [...CATALOG_READS, ...CATALOG_WRITES],
      [
        arnOf(place, "glue", "catalog"),
        arnOf(place, "glue", `database/${anyDatabase}`),
        arnOf(place, "glue", `table/${anyDatabase}`),
      ],
    ),
    allow(
      "LakeJobs",
      ["glue:BatchStopJobRun", "glue:Get*", "glue:Start*", "glue:StopCrawler", "glue:StopTrigger"],
      ["crawler", "job", "trigger", "workflow"].map((kind) => arnOf(place, "glue", `${kind}/${ours}`)),
    ),
    allow(
      "LakeJobLogs",
      ["logs:AssociateKmsKey", "logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
      arnOf(place, "logs", "log-group:/aws-glue/*"),
    ),
    allow("LakeFigures", "cloudwatch:PutMetricData", "*", { StringEquals: { "cloudwatch:namespace": "Glue" } }),
    allow("LakeNotes", "execute-api:Invoke", arnOf(place, "execute-api", "*/*/POST/notes")),
    allow("LakeDatabricks", "sts:AssumeRole", roleArn(place, DATABRICKS_ROLE)),
    ...personaBoundary(place),
  ];
}
