import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { snsTopicPolicyNoCrossAccount, snsTopicSslPublishOnly } from "./topic-policy";

const TOPIC = "aws:sns/topic:Topic";
const BUCKET = "aws:s3/bucket:Bucket";
const RESOURCE = "arn:aws:sns:us-east-1:111122223333:alerts";

function document(statement: object): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sns:Publish", Resource: RESOURCE, ...statement }],
  });
}

const tlsOnly = document({
  Effect: "Deny",
  Principal: "*",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});
const toAlarms = document({ Principal: { Service: "cloudwatch.amazonaws.com" } });

function policyOf(arn: unknown, policy: unknown): OtherResource {
  return { type: "aws:sns/topicPolicy:TopicPolicy", name: "policy", props: { arn, policy } };
}

testRule(snsTopicSslPublishOnly, {
  valid: [
    {
      name: "a policy that denies plain HTTP",
      props: { name: "alerts" },
      others: [policyOf(from("subject"), tlsOnly)],
    },
    { name: "inline", props: { name: "alerts", policy: tlsOnly } },
    {
      name: "by ARN, for every action",
      props: { name: "alerts" },
      outputs: { arn: RESOURCE },
      others: [policyOf(RESOURCE, tlsOnly.replace("sns:Publish", "sns:*"))],
    },
    { name: "encrypted", props: { name: "alerts", kmsMasterKeyId: "alias/clinic" } },
  ],
  invalid: [
    { name: "neither", props: { name: "alerts" }, finds: ["TopicPolicy", "kmsMasterKeyId"] },
    {
      name: "a policy without it",
      props: { name: "alerts" },
      others: [policyOf(from("subject"), toAlarms)],
      finds: ["TopicPolicy.policy", "kmsMasterKeyId"],
    },
    {
      name: "subscribing alone",
      props: { name: "alerts", policy: tlsOnly.replace("sns:Publish", "sns:Subscribe") },
      finds: ["policy", "kmsMasterKeyId"],
    },
    {
      name: "of another topic",
      props: { name: "alerts" },
      others: [{ type: TOPIC, name: "other" }, policyOf(from("other"), tlsOnly)],
      finds: ["TopicPolicy", "kmsMasterKeyId"],
    },
  ],
  notJudged: [
    { name: "another type", type: BUCKET, props: {}, because: "other-type" },
    {
      name: "a key nobody knows",
      props: { kmsMasterKeyId: unknownString },
      because: "unknown",
      finds: "kmsMasterKeyId",
    },
    {
      name: "a policy whose topic nobody knows",
      props: { name: "alerts" },
      others: [policyOf(unknownString, tlsOnly)],
      because: "unknown",
      finds: "TopicPolicy.arn",
    },
  ],
});

const foreign = { Principal: { AWS: "arn:aws:iam::444455556666:root" } };

testRule(snsTopicPolicyNoCrossAccount, {
  valid: [
    {
      name: "a role of the topic's account",
      props: { arn: RESOURCE, policy: document({ Principal: { AWS: "arn:aws:iam::111122223333:role/claims" } }) },
    },
    { name: "a service", props: { policy: toAlarms } },
    {
      name: "a trusted account",
      props: { policy: document(foreign) },
      settings: { trustedAccounts: ["444455556666"] },
    },
    {
      name: "bound to the organisation",
      props: {
        policy: document({ ...foreign, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
      },
    },
    { name: "a Deny, inline", type: TOPIC, props: { policy: document({ ...foreign, Effect: "Deny" }) } },
    { name: "the star is another rule's", props: { policy: document({ Principal: "*" }) } },
    {
      name: "a role of this program",
      props: {
        policy: {
          Statement: [
            { Effect: "Allow", Action: "sns:Publish", Resource: from("topic"), Principal: { AWS: from("role") } },
          ],
        },
      },
      others: [
        { type: TOPIC, name: "topic" },
        { type: "aws:iam/role:Role", name: "role" },
      ],
    },
  ],
  invalid: [
    {
      name: "an account nobody named",
      props: { arn: RESOURCE, policy: document(foreign) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "an account nobody named, inline, in a list",
      type: TOPIC,
      props: { policy: document({ Principal: { AWS: ["111122223333", "444455556666"] } }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "bound to nothing that tells who",
      props: { policy: document({ ...foreign, Condition: { Bool: { "aws:SecureTransport": "true" } } }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "a resource that tells no account",
      props: { policy: document({ Resource: "*", Principal: { AWS: "111122223333" } }) },
      finds: "policy.Statement[0].Principal",
    },
  ],
  notJudged: [
    { name: "another type", type: BUCKET, props: {}, because: "other-type" },
    { name: "a topic without a policy inline", type: TOPIC, props: {}, because: "exempt" },
    { name: "not known yet", props: { policy: unknownString }, because: "unknown", finds: "policy.Statement" },
    {
      name: "a role of another stack",
      props: {
        policy: {
          Statement: [{ Effect: "Allow", Action: "sns:Publish", Resource: "*", Principal: { AWS: from("iam") } }],
        },
      },
      others: [{ type: "pulumi:pulumi:StackReference", name: "iam" }],
      because: "unknown",
      finds: "policy.Statement[0].Principal.AWS",
    },
  ],
});
