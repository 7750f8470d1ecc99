import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { sqsQueueEncrypted, sqsQueueNoPublicAccess } from "./queue";

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
