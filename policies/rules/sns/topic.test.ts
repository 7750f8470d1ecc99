import { from, testRule, unknownString } from "../../testing/rule-tester";
import { snsEncryptedKms, snsSubscriptionNotHttp, snsTopicPolicyNotPublic } from "./topic";

const TOPIC = "aws:sns/topic:Topic";
const BUCKET = "aws:s3/bucket:Bucket";

testRule(snsEncryptedKms, {
  valid: [
    { name: "a key by ARN", props: { kmsMasterKeyId: "arn:aws:kms:us-east-1:111122223333:key/7c1a" } },
    { name: "AWS's key is a key", props: { kmsMasterKeyId: "alias/aws/sns" } },
    {
      name: "made in the same preview",
      props: { kmsMasterKeyId: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
    {
      name: "of another stack",
      props: { kmsMasterKeyId: from("keys") },
      others: [{ type: "pulumi:pulumi:StackReference", name: "keys" }],
    },
  ],
  invalid: [
    { name: "left out", props: {}, finds: "kmsMasterKeyId" },
    { name: "empty", props: { kmsMasterKeyId: "" }, finds: "kmsMasterKeyId" },
    { name: "null", props: { kmsMasterKeyId: null }, finds: "kmsMasterKeyId" },
  ],
  notJudged: [
    { name: "another type", type: BUCKET, props: {}, because: "other-type" },
    { name: "from elsewhere", props: { kmsMasterKeyId: unknownString }, because: "unknown", finds: "kmsMasterKeyId" },
  ],
});

function allow(statement: object): string {
  return JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: "*", ...statement }],
  });
}

testRule(snsTopicPolicyNotPublic, {
  valid: [
    { name: "a service", props: { policy: allow({ Principal: { Service: "events.amazonaws.com" } }) } },
    {
      name: "what SNS writes itself",
      type: TOPIC,
      props: {
        policy: allow({ Principal: { AWS: "*" }, Condition: { StringEquals: { "AWS:SourceOwner": "111122223333" } } }),
      },
    },
    {
      name: "bound to an alarm not made yet",
      props: {
        policy: {
          Statement: [
            {
              Effect: "Allow",
              Principal: "*",
              Action: "sns:Publish",
              Resource: unknownString,
              Condition: { ArnLike: { "aws:SourceArn": unknownString } },
            },
          ],
        },
      },
    },
  ],
  invalid: [
    { name: "bare star", props: { policy: allow({}) }, finds: "policy.Statement[0].Principal" },
    {
      name: "star in a list, inline",
      type: TOPIC,
      props: { policy: allow({ Principal: { AWS: ["*"] } }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "bound to transport only",
      props: { policy: allow({ Condition: { Bool: { "aws:SecureTransport": "true" } } }) },
      finds: "policy.Statement[0].Principal",
    },
  ],
  notJudged: [
    { name: "another type", type: BUCKET, props: {}, because: "other-type" },
    { name: "a topic without a policy inline", type: TOPIC, props: {}, because: "exempt" },
    { name: "not known yet", props: { policy: unknownString }, because: "unknown", finds: "policy.Statement" },
  ],
});

testRule(snsSubscriptionNotHttp, {
  valid: [
    { name: "https", props: { protocol: "https", endpoint: "https://clinic.example/hook" } },
    { name: "a queue", props: { protocol: "sqs" } },
  ],
  invalid: [
    { name: "http", props: { protocol: "http", endpoint: "http://clinic.example/hook" }, finds: "protocol" },
    { name: "no protocol", props: { endpoint: "http://clinic.example/hook" }, finds: "protocol" },
  ],
  notJudged: [
    { name: "another type", type: BUCKET, props: {}, because: "other-type" },
    { name: "not known yet", props: { protocol: unknownString }, because: "unknown", finds: "protocol" },
  ],
});
