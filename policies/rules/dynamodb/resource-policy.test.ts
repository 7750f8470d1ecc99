import { testRule, unknownString } from "../../testing/rule-tester";
import { dynamodbResourcePolicyNoCrossAccount } from "./resource-policy";

const resourceArn = "arn:aws:dynamodb:us-east-1:111122223333:table/claims";
const OWN = { AWS: "arn:aws:iam::111122223333:role/intake" };
const OTHER = { AWS: "arn:aws:iam::444455556666:root" };
const statement = { Effect: "Allow", Principal: OWN, Action: "dynamodb:GetItem", Resource: "*" };
const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });

testRule(dynamodbResourcePolicyNoCrossAccount, {
  valid: [
    { name: "a role of the account", props: { resourceArn, policy: policy(statement) } },
    { name: "as an object", props: { resourceArn, policy: { Statement: [statement] } } },
    {
      name: "a trusted account",
      props: { resourceArn, policy: policy({ ...statement, Principal: OTHER }) },
      settings: { trustedAccounts: ["444455556666"] },
    },
    {
      name: "the account of the resource in the statement",
      props: { resourceArn: unknownString, policy: policy({ ...statement, Resource: resourceArn }) },
    },
    {
      name: "another account is refused",
      props: { resourceArn, policy: policy({ ...statement, Effect: "Deny", Principal: OTHER }) },
    },
    {
      name: "the organisation",
      props: {
        resourceArn,
        policy: policy({
          ...statement,
          Principal: "*",
          Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
        }),
      },
    },
    { name: "no policy", props: { resourceArn } },
  ],
  invalid: [
    {
      name: "another account",
      props: { resourceArn, policy: policy({ ...statement, Principal: OTHER }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "another account in the second statement",
      props: { resourceArn, policy: policy(statement, { ...statement, Principal: { AWS: ["444455556666"] } }) },
      finds: "policy.Statement[1].Principal",
    },
    {
      name: "anyone",
      props: { resourceArn, policy: policy({ ...statement, Principal: "*" }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "an account that happens to be part of the ARN's other fields",
      props: {
        resourceArn: "arn:aws:dynamodb:us-east-1:111122223333:table/444455556666",
        policy: policy({ ...statement, Principal: OTHER }),
      },
      finds: "policy.Statement[0].Principal",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:dynamodb/table:Table", props: {}, because: "other-type" },
    { name: "not known yet", props: { resourceArn, policy: unknownString }, because: "unknown" },
  ],
});
