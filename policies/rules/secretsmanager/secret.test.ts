import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { secretsmanagerRotationEnabledCheck, secretsmanagerSecretDescription, secretsmanagerUsingCmk } from "./secret";

const another = {
  name: "another type",
  type: "aws:ssm/parameter:Parameter",
  props: {},
  because: "other-type",
} as const;
const ROTATION = "aws:secretsmanager/secretRotation:SecretRotation";
const rotationRules = { automaticallyAfterDays: 30 };
const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/k";

testRule(secretsmanagerRotationEnabledCheck, {
  valid: [
    {
      name: "rotates",
      props: { name: "claims/database" },
      others: [{ type: ROTATION, name: "r", props: { secretId: "claims/database", rotationRules } }],
    },
    {
      name: "rotates, by reference",
      props: {},
      others: [
        { type: ROTATION, name: "r", props: { secretId: from("subject"), rotationRules, rotationEnabled: true } },
      ],
    },
  ],
  invalid: [
    { name: "no rotation", props: { name: "claims/database" }, finds: "SecretRotation" },
    {
      name: "rotation of another secret",
      props: {},
      others: [
        { type: "aws:secretsmanager/secret:Secret", name: "other" },
        { type: ROTATION, name: "r", props: { secretId: from("other"), rotationRules } },
      ],
      finds: "SecretRotation",
    },
    {
      name: "switched off",
      props: {},
      others: [{ type: ROTATION, name: "r", props: { secretId: from("subject"), rotationEnabled: false } }],
      finds: ["SecretRotation.rotationEnabled", "SecretRotation.rotationRules"],
    },
    {
      name: "no rules",
      props: {},
      others: [{ type: ROTATION, name: "r", props: { secretId: from("subject") } }],
      finds: "SecretRotation.rotationRules",
    },
    { name: "name not known yet", props: { name: unknownString }, finds: "SecretRotation" },
    { name: "an exclamation mark further on", props: { name: "claims/x!y" }, finds: "SecretRotation" },
  ],
  notJudged: [
    another,
    { name: "owned by RDS", props: { name: "rds!cluster-0a1b2c3d" }, because: "exempt" },
    {
      name: "rotation of a secret that nobody can tell",
      props: {},
      others: [{ type: ROTATION, name: "r", props: { secretId: unknownString, rotationRules } }],
      because: "unknown",
      finds: "SecretRotation.secretId",
    },
  ],
});

testRule(secretsmanagerUsingCmk, {
  valid: [
    { name: "key by ARN", props: { kmsKeyId } },
    { name: "replicas with keys", props: { kmsKeyId, replicas: [{ region: "us-west-2", kmsKeyId: "alias/claims" }] } },
  ],
  invalid: [
    { name: "left out", props: {}, finds: "kmsKeyId" },
    { name: "AWS managed key", props: { kmsKeyId: "alias/aws/secretsmanager" }, finds: "kmsKeyId" },
    { name: "AWS managed key without alias", props: { kmsKeyId: "aws/secretsmanager" }, finds: "kmsKeyId" },
    {
      name: "a replica without a key",
      props: { kmsKeyId, replicas: [{ region: "us-west-2" }] },
      finds: "replicas[0].kmsKeyId",
    },
  ],
  notJudged: [
    another,
    { name: "from another stack", props: { kmsKeyId: unknownString }, because: "unknown", finds: "kmsKeyId" },
  ],
});

testRule(secretsmanagerSecretDescription, {
  valid: [
    { name: "described", props: { description: "Password of the claims database" } },
    { name: "six characters on two lines", props: { description: "Key\nof" } },
  ],
  invalid: [
    { name: "left out", props: {}, finds: "description" },
    { name: "blank", props: { description: "         " }, finds: "description" },
    { name: "too short to say anything", props: { description: "  key 1  " }, finds: "description" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { description: unknownValue }, because: "unknown", finds: "description" },
  ],
});
