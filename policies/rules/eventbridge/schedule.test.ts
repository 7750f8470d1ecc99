import { from, testRule, unknownString } from "../../testing/rule-tester";
import { schedulerScheduleCmk } from "./schedule";

const schedule = { name: "nightly-claims", scheduleExpression: "rate(1 day)" };

testRule(schedulerScheduleCmk, {
  valid: [
    { name: "by ARN", props: { ...schedule, kmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/7c1a" } },
    {
      name: "made in the same preview",
      props: { ...schedule, kmsKeyArn: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: schedule, finds: "kmsKeyArn" },
    { name: "empty", props: { ...schedule, kmsKeyArn: "" }, finds: "kmsKeyArn" },
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    { name: "of another stack", props: { kmsKeyArn: unknownString }, because: "unknown", finds: "kmsKeyArn" },
  ],
});
