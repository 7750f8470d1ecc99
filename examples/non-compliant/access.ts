import * as aws from "@pulumi/aws";
import {
  accountId,
  billingAccountId,
  bucketArn,
  document,
  grant,
  internal,
  logGroupArn,
  named,
  region,
  role,
} from "./site";

/** Reads the scans and files what it finds. */
export const worker = role("worker", {
  Action: "sts:AssumeRole",
  Principal: { Service: "ecs-tasks.amazonaws.com" },
  Condition: { StringEquals: { "aws:SourceAccount": accountId } },
});
grant(
  "worker",
  worker,
  document(
    { Action: ["s3:GetObject", "s3:PutObject"], Resource: [`${bucketArn("scans")}/*`, `${bucketArn("referrals")}/*`] },
    {
      Action: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      Resource: `arn:aws:sqs:${region}:${accountId}:${named("waiting")}`,
    },
    {
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${logGroupArn("worker-log")}:log-stream:*`,
    },
  ),
);

/** The billing company's way in. */
export const billing = role("billing", {
  Action: "sts:AssumeRole",
  Principal: { AWS: `arn:aws:iam::${billingAccountId}:root` },
});
grant("billing", billing, document({ Action: "s3:GetObject", Resource: `${bucketArn("exports")}/visits/*` }));

/** For the on-call engineer, signed in with a second factor. */
export const support = new aws.iam.Role("support", {
  name: named("support"),
  assumeRolePolicy: document({
    Action: "sts:AssumeRole",
    Principal: { AWS: `arn:aws:iam::${accountId}:role/on-call` },
    Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  }),
  tags: internal,
});
// To be narrowed once we know what support needs.
grant("support", support, document({ Action: "*", Resource: "*" }));
