import { from, testRule, unknownString } from "../../testing/rule-tester";
import { kendraIndexCmk } from "./kendra-index";

const finds = "serverSideEncryptionConfiguration.kmsKeyId";

function encrypted(kmsKeyId: unknown): object {
  return { edition: "ENTERPRISE_EDITION", serverSideEncryptionConfiguration: { kmsKeyId } };
}

testRule(kendraIndexCmk, {
  valid: [
    { name: "key by ARN", props: encrypted("arn:aws:kms:us-east-1:111122223333:key/7c1a") },
    { name: "key made here", props: encrypted(from("key")), others: [{ type: "aws:kms/key:Key", name: "key" }] },
  ],
  invalid: [
    { name: "left out", props: { edition: "ENTERPRISE_EDITION" }, finds },
    { name: "empty block", props: encrypted(undefined), finds },
    { name: "AWS's key", props: encrypted("alias/aws/kendra"), finds },
  ],
  notJudged: [
    { name: "another type", type: "aws:kendra/faq:Faq", props: {}, because: "other-type" },
    { name: "not known", props: encrypted(unknownString), because: "unknown", finds },
  ],
});
