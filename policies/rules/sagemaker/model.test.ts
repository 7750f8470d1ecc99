import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { sagemakerModelInVpc, sagemakerModelIsolationEnabled, sagemakerTrainingJobEncrypted } from "./model";

const another = {
  name: "another type",
  type: "aws:sagemaker/endpoint:Endpoint",
  props: {},
  because: "other-type",
} as const;
const JOB = "aws:sagemaker/trainingJob:TrainingJob";
const key = "arn:aws:kms:us-east-1:111122223333:key/7c1a";

testRule(sagemakerModelIsolationEnabled, {
  valid: [{ name: "isolated", props: { enableNetworkIsolation: true } }],
  invalid: [
    {
      name: "left out",
      props: { executionRoleArn: "arn:aws:iam::111122223333:role/model" },
      finds: "enableNetworkIsolation",
    },
    { name: "off", props: { enableNetworkIsolation: false }, finds: "enableNetworkIsolation" },
  ],
  alike: [JOB],
  notJudged: [
    another,
    {
      name: "not known",
      props: { enableNetworkIsolation: unknownValue },
      because: "unknown",
      finds: "enableNetworkIsolation",
    },
  ],
});

testRule(sagemakerModelInVpc, {
  valid: [
    { name: "in a subnet", props: { vpcConfig: { subnets: ["subnet-1"], securityGroupIds: ["sg-1"] } } },
    {
      name: "subnets of a network made here",
      props: { vpcConfig: { subnets: from("vpc"), securityGroupIds: ["sg-1"] } },
      others: [{ type: "awsx:ec2:Vpc", name: "vpc" }],
    },
  ],
  invalid: [
    { name: "left out", props: { enableNetworkIsolation: true }, finds: "vpcConfig.subnets" },
    {
      name: "no subnet",
      props: { vpcConfig: { subnets: [], securityGroupIds: ["sg-1"] } },
      finds: "vpcConfig.subnets",
    },
  ],
  alike: [JOB],
  notJudged: [
    another,
    { name: "not known", props: { vpcConfig: unknownValue }, because: "unknown", finds: "vpcConfig.subnets" },
  ],
});

const volume = "resourceConfig.volumeKmsKeyId";
const output = "outputDataConfig.kmsKeyId";
const traffic = "enableInterContainerTrafficEncryption";
const outputDataConfig = { s3OutputPath: "s3://claims-models/triage", kmsKeyId: key };
const resourceConfig = { instanceType: "ml.m5.xlarge", instanceCount: 2, volumeSizeInGb: 50, volumeKmsKeyId: key };
const good = { resourceConfig, outputDataConfig, enableInterContainerTrafficEncryption: true };

testRule(sagemakerTrainingJobEncrypted, {
  valid: [
    { name: "all three", props: good },
    { name: "instances with local disks", props: { ...good, resourceConfig: { instanceType: "ml.g5.xlarge" } } },
    {
      name: "groups with local disks",
      props: {
        ...good,
        resourceConfig: { instanceGroups: [{ instanceType: "ml.m5.xlarge" }, { instanceType: "ml.p4d.24xlarge" }] },
      },
    },
    {
      name: "serverless",
      props: { ...good, resourceConfig: undefined, serverlessJobConfig: { jobType: "FINE_TUNING" } },
    },
  ],
  invalid: [
    {
      name: "traffic in the clear",
      props: { ...good, enableInterContainerTrafficEncryption: false },
      finds: traffic,
    },
    { name: "traffic left out", props: { resourceConfig, outputDataConfig }, finds: traffic },
    {
      name: "no volume key",
      props: { ...good, resourceConfig: { instanceType: "ml.m5.xlarge" } },
      finds: volume,
      mended: false,
    },
    {
      name: "groups without local disks",
      props: { ...good, resourceConfig: { instanceGroups: [{ instanceType: "ml.m5.xlarge" }] } },
      finds: volume,
      mended: false,
    },
    {
      name: "AWS's volume key",
      props: { ...good, resourceConfig: { ...resourceConfig, volumeKmsKeyId: "alias/aws/ebs" } },
      finds: volume,
      mended: false,
    },
    {
      name: "no output key",
      props: { ...good, outputDataConfig: { s3OutputPath: "s3://claims-models" } },
      finds: output,
      mended: false,
    },
    { name: "nothing", props: { trainingJobName: "triage" }, finds: [traffic, output, volume], mended: false },
  ],
  notJudged: [
    another,
    {
      name: "output key not known",
      props: { ...good, outputDataConfig: { kmsKeyId: unknownString } },
      because: "unknown",
      finds: output,
    },
  ],
});
