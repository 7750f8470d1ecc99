import { from, testRule, unknownString } from "../../testing/rule-tester";
import { cloudtrailEventDataStoreCmk } from "./event-data-store";

testRule(cloudtrailEventDataStoreCmk, {
  valid: [
    { name: "by ARN", props: { name: "audit", kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/7c1a" } },
    {
      name: "made in the same preview",
      props: { kmsKeyId: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: { name: "audit" }, finds: "kmsKeyId" },
    { name: "AWS's alias", props: { kmsKeyId: "alias/aws/cloudtrail" }, finds: "kmsKeyId" },
  ],
  notJudged: [
    { name: "another type", type: "aws:cloudtrail/trail:Trail", props: {}, because: "other-type" },
    { name: "not known", props: { kmsKeyId: unknownString }, because: "unknown", finds: "kmsKeyId" },
  ],
});
