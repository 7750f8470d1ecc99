import { from, testRule, unknownString } from "../../testing/rule-tester";
import { eventbridgeBusNotExposed } from "./event-bus";

const PERMISSION = "aws:cloudwatch/eventPermission:EventPermission";
const RESOURCE = "arn:aws:events:us-east-1:111122223333:event-bus/claims";

function policy(...statements: object[]): object {
  return {
    eventBusName: "claims",
    policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
  };
}

const open = { Sid: "put", Effect: "Allow", Principal: "*", Action: "events:PutEvents", Resource: RESOURCE };
const organisation = { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } };
const foreign = { AWS: "arn:aws:iam::444455556666:root" };

testRule(eventbridgeBusNotExposed, {
  valid: [
    { name: "everyone of the organisation", props: policy({ ...open, Condition: organisation }) },
    {
      name: "the account of the bus",
      props: policy({ ...open, Principal: { AWS: "arn:aws:iam::111122223333:role/claims" } }),
    },
    {
      name: "a trusted account",
      props: policy({ ...open, Principal: foreign }),
      settings: { trustedAccounts: ["444455556666"] },
    },
    {
      name: "another account of the organisation",
      props: policy({ ...open, Principal: foreign, Condition: organisation }),
    },
    {
      name: "a unit of the organisation",
      props: policy({
        ...open,
        Principal: foreign,
        Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*" } },
      }),
    },
    {
      name: "a permission for the account that the provider is bound to",
      type: PERMISSION,
      props: { principal: "111122223333", statementId: "own" },
      provider: { properties: { allowedAccountIds: '["111122223333"]' } },
    },
    { name: "a Deny", props: policy({ ...open, Effect: "Deny" }) },
    {
      name: "a permission for the organisation",
      type: PERMISSION,
      props: {
        principal: "*",
        statementId: "org",
        condition: { key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-a1b2c3d4e5" },
      },
    },
    {
      name: "a permission for an organisation not known yet",
      type: PERMISSION,
      props: {
        principal: "*",
        statementId: "org",
        condition: { key: "aws:PrincipalOrgID", type: "StringEquals", value: unknownString },
      },
    },
    {
      name: "a permission for a trusted account",
      type: PERMISSION,
      props: { principal: "444455556666", statementId: "lab" },
      settings: { trustedAccounts: ["444455556666"] },
    },
    {
      name: "a role of this program, whose ARN is not known yet",
      props: { policy: { Statement: [{ ...open, Resource: unknownString, Principal: { AWS: from("role") } }] } },
      others: [{ type: "aws:iam/role:Role", name: "role" }],
    },
  ],
  invalid: [
    { name: "anyone", props: policy(open), finds: "policy.Statement[0].Principal" },
    {
      name: "an account nobody named",
      props: policy({ ...open, Principal: foreign }),
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "an account nobody named, bound to an address",
      props: policy({ ...open, Principal: foreign, Condition: { IpAddress: { "aws:SourceIp": "203.0.113.7/32" } } }),
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "an account nobody named, of a bus that can't be told",
      props: policy({ ...open, Resource: "*", Principal: { AWS: "111122223333" } }),
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "a permission for anyone",
      type: PERMISSION,
      props: { principal: "*", statementId: "open" },
      finds: "principal",
    },
    {
      name: "a permission bound by something else",
      type: PERMISSION,
      props: {
        principal: "*",
        statementId: "open",
        condition: { key: "aws:SourceIp", type: "StringEquals", value: "a" },
      },
      finds: "principal",
    },
    {
      name: "a permission for no organisation in particular",
      type: PERMISSION,
      props: {
        principal: "*",
        statementId: "open",
        condition: { key: "aws:PrincipalOrgID", type: "StringEquals", value: "" },
      },
      finds: "principal",
    },
    {
      name: "a permission for an account nobody named, with a condition",
      type: PERMISSION,
      props: {
        principal: "444455556666",
        statementId: "lab",
        condition: { key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-a1b2c3d4e5" },
      },
      finds: "principal",
    },
    {
      name: "a permission for another account than the provider's",
      type: PERMISSION,
      props: { principal: "111122223333", statementId: "own" },
      provider: { properties: { allowedAccountIds: '["444455556666"]' } },
      finds: "principal",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:cloudwatch/eventBus:EventBus", props: {}, because: "other-type" },
    { name: "not known yet", props: { policy: unknownString }, because: "unknown", finds: "policy.Statement" },
    {
      name: "a permission for an account not known yet",
      type: PERMISSION,
      props: { principal: unknownString, statementId: "lab" },
      because: "unknown",
      finds: "principal",
    },
  ],
});
