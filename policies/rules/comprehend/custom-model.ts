import type { DocumentClassifierArgs, EntityRecognizerArgs } from "@pulumi/aws/comprehend";
import { all } from "../../answer";
import { customerKey, given } from "../../predicates";
import { on } from "../../rule";

/** What both kinds of custom model call the same. */
const customModel = on<
  Pick<EntityRecognizerArgs & DocumentClassifierArgs, "modelKmsKeyId" | "volumeKmsKeyId" | "vpcConfig">
>("aws:comprehend/entityRecognizer:EntityRecognizer", "aws:comprehend/documentClassifier:DocumentClassifier");

export const comprehendRecognizerCmk = customModel.rule({
  id: "comprehend-recognizer-cmk",
  title: "Custom models of Comprehend, and the volumes they are trained on, are encrypted with customer managed keys",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/comprehend/latest/dg/kms-in-comprehend.html",
  says: "names no customer managed key for the model or for the volumes it is trained on",
  fix: "Set modelKmsKeyId: key.arn and volumeKmsKeyId: key.arn.",
  requires: (p) => all(customerKey(p.modelKmsKeyId), customerKey(p.volumeKmsKeyId)),
});

export const comprehendCustomModelInVpc = customModel.rule({
  id: "comprehend-custom-model-in-vpc",
  title: "Custom models of Comprehend are trained inside a VPC",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/comprehend/latest/dg/usingVPC.html",
  says: "is trained outside the team's VPC",
  fix: "Set vpcConfig: { subnets: [subnet.id], securityGroupIds: [securityGroup.id] }.",
  requires: (p) => given(p.vpcConfig.subnets),
});
