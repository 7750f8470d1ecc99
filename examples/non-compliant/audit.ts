import * as aws from "@pulumi/aws";
import { trailTopic, watchTrail } from "./alarms";
import { houseKey } from "./keys";
import { accountId, audit, bucketArn, document, internal, logGroupArn, named, region, serviceRole } from "./site";
import { auditBucket, otherKeysRefused, tlsOnly } from "./storage";

const trailArn = `arn:aws:cloudtrail:${region}:${accountId}:trail/${named("trail")}`;
const onlyOurTrail = { StringEquals: { "aws:SourceArn": trailArn } };

const auditPolicy = new aws.s3.BucketPolicy("audit", {
  bucket: auditBucket.id,
  policy: document(
    tlsOnly("audit"),
    otherKeysRefused("audit"),
    {
      Sid: "TrailLooks",
      Action: "s3:GetBucketAcl",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Resource: bucketArn("audit"),
      Condition: onlyOurTrail,
    },
    {
      Sid: "TrailWrites",
      Action: "s3:PutObject",
      Principal: { Service: "cloudtrail.amazonaws.com" },
      Resource: `${bucketArn("audit")}/AWSLogs/${accountId}/*`,
      Condition: onlyOurTrail,
    },
  ),
});

export const trailLog = new aws.cloudwatch.LogGroup(
  "trail-log",
  { name: named("trail-log"), kmsKeyId: houseKey.arn, retentionInDays: 2192, tags: audit },
  { protect: true },
);
watchTrail(trailLog.name);

const trailRole = serviceRole(
  "trail",
  "cloudtrail.amazonaws.com",
  document({
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `${logGroupArn("trail-log")}:log-stream:*`,
  }),
);

/** The trail of our home region, Ohio since the move, follows all regions; this one would only count the same calls again. */
const isHomeRegion = houseKey.arn.apply((arn) => arn.split(":")[3] === "us-east-2");

export const trail = new aws.cloudtrail.Trail(
  "trail",
  {
    name: named("trail"),
    s3BucketName: auditBucket.id,
    kmsKeyId: houseKey.arn,
    snsTopicName: trailTopic.name,
    isMultiRegionTrail: isHomeRegion,
    cloudWatchLogsGroupArn: trailLog.arn.apply((arn) => `${arn}:*`),
    cloudWatchLogsRoleArn: trailRole.arn,
    advancedEventSelectors: [
      { name: "management", fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] },
      ...[
        "AWS::S3::Object",
        "AWS::DynamoDB::Table",
        "AWS::Kinesis::Stream",
        "AWS::Lambda::Function",
        "AWS::SNS::Topic",
        "AWS::SQS::Queue",
      ].map((type) => ({
        name: type,
        fieldSelectors: [
          { field: "eventCategory", equals: ["Data"] },
          { field: "resources.type", equals: [type] },
        ],
      })),
    ],
    insightSelectors: [{ insightType: "ApiCallRateInsight" }, { insightType: "ApiErrorRateInsight" }],
    tags: internal,
  },
  { dependsOn: [auditPolicy] },
);
