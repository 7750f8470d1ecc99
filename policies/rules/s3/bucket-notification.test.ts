import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { s3EventNotificationsEnabled } from "./bucket-notification";

const NATIVE = "aws-native:s3:Bucket";

function tells(props: object, bucket: unknown = from("subject")): OtherResource[] {
  return [{ type: "aws:s3/bucketNotification:BucketNotification", name: "notification", props: { bucket, ...props } }];
}

testRule(s3EventNotificationsEnabled, {
  valid: [
    { name: "to EventBridge", props: { bucket: "claims" }, others: tells({ eventbridge: true }) },
    { name: "to a function, by name", props: { bucket: "claims" }, others: tells({ lambdaFunctions: [{}] }, "claims") },
    { name: "to a queue", props: {}, others: tells({ queues: [{ queueArn: unknownString }] }) },
    { name: "to a topic", props: {}, others: tells({ topics: unknownValue }) },
    {
      name: "aws-native, to EventBridge",
      type: NATIVE,
      props: { notificationConfiguration: { eventBridgeConfiguration: { eventBridgeEnabled: true } } },
    },
    {
      name: "aws-native, to a function",
      type: NATIVE,
      props: { notificationConfiguration: { lambdaConfigurations: [{}] } },
    },
    {
      name: "aws-native, to a queue",
      type: NATIVE,
      props: { notificationConfiguration: { queueConfigurations: [{}] } },
    },
    {
      name: "aws-native, to a topic",
      type: NATIVE,
      props: { notificationConfiguration: { topicConfigurations: [{}] } },
    },
  ],
  invalid: [
    { name: "left out", props: { bucket: "claims" }, finds: "BucketNotification" },
    {
      name: "to nobody",
      props: { bucket: "claims" },
      others: tells({ eventbridge: false, queues: [] }),
      finds: "BucketNotification",
    },
    {
      name: "aws-native, to nobody",
      type: NATIVE,
      props: { notificationConfiguration: { eventBridgeConfiguration: { eventBridgeEnabled: false } } },
      finds: "notificationConfiguration",
    },
    {
      name: "of another bucket",
      props: {},
      others: [{ type: "aws:s3/bucket:Bucket", name: "other" }, ...tells({ eventbridge: true }, from("other"))],
      finds: "BucketNotification",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:sqs/queue:Queue", props: {}, because: "other-type" },
    { name: "public", props: { tags: { DataClassification: "public" } }, because: "exempt" },
    { name: "access logs", props: { tags: { "phiguard:purpose": "access-log" } }, because: "exempt" },
    {
      name: "EventBridge not known yet",
      props: {},
      others: tells({ eventbridge: unknownValue }),
      because: "unknown",
      finds: "BucketNotification.eventbridge",
    },
    {
      name: "a notification whose bucket nobody knows",
      props: {},
      others: tells({ eventbridge: true }, unknownString),
      because: "unknown",
      finds: "BucketNotification.bucket",
    },
  ],
  alike: ["aws:s3/bucketV2:BucketV2"],
});
