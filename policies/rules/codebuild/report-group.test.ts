import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { codebuildReportGroupEncryptedAtRest } from "./report-group";

const encryptionKey = "arn:aws:kms:us-east-1:111122223333:key/k";
const exported = (more: object) => ({
  type: "TEST",
  exportConfig: { type: "S3", s3Destination: { bucket: "reports", ...more } },
});

testRule(codebuildReportGroupEncryptedAtRest, {
  valid: [
    { name: "with a key", props: exported({ encryptionKey }) },
    { name: "with a key, on", props: exported({ encryptionKey, encryptionDisabled: false }) },
    { name: "key not known yet", props: exported({ encryptionKey: unknownString }) },
  ],
  invalid: [
    { name: "no key", props: exported({}), finds: "exportConfig.s3Destination.encryptionKey" },
    {
      name: "off",
      props: exported({ encryptionKey, encryptionDisabled: true }),
      finds: "exportConfig.s3Destination.encryptionDisabled",
    },
    { name: "nothing said", props: { type: "TEST" }, finds: "exportConfig.s3Destination.encryptionKey" },
  ],
  notJudged: [
    { name: "another type", type: "aws:codebuild/fleet:Fleet", props: {}, because: "other-type" },
    { name: "not exported", props: { type: "TEST", exportConfig: { type: "NO_EXPORT" } }, because: "exempt" },
    {
      name: "not known yet",
      props: exported({ encryptionKey, encryptionDisabled: unknownValue }),
      because: "unknown",
      finds: "exportConfig.s3Destination.encryptionDisabled",
    },
  ],
});
