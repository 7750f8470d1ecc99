import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import {
  sagemakerDataCaptureEncrypted,
  sagemakerEndpointConfigProdInstanceCount,
  sagemakerEndpointConfigurationKmsKeyConfigured,
} from "./endpoint-configuration";

const another = {
  name: "another type",
  type: "aws:sagemaker/endpoint:Endpoint",
  props: {},
  because: "other-type",
} as const;
const kmsKeyArn = "arn:aws:kms:us-east-1:111122223333:key/7c1a";

function on(...instanceTypes: readonly unknown[]): object {
  return {
    productionVariants: instanceTypes.map((instanceType) => ({
      modelName: "triage",
      instanceType,
      initialInstanceCount: 2,
    })),
  };
}

testRule(sagemakerEndpointConfigurationKmsKeyConfigured, {
  valid: [
    { name: "key by ARN", props: { ...on("ml.m5.xlarge"), kmsKeyArn } },
    {
      name: "key made here",
      props: { ...on("ml.m5.xlarge"), kmsKeyArn: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
    { name: "key, kind of instance not known", props: { ...on(unknownString), kmsKeyArn } },
  ],
  invalid: [
    { name: "left out", props: on("ml.m5.xlarge"), finds: "kmsKeyArn" },
    { name: "AWS's key", props: { ...on("ml.m5.xlarge"), kmsKeyArn: "alias/aws/sagemaker" }, finds: "kmsKeyArn" },
    {
      name: "serverless",
      props: {
        productionVariants: [{ modelName: "triage", serverlessConfig: { maxConcurrency: 5, memorySizeInMb: 2048 } }],
      },
      finds: "kmsKeyArn",
    },
    ...["ml.c5.large", "ml.g4.xlarge", "ml.p3.2xlarge", "ml.inf2.xlarge", "ml.m5dn2.large", "ml.r6i.large"].map(
      (instanceType) => ({ name: `${instanceType} has no local disk`, props: on(instanceType), finds: "kmsKeyArn" }),
    ),
  ],
  notJudged: [
    another,
    ...[
      "ml.m5d.large",
      "ml.c6gd.xlarge",
      "ml.r6idn.large",
      "ml.g4dn.xlarge",
      "ml.g5.xlarge",
      "ml.g6.xlarge",
      "ml.g6e.xlarge",
      "ml.gr6.4xlarge",
      "ml.g7e.2xlarge",
      "ml.p3dn.24xlarge",
      "ml.p4d.24xlarge",
      "ml.p4de.24xlarge",
      "ml.p5.48xlarge",
      "ml.p5e.48xlarge",
      "ml.p5en.48xlarge",
      "ml.p6-b200.48xlarge",
      "ml.trn1.2xlarge",
      "ml.trn1n.32xlarge",
    ].map(
      (instanceType) =>
        ({ name: `${instanceType} has local disks`, props: on(instanceType), because: "exempt" }) as const,
    ),
    { name: "one of two has local disks", props: on("ml.m5.large", "ml.g5.xlarge"), because: "exempt" },
    {
      name: "a shadow variant has local disks",
      props: { ...on("ml.m5.large"), shadowProductionVariants: [{ instanceType: "ml.g5.xlarge" }] },
      because: "exempt",
    },
    {
      name: "key not known",
      props: { ...on("ml.m5.large"), kmsKeyArn: unknownString },
      because: "unknown",
      finds: "kmsKeyArn",
    },
    {
      name: "kind of instance not known",
      props: on(unknownString),
      because: "unknown",
      finds: "productionVariants[0].instanceType",
    },
  ],
});

function count(...counts: readonly unknown[]): object {
  return {
    productionVariants: counts.map((initialInstanceCount) => ({ instanceType: "ml.m5.xlarge", initialInstanceCount })),
  };
}

const serverless = { serverlessConfig: { maxConcurrency: 5, memorySizeInMb: 2048 } };

testRule(sagemakerEndpointConfigProdInstanceCount, {
  valid: [
    { name: "two", props: count(2) },
    { name: "three", props: count(3) },
    { name: "as many as a team may want", props: count(100), config: { minimumInstances: 100 } },
    { name: "one, as the team wants", props: count(1), config: { minimumInstances: 1 } },
    {
      name: "instances beside a serverless variant",
      props: { productionVariants: [{ instanceType: "ml.m5.xlarge", initialInstanceCount: 2 }, serverless] },
    },
  ],
  invalid: [
    { name: "one", props: count(1), finds: "productionVariants[0].initialInstanceCount" },
    { name: "the second variant", props: count(2, 1), finds: "productionVariants[1].initialInstanceCount" },
    { name: "left out", props: count(undefined), finds: "productionVariants[0].initialInstanceCount" },
    {
      name: "fewer than the team wants",
      props: count(2),
      config: { minimumInstances: 3 },
      finds: "productionVariants[0].initialInstanceCount",
    },
  ],
  notJudged: [
    another,
    { name: "serverless", props: { productionVariants: [serverless] }, because: "exempt" },
    {
      name: "not known",
      props: count(unknownValue),
      because: "unknown",
      finds: "productionVariants[0].initialInstanceCount",
    },
  ],
});

function capture(more: object = {}): object {
  return {
    dataCaptureConfig: {
      destinationS3Uri: "s3://claims-capture/triage",
      enableCapture: true,
      initialSamplingPercentage: 100,
      ...more,
    },
  };
}

function bucket(more: object = {}): OtherResource {
  return { type: "aws:s3/bucket:Bucket", name: "bucket", props: { bucket: "claims-capture", ...more } };
}

const kmsKeyId = kmsKeyArn;
const free = { tags: { "phiguard:classification": "internal" } };
const phi = { tags: { "phiguard:classification": "phi" } };
const uri = "dataCaptureConfig.destinationS3Uri";

testRule(sagemakerDataCaptureEncrypted, {
  valid: [
    { name: "key, into a bucket for patient data", props: capture({ kmsKeyId }), others: [bucket(phi)] },
    { name: "into a bucket without a classification", props: capture({ kmsKeyId }), others: [bucket()] },
    { name: "into a bucket made elsewhere", props: capture({ kmsKeyId }) },
    {
      name: "beside a bucket that is not its own",
      props: capture({ kmsKeyId }),
      others: [{ ...bucket({ ...free, bucket: "claims" }), name: "other" }],
    },
    {
      name: "by reference",
      props: capture({ kmsKeyId, destinationS3Uri: from("bucket") }),
      others: [bucket(phi)],
    },
    {
      name: "URI from another stack",
      props: capture({ kmsKeyId, destinationS3Uri: unknownString }),
      others: [bucket(free)],
    },
    {
      name: "made from something else, no bucket here",
      props: capture({ kmsKeyId, destinationS3Uri: from("random") }),
      others: [{ type: "random:index/randomId:RandomId", name: "random" }],
    },
    {
      name: "made from something else",
      props: capture({ kmsKeyId, destinationS3Uri: from("random") }),
      others: [{ type: "random:index/randomId:RandomId", name: "random" }, bucket(free)],
    },
  ],
  invalid: [
    { name: "no key", props: capture(), others: [bucket(phi)], finds: "dataCaptureConfig.kmsKeyId" },
    { name: "switch left out", props: capture({ enableCapture: undefined }), finds: "dataCaptureConfig.kmsKeyId" },
    { name: "AWS's key", props: capture({ kmsKeyId: "alias/aws/s3" }), finds: "dataCaptureConfig.kmsKeyId" },
    { name: "into a bucket free of patient data", props: capture({ kmsKeyId }), others: [bucket(free)], finds: uri },
    {
      name: "the same, the bucket alone",
      props: capture({ kmsKeyId, destinationS3Uri: "s3://claims-capture" }),
      others: [bucket(free)],
      finds: uri,
    },
    {
      name: "the same, by reference, older token",
      props: capture({ kmsKeyId, destinationS3Uri: from("bucket") }),
      others: [{ ...bucket(free), type: "aws:s3/bucketV2:BucketV2" }],
      finds: uri,
    },
  ],
  notJudged: [
    another,
    { name: "captures nothing", props: {}, because: "exempt" },
    { name: "switched off", props: capture({ enableCapture: false }), because: "exempt" },
    {
      name: "key not known",
      props: capture({ kmsKeyId: unknownString }),
      because: "unknown",
      finds: "dataCaptureConfig.kmsKeyId",
    },
    {
      name: "tags of the bucket not known",
      props: capture({ kmsKeyId }),
      others: [bucket({ tags: unknownValue })],
      because: "unknown",
      finds: "tags",
    },
  ],
});
