import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { comprehendCustomModelInVpc, comprehendRecognizerCmk } from "./custom-model";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const CLASSIFIER = "aws:comprehend/documentClassifier:DocumentClassifier";
const key = "arn:aws:kms:us-east-1:111122223333:key/7c1a";

testRule(comprehendRecognizerCmk, {
  valid: [{ name: "both keys", props: { modelKmsKeyId: key, volumeKmsKeyId: key } }],
  invalid: [
    { name: "neither", props: { languageCode: "en" }, finds: ["modelKmsKeyId", "volumeKmsKeyId"] },
    { name: "no volume key", props: { modelKmsKeyId: key }, finds: "volumeKmsKeyId" },
    { name: "no model key", props: { volumeKmsKeyId: key }, finds: "modelKmsKeyId" },
    {
      name: "AWS's keys",
      props: { modelKmsKeyId: "alias/aws/comprehend", volumeKmsKeyId: "alias/aws/ebs" },
      finds: ["modelKmsKeyId", "volumeKmsKeyId"],
    },
  ],
  alike: [CLASSIFIER],
  notJudged: [
    another,
    {
      name: "not known",
      props: { modelKmsKeyId: key, volumeKmsKeyId: unknownString },
      because: "unknown",
      finds: "volumeKmsKeyId",
    },
  ],
});

testRule(comprehendCustomModelInVpc, {
  valid: [
    { name: "in a subnet", props: { vpcConfig: { subnets: ["subnet-1"], securityGroupIds: ["sg-1"] } } },
    {
      name: "in a network made here",
      props: { vpcConfig: from("vpc") },
      others: [{ type: "awsx:ec2:Vpc", name: "vpc" }],
    },
  ],
  invalid: [
    { name: "left out", props: { languageCode: "en" }, finds: "vpcConfig.subnets" },
    {
      name: "no subnet",
      props: { vpcConfig: { subnets: [], securityGroupIds: ["sg-1"] } },
      finds: "vpcConfig.subnets",
    },
  ],
  alike: [CLASSIFIER],
  notJudged: [
    another,
    { name: "not known", props: { vpcConfig: unknownValue }, because: "unknown", finds: "vpcConfig.subnets" },
  ],
});
