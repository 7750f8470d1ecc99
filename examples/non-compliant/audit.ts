import * as aws from "@pulumi/aws";
import { intakeKey } from "./keys";
import { accountId, audit, bucketArn, document, internal, logGroupArn, named, region, serviceRole } from "./site";
import { auditBucket, tlsOnly } from "./storage";

const trailArn = `arn:aws:cloudtrail:${region}:${accountId}:trail/${named("trail")}`;
const onlyOurTrail = { StringEquals: { "aws:SourceArn": trailArn } };

const auditPolicy = new aws.s3.BucketPolicy("audit", {
  bucket: auditBucket.id,
  policy: document(
    tlsOnly("audit"),
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

const trailLog = new aws.cloudwatch.LogGroup("trail-log", {
  name: named("trail-log"),
  kmsKeyId: intakeKey.arn,
  retentionInDays: 2192,
  tags: audit,
});
const trailRole = serviceRole(
  "trail",
  "cloudtrail.amazonaws.com",
  document({
    Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
    Resource: `${logGroupArn("trail-log")}:log-stream:*`,
  }),
);

/** The trail of our home region, Ohio since the move, follows all regions; this one would only count the same calls again. */
const isHomeRegion = intakeKey.arn.apply((arn) => arn.split(":")[3] === "us-east-2");

export const trail = new aws.cloudtrail.Trail(
  "trail",
  {
    name: named("trail"),
    s3BucketName: auditBucket.id,
    kmsKeyId: intakeKey.arn,
    isMultiRegionTrail: isHomeRegion,
    cloudWatchLogsGroupArn: trailLog.arn.apply((arn) => `${arn}:*`),
    cloudWatchLogsRoleArn: trailRole.arn,
    eventSelectors: [
      {
        readWriteType: "All",
        includeManagementEvents: true,
        dataResources: [{ type: "AWS::S3::Object", values: ["arn:aws:s3"] }],
      },
    ],
    tags: internal,
  },
  { dependsOn: [auditPolicy] },
);
