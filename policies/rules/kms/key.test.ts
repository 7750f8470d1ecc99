import { testRule, unknownValue } from "../../testing/rule-tester";
import { cmkBackingKeyRotationEnabled } from "./key";

testRule(cmkBackingKeyRotationEnabled, {
  valid: [{ name: "rotates", props: { enableKeyRotation: true } }],
  invalid: [
    { name: "left out", props: {}, finds: "enableKeyRotation" },
    { name: "off", props: { enableKeyRotation: false }, finds: "enableKeyRotation" },
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    { name: "asymmetric", props: { customerMasterKeySpec: "RSA_4096" }, because: "exempt" },
    { name: "not known yet", props: { enableKeyRotation: unknownValue }, because: "unknown", finds: "enableKeyRotation" },
  ],
});
