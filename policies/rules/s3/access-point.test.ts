import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { s3AccessPointPublicAccessBlocks, s3MrapPublicAccessBlocked, s3ObjectLambdaNoPublic } from "./access-point";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const FLAGS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;
const allOn = Object.fromEntries(FLAGS.map((flag) => [flag, true]));

testRule(s3AccessPointPublicAccessBlocks, {
  valid: [
    { name: "all on", props: { bucket: "claims", publicAccessBlockConfiguration: allOn } },
    { name: "left out: all on", props: { bucket: "claims" } },
  ],
  invalid: FLAGS.map((flag) => ({
    name: `${flag} off`,
    props: { bucket: "claims", publicAccessBlockConfiguration: { ...allOn, [flag]: false } },
    finds: `publicAccessBlockConfiguration.${flag}`,
  })),
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { publicAccessBlockConfiguration: { ...allOn, blockPublicPolicy: unknownValue } },
      because: "unknown",
      finds: "publicAccessBlockConfiguration.blockPublicPolicy",
    },
  ],
});

const regions = [{ bucket: "claims-east" }, { bucket: "claims-west" }];

testRule(s3MrapPublicAccessBlocked, {
  valid: [
    { name: "all on", props: { details: { name: "claims", regions, publicAccessBlock: allOn } } },
    { name: "left out: all on", props: { details: { name: "claims", regions } } },
  ],
  invalid: FLAGS.map((flag) => ({
    name: `${flag} off`,
    props: { details: { name: "claims", regions, publicAccessBlock: { ...allOn, [flag]: false } } },
    finds: `details.publicAccessBlock.${flag}`,
  })),
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { details: { name: "claims", publicAccessBlock: unknownValue } },
      because: "unknown",
      finds: FLAGS.map((flag) => `details.publicAccessBlock.${flag}`),
    },
  ],
});

const open = { Effect: "Allow", Principal: "*", Action: "s3-object-lambda:GetObject", Resource: "*" };

function document(change: object): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ ...open, ...change }] });
}

const role = { Principal: { AWS: "arn:aws:iam::111122223333:role/claims" } };
const POLICY = "aws:s3control/accessPointPolicy:AccessPointPolicy";
const ACCESS_POINT = "aws:s3/accessPoint:AccessPoint";

testRule(s3ObjectLambdaNoPublic, {
  valid: [
    { name: "a named role", props: { name: "claims", policy: document(role) } },
    {
      name: "from a VPC",
      type: POLICY,
      props: { policy: document({ Condition: { StringEquals: { "aws:SourceVpc": "vpc-0a1b2c3d" } } }) },
    },
    { name: "inline", type: ACCESS_POINT, props: { bucket: "claims", policy: document(role) } },
  ],
  invalid: [
    { name: "anyone", props: { name: "claims", policy: document({}) }, finds: "policy.Statement[0].Principal" },
    {
      name: "anyone, of an access point",
      type: POLICY,
      props: { policy: document({ Principal: { AWS: "*" } }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "anyone, inline",
      type: ACCESS_POINT,
      props: { bucket: "claims", policy: document({}) },
      finds: "policy.Statement[0].Principal",
    },
  ],
  notJudged: [
    another,
    {
      name: "an access point without a policy inline",
      type: ACCESS_POINT,
      props: { bucket: "claims" },
      because: "exempt",
    },
    { name: "not known yet", props: { policy: unknownString }, because: "unknown", finds: "policy.Statement" },
  ],
});
