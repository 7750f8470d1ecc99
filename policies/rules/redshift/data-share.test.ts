import { from, testRule, unknownString } from "../../testing/rule-tester";
import { redshiftDatashareAuthorizedConsumers } from "./data-share";

const POLICY = "aws:redshift/resourcePolicy:ResourcePolicy";
const dataShareArn = "arn:aws:redshift:us-east-1:111122223333:datashare:7c1a/claims";
const resourceArn = "arn:aws:redshift:us-east-1:111122223333:namespace:7c1a";
const trusted = { trustedAccounts: ["444455556666"] };

function policy(Principal: unknown): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "redshift:CreateInboundIntegration" }],
  });
}

testRule(redshiftDatashareAuthorizedConsumers, {
  valid: [
    { name: "a trusted account", props: { dataShareArn, consumerIdentifier: "444455556666" }, settings: trusted },
    {
      name: "an account with an agreement",
      props: { dataShareArn, consumerIdentifier: "777788889999" },
      config: { associateAccounts: ["777788889999"] },
    },
    { name: "nobody", props: { dataShareArn } },
    {
      name: "a policy for its own account",
      type: POLICY,
      props: { resourceArn, policy: policy({ AWS: "arn:aws:iam::111122223333:root" }) },
    },
    {
      name: "a policy for an AWS service",
      type: POLICY,
      props: { resourceArn, policy: policy({ Service: "redshift.amazonaws.com" }) },
    },
    {
      name: "a policy for a trusted account, its namespace not known yet",
      type: POLICY,
      props: { resourceArn: unknownString, policy: policy({ AWS: "444455556666" }) },
      settings: trusted,
    },
    {
      name: "a policy for an account with an agreement",
      type: POLICY,
      props: { resourceArn, policy: policy({ AWS: "777788889999" }) },
      config: { associateAccounts: ["777788889999"] },
    },
  ],
  invalid: [
    {
      name: "an account that nobody listed",
      props: { dataShareArn, consumerIdentifier: "777788889999" },
      settings: trusted,
      finds: "consumerIdentifier",
    },
    { name: "AWS Data Exchange", props: { dataShareArn, consumerIdentifier: "ADX" }, finds: "consumerIdentifier" },
    {
      name: "a policy for another account",
      type: POLICY,
      props: { resourceArn, policy: policy({ AWS: "777788889999" }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "a policy for anyone",
      type: POLICY,
      props: { resourceArn, policy: policy("*") },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "a policy for anyone, its namespace not known yet",
      type: POLICY,
      props: { resourceArn: unknownString, policy: policy("*") },
      finds: "policy.Statement[0].Principal",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    {
      name: "an account that is not known yet",
      props: { dataShareArn, consumerIdentifier: unknownString },
      because: "unknown",
      finds: "consumerIdentifier",
    },
    {
      name: "a policy for the account of a namespace not known yet",
      type: POLICY,
      props: { resourceArn: from("namespace"), policy: policy({ AWS: "111122223333" }) },
      others: [{ type: "aws:redshiftserverless/namespace:Namespace", name: "namespace" }],
      because: "unknown",
      finds: "resourceArn",
    },
    {
      name: "a policy not known yet",
      type: POLICY,
      props: { resourceArn, policy: unknownString },
      because: "unknown",
      finds: "policy.Statement",
    },
  ],
});
