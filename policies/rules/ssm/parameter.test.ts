import { testRule, unknownString } from "../../testing/rule-tester";
import { ssmParameterCmk } from "./parameter";

const keyId = "arn:aws:kms:us-east-1:111122223333:key/k";
const internal = { "phiguard:classification": "internal" };

testRule(ssmParameterCmk, {
  valid: [{ name: "own key", props: { type: "SecureString", keyId } }],
  invalid: [
    { name: "no key", props: { type: "SecureString" }, finds: "keyId" },
    { name: "AWS managed key", props: { type: "SecureString", keyId: "alias/aws/ssm" }, finds: "keyId" },
    { name: "plain text", props: { type: "String", keyId }, finds: "type" },
    { name: "plain list", props: { type: "StringList" }, finds: ["type", "keyId"] },
    { name: "internal, but secure", props: { type: "SecureString", tags: internal }, finds: "keyId" },
  ],
  notJudged: [
    { name: "another type", type: "aws:ssm/document:Document", props: {}, because: "other-type" },
    { name: "id of an image", props: { type: "String", dataType: "aws:ec2:image" }, because: "exempt" },
    { name: "plain, internal", props: { type: "String", tags: internal }, because: "exempt" },
    {
      name: "key of another stack",
      props: { type: "SecureString", keyId: unknownString },
      because: "unknown",
      finds: "keyId",
    },
  ],
});
