import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import {
  sqsQueueCmk,
  sqsQueueEncrypted,
  sqsQueueNoPublicAccess,
  sqsQueuePolicyNoStarAction,
  sqsQueueSslRequestsOnly,
} from "./queue";

const QUEUE = "aws:sqs/queue:Queue";
const BUCKET = "aws:s3/bucket:Bucket";

testRule(sqsQueueEncrypted, {
  valid: [
    { name: "left out: SQS encrypts", props: {} },
    { name: "SQS's own keys", props: { sqsManagedSseEnabled: true } },
    { name: "a key", props: { kmsMasterKeyId: "alias/clinic" } },
    {
      name: "a key of the same preview, own keys off",
      props: { kmsMasterKeyId: from("key"), sqsManagedSseEnabled: false },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "turned off", props: { sqsManagedSseEnabled: false }, finds: ["kmsMasterKeyId", "sqsManagedSseEnabled"] },
    {
      name: "turned off, empty key",
      props: { kmsMasterKeyId: "", sqsManagedSseEnabled: "false" },
      finds: ["kmsMasterKeyId", "sqsManagedSseEnabled"],
    },
  ],
  notJudged: [
    { name: "another type", type: BUCKET, props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { sqsManagedSseEnabled: unknownValue },
      because: "unknown",
      finds: "sqsManagedSseEnabled",
    },
  ],
});

function allow(statement: object): string {
  return JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: "*", Action: "sqs:SendMessage", Resource: "*", ...statement }],
  });
}

testRule(sqsQueueNoPublicAccess, {
  valid: [
    {
      name: "bound to a topic",
      props: {
        policy: allow({ Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:alerts" } } }),
      },
    },
    {
      name: "a service, inline",
      type: QUEUE,
      props: { policy: allow({ Principal: { Service: "events.amazonaws.com" } }) },
    },
    { name: "a Deny for everyone", props: { policy: allow({ Effect: "Deny" }) } },
  ],
  invalid: [
    { name: "bare star", props: { policy: allow({}) }, finds: "policy.Statement[0].Principal" },
    {
      name: "star in a list, inline",
      type: QUEUE,
      props: { policy: allow({ Principal: { AWS: ["*"] } }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "any topic",
      props: { policy: allow({ Condition: { ArnLike: { "aws:SourceArn": "*" } } }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "object with an unknown resource",
      props: { policy: { Statement: { Effect: "Allow", Principal: "*", Action: "sqs:*", Resource: unknownString } } },
      finds: "policy.Statement.Principal",
    },
  ],
  notJudged: [
    { name: "another type", type: BUCKET, props: {}, because: "other-type" },
    { name: "a queue without a policy inline", type: QUEUE, props: {}, because: "exempt" },
    { name: "not known yet", props: { policy: unknownString }, because: "unknown", finds: "policy.Statement" },
  ],
});

testRule(sqsQueueCmk, {
  valid: [
    { name: "by alias", props: { name: "claims", kmsMasterKeyId: "alias/clinic" } },
    {
      name: "made in the same preview",
      props: { kmsMasterKeyId: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: { name: "claims" }, finds: "kmsMasterKeyId" },
    { name: "SQS's own key", props: { kmsMasterKeyId: "alias/aws/sqs" }, finds: "kmsMasterKeyId" },
  ],
  notJudged: [
    { name: "another type", type: BUCKET, props: {}, because: "other-type" },
    { name: "of another stack", props: { kmsMasterKeyId: unknownString }, because: "unknown", finds: "kmsMasterKeyId" },
  ],
});

const toRole = { Principal: { AWS: "arn:aws:iam::111122223333:role/claims" } };

testRule(sqsQueuePolicyNoStarAction, {
  valid: [
    {
      name: "named actions",
      props: { policy: allow({ ...toRole, Action: ["sqs:SendMessage", "sqs:ReceiveMessage"] }) },
    },
    { name: "a star that stands for a few", props: { policy: allow({ ...toRole, Action: "sqs:Send*" }) } },
    { name: "a Deny of everything", props: { policy: allow({ Effect: "Deny", Action: "sqs:*" }) } },
    { name: "inline", type: QUEUE, props: { policy: allow(toRole) } },
  ],
  invalid: [
    {
      name: "every action of SQS",
      props: { policy: allow({ ...toRole, Action: "sqs:*" }) },
      finds: "policy.Statement[0].Action",
    },
    {
      name: "every action, in capitals and in a list, inline",
      type: QUEUE,
      props: { policy: allow({ ...toRole, Action: ["SQS:*"] }) },
      finds: "policy.Statement[0].Action",
    },
    { name: "star", props: { policy: allow({ ...toRole, Action: "*" }) }, finds: "policy.Statement[0].Action" },
  ],
  notJudged: [
    { name: "another type", type: BUCKET, props: {}, because: "other-type" },
    { name: "a queue without a policy inline", type: QUEUE, props: {}, because: "exempt" },
    { name: "not known yet", props: { policy: unknownString }, because: "unknown", finds: "policy.Statement" },
  ],
});

const tlsOnly = allow({
  Effect: "Deny",
  Action: "sqs:*",
  Resource: "arn:aws:sqs:us-east-1:111122223333:claims",
  Condition: { Bool: { "aws:SecureTransport": "false" } },
});

function policyOf(queueUrl: unknown, policy: unknown): OtherResource {
  return { type: "aws:sqs/queuePolicy:QueuePolicy", name: "policy", props: { queueUrl, policy } };
}

testRule(sqsQueueSslRequestsOnly, {
  valid: [
    { name: "beside it", props: { name: "claims" }, others: [policyOf(from("subject"), tlsOnly)] },
    { name: "inline", props: { name: "claims", policy: tlsOnly } },
    {
      name: "by URL",
      props: { name: "claims" },
      outputs: { url: "https://sqs.us-east-1.amazonaws.com/111122223333/claims" },
      others: [policyOf("https://sqs.us-east-1.amazonaws.com/111122223333/claims", tlsOnly)],
    },
  ],
  invalid: [
    { name: "no policy", props: { name: "claims" }, finds: "QueuePolicy" },
    {
      name: "a policy without it",
      props: { name: "claims" },
      others: [policyOf(from("subject"), allow(toRole))],
      finds: "QueuePolicy.policy",
    },
    { name: "inline without it", props: { policy: allow(toRole) }, finds: "policy" },
    {
      name: "sending alone",
      props: { name: "claims" },
      others: [policyOf(from("subject"), tlsOnly.replace("sqs:*", "sqs:SendMessage"))],
      finds: "QueuePolicy.policy",
    },
    {
      name: "of another queue",
      props: { name: "claims" },
      others: [{ type: QUEUE, name: "other" }, policyOf(from("other"), tlsOnly)],
      finds: "QueuePolicy",
    },
  ],
  notJudged: [
    { name: "another type", type: BUCKET, props: {}, because: "other-type" },
    {
      name: "document not known yet",
      props: { name: "claims" },
      others: [policyOf(from("subject"), unknownString)],
      because: "unknown",
      finds: "QueuePolicy.policy.Statement",
    },
    {
      name: "a policy whose queue nobody knows",
      props: { name: "claims" },
      others: [policyOf(unknownString, tlsOnly)],
      because: "unknown",
      finds: "QueuePolicy.queueUrl",
    },
  ],
});
