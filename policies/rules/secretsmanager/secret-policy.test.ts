import { testRule, unknownString } from "../../testing/rule-tester";
import { secretsmanagerPolicyRestrictive } from "./secret-policy";

const SECRET = "aws:secretsmanager/secret:Secret";
const open = { Effect: "Allow", Principal: "*", Action: "secretsmanager:GetSecretValue", Resource: "*" };
const role = { ...open, Principal: { AWS: "arn:aws:iam::111122223333:role/claims" } };
const policyOf = (...statements: object[]): string => JSON.stringify({ Version: "2012-10-17", Statement: statements });

testRule(secretsmanagerPolicyRestrictive, {
  valid: [
    { name: "a role, checked", props: { secretArn: "claims", policy: policyOf(role), blockPublicPolicy: true } },
    {
      name: "the organisation",
      props: {
        policy: policyOf({ ...open, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
        blockPublicPolicy: true,
      },
    },
    { name: "inline", type: SECRET, props: { policy: policyOf(role) } },
    { name: "no policy", type: SECRET, props: {} },
  ],
  invalid: [
    {
      name: "open",
      props: { secretArn: "claims", policy: policyOf(open), blockPublicPolicy: true },
      finds: "policy.Statement[0].Principal",
    },
    { name: "not checked", props: { policy: policyOf(role) }, finds: "blockPublicPolicy" },
    { name: "check off", props: { policy: policyOf(role), blockPublicPolicy: false }, finds: "blockPublicPolicy" },
    { name: "open inline", type: SECRET, props: { policy: policyOf(open) }, finds: "policy.Statement[0].Principal" },
  ],
  notJudged: [
    { name: "another type", type: "aws:sns/topicPolicy:TopicPolicy", props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { policy: unknownString, blockPublicPolicy: true },
      because: "unknown",
      finds: "policy.Statement",
    },
  ],
});
