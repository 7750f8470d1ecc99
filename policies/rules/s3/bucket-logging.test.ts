import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { s3BucketLoggingEnabled } from "./bucket-logging";

const logs: OtherResource = { type: "aws:s3/bucket:Bucket", name: "logs" };

function logging(bucket: unknown, targetBucket: unknown, type = "bucketLogging:BucketLogging"): OtherResource {
  return { type: `aws:s3/${type}`, name: "logging", props: { bucket, targetBucket, targetPrefix: "s3/" } };
}

testRule(s3BucketLoggingEnabled, {
  valid: [
    { name: "beside it", props: {}, others: [logs, logging(from("subject"), from("logs"))] },
    {
      name: "beside it, older tokens",
      type: "aws:s3/bucketV2:BucketV2",
      props: {},
      others: [logs, logging(from("subject"), from("logs"), "bucketLoggingV2:BucketLoggingV2")],
    },
    {
      name: "to a bucket of the log archive",
      props: {},
      others: [{ type: "pulumi:pulumi:StackReference", name: "archive" }, logging(from("subject"), from("archive"))],
    },
    { name: "by value", props: { bucket: "notes" }, others: [logging("notes", "central-logs")] },
    { name: "inline", props: { logging: { targetBucket: "central-logs" } } },
    {
      name: "inline, older token",
      type: "aws:s3/bucketV2:BucketV2",
      props: { loggings: [{ targetBucket: from("logs") }] },
      others: [logs],
    },
    {
      name: "aws-native",
      type: "aws-native:s3:Bucket",
      props: { loggingConfiguration: { destinationBucketName: "central-logs" } },
    },
  ],
  invalid: [
    { name: "left out", props: {}, finds: "BucketLogging" },
    {
      name: "of another bucket",
      props: {},
      others: [logs, { type: "aws:s3/bucket:Bucket", name: "other" }, logging(from("other"), from("logs"))],
      finds: "BucketLogging",
    },
    {
      name: "to itself",
      props: {},
      others: [logging(from("subject"), from("subject"))],
      finds: "BucketLogging.targetBucket",
    },
    {
      name: "to itself, inline by name",
      props: { bucket: "notes", logging: { targetBucket: "notes" } },
      finds: "logging.targetBucket",
    },
    { name: "an empty target", props: { logging: { targetPrefix: "a/" } }, finds: "logging.targetBucket" },
  ],
  notJudged: [
    { name: "another type", type: "aws:sqs/queue:Queue", props: {}, because: "other-type" },
    {
      name: "the target of another bucket",
      props: {},
      others: [{ type: "aws:s3/bucket:Bucket", name: "notes" }, logging(from("notes"), from("subject"))],
      because: "exempt",
    },
    {
      name: "a logging whose bucket nobody knows",
      props: {},
      others: [logs, logging(unknownString, from("logs"))],
      because: "unknown",
      finds: "BucketLogging.bucket",
    },
  ],
});
