import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { s3DenyUnencryptedPut } from "./put-encryption";

const HEADER = "s3:x-amz-server-side-encryption";
const KEY_HEADER = "s3:x-amz-server-side-encryption-aws-kms-key-id";
const KEY = "arn:aws:kms:us-east-1:111122223333:key/7c1a";

const deny = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:PutObject",
  Resource: "arn:aws:s3:::claims/*",
  Condition: { Null: { [HEADER]: "false" }, StringNotEquals: { [HEADER]: "aws:kms" } },
};

function document(...statements: object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

function denying(change: object, bucket: unknown = from("subject")): OtherResource[] {
  return policyOf(document({ ...deny, ...change }), bucket);
}

function policyOf(policy: unknown, bucket: unknown = from("subject")): OtherResource[] {
  return [{ type: "aws:s3/bucketPolicy:BucketPolicy", name: "policy", props: { bucket, policy } }];
}

function on(Condition: object): OtherResource[] {
  return denying({ Condition });
}

const claims = { bucket: "claims" };
const POLICY = "BucketPolicy.policy";

testRule(s3DenyUnencryptedPut, {
  valid: [
    { name: "another encryption than KMS", props: claims, others: denying({}) },
    {
      name: "another key than the bucket's",
      props: claims,
      others: on({ Null: { [KEY_HEADER]: "false" }, StringNotEquals: { [KEY_HEADER]: KEY } }),
    },
    { name: "inline", props: { ...claims, policy: document(deny) } },
    { name: "IfExists", props: claims, others: on({ StringNotEqualsIfExists: { [HEADER]: "aws:kms" } }) },
    {
      name: "KMS of both kinds",
      props: claims,
      others: on({ StringNotEquals: { [HEADER]: ["aws:kms", "aws:kms:dsse"] } }),
    },
    { name: "another key, by ARN", props: claims, others: on({ ArnNotLikeIfExists: { [KEY_HEADER]: KEY } }) },
    {
      name: "a key made in the same preview",
      props: claims,
      others: policyOf({ Statement: [{ ...deny, Condition: { StringNotEquals: { [KEY_HEADER]: from("key") } } }] }),
    },
    { name: "no KMS key named", props: claims, others: on({ Null: { [KEY_HEADER]: true } }) },
    { name: "S3's own key by name", props: claims, others: on({ StringEquals: { [HEADER.toUpperCase()]: "AES256" } }) },
    { name: "every action on every object", props: claims, others: denying({ Action: "s3:*", Resource: "*" }) },
    ...["StringNotEqualsIgnoreCase", "StringNotLike", "ArnNotEquals", "ArnNotLike"].map((operator) => ({
      name: `${operator} on the key`,
      props: claims,
      others: on({ [operator]: { [KEY_HEADER]: KEY } }),
    })),
    { name: "S3's own key or none", props: claims, others: on({ StringLike: { [HEADER]: ["AES256", "aws:fsx"] } }) },
  ],
  invalid: [
    { name: "no policy", props: claims, finds: "BucketPolicy" },
    { name: "an Allow", props: claims, others: denying({ Effect: "Allow" }), finds: POLICY },
    { name: "one principal", props: claims, others: denying({ Principal: { AWS: "111122223333" } }), finds: POLICY },
    { name: "another action", props: claims, others: denying({ Action: "s3:GetObject" }), finds: POLICY },
    { name: "one prefix", props: claims, others: denying({ Resource: "arn:aws:s3:::claims/in/*" }), finds: POLICY },
    {
      name: "inline, about something else",
      props: { ...claims, policy: document({ ...deny, Action: "s3:GetObject" }) },
      finds: "policy",
    },
    { name: "a missing header alone", props: claims, others: on({ Null: { [HEADER]: "true" } }), finds: POLICY },
    {
      name: "lets S3's own key through",
      props: claims,
      others: on({ StringNotEquals: { [HEADER]: ["aws:kms", "AES256"] } }),
      finds: POLICY,
    },
    {
      name: "refuses KMS instead",
      props: claims,
      others: on({ StringEquals: { [HEADER]: "aws:kms" } }),
      finds: POLICY,
    },
    {
      name: "a key, where none is named",
      props: claims,
      others: on({ Null: { [KEY_HEADER]: "false" }, StringNotEquals: { [HEADER]: "aws:kms" } }),
      finds: POLICY,
    },
    {
      name: "a key by name, which may be right",
      props: claims,
      others: on({ StringEquals: { [KEY_HEADER]: KEY } }),
      finds: POLICY,
    },
    {
      name: "another header",
      props: claims,
      others: on({ StringNotEquals: { "s3:x-amz-acl": "aws:kms" } }),
      finds: POLICY,
    },
    {
      name: "a missing header of another kind, too",
      props: claims,
      others: on({ ...deny.Condition, Null: { "s3:x-amz-acl": "false" } }),
      finds: POLICY,
    },
    {
      name: "from one network alone",
      props: claims,
      others: on({ ...deny.Condition, IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }),
      finds: POLICY,
    },
    {
      name: "of another bucket",
      props: claims,
      others: [{ type: "aws:s3/bucket:Bucket", name: "other" }, ...denying({}, from("other"))],
      finds: "BucketPolicy",
    },
    {
      name: "a key by another name",
      props: claims,
      others: on({ StringEquals: { [KEY_HEADER]: "AES256" } }),
      finds: POLICY,
    },
    {
      name: "S3's own key with a KMS key, which never comes",
      props: claims,
      others: on({ Null: { [KEY_HEADER]: "false" }, StringEquals: { [HEADER]: "AES256" } }),
      finds: POLICY,
    },
    {
      name: "another header as well",
      props: claims,
      others: on({ StringNotEquals: { [HEADER]: "aws:kms", "s3:x-amz-acl": "private" } }),
      finds: POLICY,
    },
    {
      name: "an operator for figures",
      props: claims,
      others: on({ NumericEquals: { [HEADER]: "AES256" } }),
      finds: POLICY,
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:sqs/queue:Queue", props: {}, because: "other-type" },
    { name: "no patient data", props: { tags: { DataClassification: "public" } }, because: "exempt" },
    { name: "access logs", props: { tags: { "phiguard:purpose": "access-log" } }, because: "exempt" },
    {
      name: "a policy whose bucket nobody knows",
      props: claims,
      others: denying({}, unknownString),
      because: "unknown",
      finds: "BucketPolicy.bucket",
    },
    {
      name: "conditions not known yet",
      props: claims,
      others: policyOf({ Statement: [{ ...deny, Condition: unknownString }] }),
      because: "unknown",
      finds: "BucketPolicy.policy.Statement[0].Condition",
    },
    {
      name: "one condition not known yet",
      props: claims,
      others: policyOf({ Statement: [{ ...deny, Condition: { StringNotEquals: unknownString } }] }),
      because: "unknown",
      finds: "BucketPolicy.policy.Statement[0].Condition.StringNotEquals",
    },
  ],
  alike: ["aws:s3/bucketV2:BucketV2", "aws-native:s3:Bucket"],
});
