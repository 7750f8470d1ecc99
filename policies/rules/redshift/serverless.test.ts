import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { redshiftServerlessAuditLogs, redshiftServerlessNamespaceCmkEncryption } from "./serverless";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const claims = { namespaceName: "claims" };
const logExports = ["userlog", "connectionlog", "useractivitylog"];

testRule(redshiftServerlessNamespaceCmkEncryption, {
  valid: [
    { name: "a key by id", props: { ...claims, kmsKeyId: "7c1a" } },
    { name: "a key by ARN", props: { ...claims, kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/7c1a" } },
    {
      name: "a key made in the same stack",
      props: { ...claims, kmsKeyId: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out (AWS's own key)", props: claims, finds: "kmsKeyId" },
    { name: "AWS's own key", props: { ...claims, kmsKeyId: "AWS_OWNED_KMS_KEY" }, finds: "kmsKeyId" },
    { name: "AWS's alias", props: { ...claims, kmsKeyId: "alias/aws/redshift" }, finds: "kmsKeyId" },
  ],
  notJudged: [
    another,
    {
      name: "a key of another stack",
      props: { ...claims, kmsKeyId: unknownString },
      because: "unknown",
      finds: "kmsKeyId",
    },
    {
      name: "made from something that is no key",
      props: { ...claims, kmsKeyId: from("role") },
      others: [{ type: "aws:iam/role:Role", name: "role" }],
      because: "unknown",
      finds: "kmsKeyId",
    },
  ],
});

testRule(redshiftServerlessAuditLogs, {
  valid: [{ name: "all three", props: { ...claims, logExports } }],
  invalid: [
    { name: "left out", props: claims, finds: "logExports" },
    { name: "no userlog", props: { ...claims, logExports: ["connectionlog", "useractivitylog"] }, finds: "logExports" },
    { name: "no connectionlog", props: { ...claims, logExports: ["userlog", "useractivitylog"] }, finds: "logExports" },
    { name: "no useractivitylog", props: { ...claims, logExports: ["userlog", "connectionlog"] }, finds: "logExports" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { ...claims, logExports: unknownValue }, because: "unknown", finds: "logExports" },
    {
      name: "one not known yet",
      props: { ...claims, logExports: ["userlog", "connectionlog", unknownString] },
      because: "unknown",
      finds: "logExports[2]",
    },
  ],
});
