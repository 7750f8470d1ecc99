import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  sagemakerDataQualityJobEncryptInTransit,
  sagemakerDataQualityJobKms,
  sagemakerFlowDefinitionKms,
} from "./review-and-monitoring";

const another = {
  name: "another type",
  type: "aws:sagemaker/endpoint:Endpoint",
  props: {},
  because: "other-type",
} as const;
const key = "arn:aws:kms:us-east-1:111122223333:key/7c1a";

function job(kmsKeyId: unknown, volumeKmsKeyId: unknown, instanceType = "ml.m5.large"): object {
  return {
    dataQualityJobOutputConfig: { kmsKeyId, monitoringOutputs: { s3Output: { s3Uri: "s3://claims-quality" } } },
    jobResources: { clusterConfig: { instanceCount: 1, instanceType, volumeSizeInGb: 20, volumeKmsKeyId } },
  };
}

const volume = "jobResources.clusterConfig.volumeKmsKeyId";
const report = "dataQualityJobOutputConfig.kmsKeyId";

testRule(sagemakerDataQualityJobKms, {
  valid: [
    { name: "both keys", props: job(key, key) },
    { name: "instances with local disks", props: job(key, undefined, "ml.m5d.large") },
  ],
  invalid: [
    { name: "neither", props: job(undefined, undefined), finds: [report, volume] },
    { name: "no volume key", props: job(key, undefined), finds: volume },
    { name: "no key for the reports", props: job(undefined, key), finds: report },
    { name: "no key for the reports, local disks", props: job(undefined, undefined, "ml.m5d.large"), finds: report },
    { name: "AWS's keys", props: job("alias/aws/s3", "alias/aws/ebs"), finds: [report, volume] },
    { name: "AWS's key for the volume alone", props: job(key, "alias/aws/ebs"), finds: volume },
  ],
  notJudged: [another, { name: "not known", props: job(key, unknownString), because: "unknown", finds: volume }],
});

const traffic = "networkConfig.enableInterContainerTrafficEncryption";

testRule(sagemakerDataQualityJobEncryptInTransit, {
  valid: [{ name: "encrypted", props: { networkConfig: { enableInterContainerTrafficEncryption: true } } }],
  invalid: [
    { name: "left out", props: job(key, key), finds: traffic },
    { name: "off", props: { networkConfig: { enableInterContainerTrafficEncryption: false } }, finds: traffic },
    { name: "empty block", props: { networkConfig: { enableNetworkIsolation: true } }, finds: traffic },
  ],
  notJudged: [
    another,
    {
      name: "not known",
      props: { networkConfig: { enableInterContainerTrafficEncryption: unknownValue } },
      because: "unknown",
      finds: traffic,
    },
  ],
});

testRule(sagemakerFlowDefinitionKms, {
  valid: [{ name: "key by ARN", props: { outputConfig: { s3OutputPath: "s3://claims-reviews", kmsKeyId: key } } }],
  invalid: [
    {
      name: "left out",
      props: { outputConfig: { s3OutputPath: "s3://claims-reviews" } },
      finds: "outputConfig.kmsKeyId",
    },
    { name: "AWS's key", props: { outputConfig: { kmsKeyId: "alias/aws/s3" } }, finds: "outputConfig.kmsKeyId" },
  ],
  notJudged: [
    another,
    {
      name: "not known",
      props: { outputConfig: { kmsKeyId: unknownString } },
      because: "unknown",
      finds: "outputConfig.kmsKeyId",
    },
  ],
});
