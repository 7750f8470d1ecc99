import { from, testRule, unknownString } from "../../testing/rule-tester";
import { timestreamDatabaseCmk } from "./database";

const databaseName = "readings";

testRule(timestreamDatabaseCmk, {
  valid: [
    { name: "key by ARN", props: { databaseName, kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/7c1a" } },
    { name: "key made here", props: { kmsKeyId: from("key") }, others: [{ type: "aws:kms/key:Key", name: "key" }] },
  ],
  invalid: [
    { name: "left out", props: { databaseName }, finds: "kmsKeyId" },
    { name: "AWS's key", props: { databaseName, kmsKeyId: "alias/aws/timestream" }, finds: "kmsKeyId" },
  ],
  notJudged: [
    { name: "another type", type: "aws:timestreamwrite/table:Table", props: {}, because: "other-type" },
    { name: "not known", props: { databaseName, kmsKeyId: unknownString }, because: "unknown", finds: "kmsKeyId" },
  ],
});
