import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { s3CrrDeleteMarkerAndRtc, s3CrrDestinationSameControls } from "./replication-destination";

const BUCKET = "aws:s3/bucket:Bucket";
const phi = { tags: { DataClassification: "phi" } };
const source: OtherResource = { type: BUCKET, name: "claims", props: phi };
const logs: OtherResource = { type: BUCKET, name: "logs" };

function replica(props: object = phi): OtherResource {
  return { type: BUCKET, name: "replica", props: { region: "us-west-2", ...props } };
}

function beside(type: string, props: object, bucket: unknown = from("replica")): OtherResource {
  const short = `${type.charAt(0).toLowerCase()}${type.slice(1)}`;
  return { type: `aws:s3/${short}:${type}`, name: type, props: { bucket, ...props } };
}

const block = beside("BucketPublicAccessBlock", {
  blockPublicAcls: true,
  blockPublicPolicy: true,
  ignorePublicAcls: true,
  restrictPublicBuckets: true,
});
const versions = beside("BucketVersioning", { versioningConfiguration: { status: "Enabled" } });
const tlsOnly = JSON.stringify({
  Statement: [
    {
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ],
});
const policy = beside("BucketPolicy", { policy: tlsOnly });
const encryption = beside("BucketServerSideEncryptionConfiguration", {
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }],
});
const logging = beside("BucketLogging", { targetBucket: from("logs"), targetPrefix: "replica/" });
const controls = [block, versions, policy, encryption, logging, logs];

function without(control: OtherResource, copy: OtherResource = replica()): OtherResource[] {
  return [source, copy, ...controls.filter((item) => item !== control)];
}

function to(bucket: unknown, from_: unknown = from("claims")): object {
  return {
    bucket: from_,
    role: "arn:aws:iam::111122223333:role/copy",
    rules: [{ status: "Enabled", destination: { bucket } }],
  };
}

const inline = {
  ...phi,
  replicationConfiguration: { role: "r", rules: [{ status: "Enabled", destination: { bucket: from("replica") } }] },
};
const inlineV2 = {
  ...phi,
  replicationConfigurations: [
    { role: "r", rules: [{ status: "Enabled", destinations: [{ bucket: from("replica") }] }] },
  ],
};

testRule(s3CrrDestinationSameControls, {
  valid: [
    { name: "all controls", props: to(from("replica")), others: [source, replica(), ...controls] },
    { name: "inline", type: BUCKET, props: inline, others: [replica(), ...controls] },
    {
      name: "inline, older token",
      type: "aws:s3/bucketV2:BucketV2",
      props: inlineV2,
      others: [replica(), ...controls],
    },
    { name: "inline, aws-native", type: "aws-native:s3:Bucket", props: inline, others: [replica(), ...controls] },
    {
      name: "neither says what it holds",
      props: to(from("replica")),
      others: [{ type: BUCKET, name: "claims" }, replica({}), ...controls],
    },
    {
      name: "a source of elsewhere",
      props: to(from("replica"), "claims"),
      others: [replica(), ...controls],
    },
    {
      name: "the copy says more than its source",
      props: to(from("replica")),
      others: [{ type: BUCKET, name: "claims" }, replica(), ...controls],
    },
  ],
  invalid: [
    {
      name: "no public access block",
      props: to(from("replica")),
      others: without(block),
      finds: "BucketPublicAccessBlock",
    },
    { name: "no versions", props: to(from("replica")), others: without(versions), finds: "BucketVersioning" },
    { name: "plain HTTP", props: to(from("replica")), others: without(policy), finds: "BucketPolicy" },
    {
      name: "no KMS",
      props: to(from("replica")),
      others: without(encryption),
      finds: "BucketServerSideEncryptionConfiguration",
    },
    { name: "no access log", props: to(from("replica")), others: without(logging), finds: "BucketLogging" },
    {
      name: "another classification",
      props: to(from("replica")),
      others: without(source, replica({ tags: { DataClassification: "internal" } })),
      finds: "Bucket.tags",
    },
    {
      name: "no classification, from a source of elsewhere",
      props: to(from("replica"), "claims"),
      others: [replica({}), ...controls],
      finds: "Bucket.tags",
    },
    {
      name: "a block of another bucket",
      props: to(from("replica")),
      others: [...without(block), { ...block, props: { ...block.props, bucket: from("logs") } }],
      finds: "BucketPublicAccessBlock",
    },
    {
      name: "the second of two, inline",
      type: BUCKET,
      props: {
        ...phi,
        replicationConfiguration: {
          rules: [{ destination: { bucket: from("replica") } }, { destination: { bucket: from("second") } }],
        },
      },
      others: [replica(), ...controls, { type: BUCKET, name: "second", props: phi }],
      finds: [
        "BucketLogging",
        "BucketPolicy",
        "BucketPublicAccessBlock",
        "BucketServerSideEncryptionConfiguration",
        "BucketVersioning",
      ],
    },
    {
      name: "nothing, inline, older token",
      type: "aws:s3/bucketV2:BucketV2",
      props: inlineV2,
      others: [replica(), versions, policy, encryption, logging, logs],
      finds: "BucketPublicAccessBlock",
    },
    {
      name: "no versions, inline, aws-native",
      type: "aws-native:s3:Bucket",
      props: inline,
      others: without(versions).filter((item) => item !== source),
      finds: "BucketVersioning",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:sqs/queue:Queue", props: {}, because: "other-type" },
    { name: "a bucket without a replication", type: BUCKET, props: phi, because: "exempt" },
    { name: "to a bucket of elsewhere", props: to("arn:aws:s3:::claims-dr"), others: [source], because: "exempt" },
    { name: "to a bucket of another stack", props: to(unknownString), others: [source], because: "exempt" },
    {
      name: "no patient data",
      props: to(from("replica")),
      others: [{ type: BUCKET, name: "claims", props: { tags: { DataClassification: "public" } } }, replica({})],
      because: "exempt",
    },
    {
      name: "the copy's classification not known yet",
      props: to(from("replica")),
      others: without(source, replica({ tags: { DataClassification: unknownString } })),
      because: "unknown",
      finds: "Bucket.tags",
    },
    {
      name: "a policy whose bucket nobody knows",
      props: to(from("replica")),
      others: [...without(policy), beside("BucketPolicy", { policy: tlsOnly }, unknownString)],
      because: "unknown",
      finds: "BucketPolicy.bucket",
    },
    {
      name: "no patient data, inline",
      type: BUCKET,
      props: { ...inline, tags: { DataClassification: "public" } },
      others: [replica({})],
      because: "exempt",
    },
  ],
});

const rtc = {
  replicationTime: { status: "Enabled", time: { minutes: 15 } },
  metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
};

function rule(change: object = {}, destination: object = rtc): object {
  return {
    status: "Enabled",
    filter: {},
    deleteMarkerReplication: { status: "Disabled" },
    destination: { bucket: "arn:aws:s3:::claims-dr", ...destination },
    ...change,
  };
}

testRule(s3CrrDeleteMarkerAndRtc, {
  valid: [
    { name: "both stated", props: { bucket: "claims", rules: [rule()] } },
    { name: "deletions copied", props: { rules: [rule({ deleteMarkerReplication: { status: "Enabled" } })] } },
    { name: "a rule not in force", props: { rules: [rule(), rule({ status: "Disabled" }, {})] } },
  ],
  invalid: [
    {
      name: "deletions left out",
      props: { bucket: "claims", rules: [rule({ deleteMarkerReplication: undefined })] },
      finds: "rules[0].deleteMarkerReplication.status",
    },
    {
      name: "no time, no metrics",
      props: { rules: [rule({}, {})] },
      finds: ["rules[0].destination.metrics.status", "rules[0].destination.replicationTime.status"],
    },
    {
      name: "time turned off in the second rule",
      props: { rules: [rule(), rule({}, { ...rtc, replicationTime: { status: "Disabled" } })] },
      finds: "rules[1].destination.replicationTime.status",
    },
    {
      name: "metrics turned off",
      props: { rules: [rule({}, { ...rtc, metrics: { status: "Disabled" } })] },
      finds: "rules[0].destination.metrics.status",
    },
  ],
  notJudged: [
    { name: "another type", type: BUCKET, props: {}, because: "other-type" },
    {
      name: "a rule that may not be in force",
      props: { rules: [rule({ status: unknownString }, {})] },
      because: "unknown",
      finds: "rules[0].status",
    },
    { name: "rules not known yet", props: { rules: unknownString }, because: "unknown", finds: "rules" },
  ],
});
