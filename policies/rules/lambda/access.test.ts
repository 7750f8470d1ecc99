import { from, testRule, unknownString } from "../../testing/rule-tester";
import {
  lambdaFunctionPublicAccessProhibited,
  lambdaFunctionUrlAuth,
  lambdaPermissionSourceRestricted,
} from "./access";

const another = { name: "another type", type: "aws:lambda/alias:Alias", props: {}, because: "other-type" } as const;
const URL = "aws:lambda/functionUrl:FunctionUrl";
const LAYER = "aws:lambda/layerVersionPermission:LayerVersionPermission";
const POLICY = "aws:lambda/resourcePolicy:ResourcePolicy";
const invoke = { action: "lambda:InvokeFunction", function: "claims-intake" };
const layer = { action: "lambda:GetLayerVersion", layerName: "claims", versionNumber: 3, statementId: "share" };
const topic = { type: "aws:sns/topic:Topic", name: "topic" };

function policy(statement: object): string {
  return JSON.stringify({
    Statement: [{ Effect: "Allow", Principal: "*", Action: "lambda:InvokeFunction", Resource: "*", ...statement }],
  });
}

testRule(lambdaFunctionPublicAccessProhibited, {
  valid: [
    { name: "an account", props: { ...invoke, principal: "111122223333" } },
    { name: "a service", props: { ...invoke, principal: "sns.amazonaws.com" } },
    { name: "an organisation", props: { ...invoke, principal: "*", principalOrgId: "o-a1b2c3d4e5" } },
    { name: "a topic", props: { ...invoke, principal: "*", sourceArn: "arn:aws:sns:us-east-1:111122223333:claims" } },
    { name: "a bucket", props: { ...invoke, principal: "*", sourceArn: "arn:aws:s3:::claims" } },
    { name: "buckets of one name", props: { ...invoke, principal: "*", sourceArn: "arn:aws:s3:::cla*" } },
    {
      name: "a topic of the same preview",
      props: { ...invoke, principal: "*", sourceArn: from("topic") },
      others: [topic],
    },
    { name: "one account's buckets", props: { ...invoke, principal: "*", sourceAccount: "111122223333" } },
    { name: "an Alexa skill", props: { ...invoke, principal: "*", eventSourceToken: "amzn1.ask.skill.claims" } },
    {
      name: "a URL for signed requests",
      type: URL,
      props: { functionName: "claims-intake", authorizationType: "AWS_IAM" },
    },
    { name: "a layer for one account", type: LAYER, props: { ...layer, principal: "111122223333" } },
    {
      name: "a layer for the organisation",
      type: LAYER,
      props: { ...layer, principal: "*", organizationId: "o-a1b2c3d4e5" },
    },
    {
      name: "a policy for one account",
      type: POLICY,
      props: { policy: policy({ Principal: { AWS: "111122223333" } }) },
    },
    {
      name: "a policy for the organisation",
      type: POLICY,
      props: { policy: policy({ Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }) },
    },
  ],
  invalid: [
    { name: "everyone", props: { ...invoke, principal: "*" }, finds: "principal" },
    { name: "the root of every account", props: { ...invoke, principal: "arn:aws:iam::*:root" }, finds: "principal" },
    { name: "any source", props: { ...invoke, principal: "*", sourceArn: "*" }, finds: "principal" },
    {
      name: "any account's topics",
      props: { ...invoke, principal: "*", sourceArn: "arn:aws:sns:us-east-1:*:claims" },
      finds: "principal",
    },
    {
      name: "any account's topics by a mark",
      props: { ...invoke, principal: "*", sourceArn: "arn:aws:sns:us-east-1:11112222333?:claims" },
      finds: "principal",
    },
    {
      name: "any bucket",
      props: { ...invoke, principal: "*", sourceArn: "arn:aws:s3:::cl*" },
      finds: "principal",
    },
    {
      name: "any bucket of an ending",
      props: { ...invoke, principal: "*", sourceArn: "arn:aws:s3:::*claims" },
      finds: "principal",
    },
    { name: "an empty source", props: { ...invoke, principal: "*", sourceArn: "" }, finds: "principal" },
    {
      name: "a function URL for everyone",
      props: { ...invoke, action: "lambda:InvokeFunctionUrl", principal: "*", functionUrlAuthType: "NONE" },
      finds: "principal",
    },
    {
      name: "a URL without authorization",
      type: URL,
      props: { functionName: "claims-intake", authorizationType: "NONE" },
      finds: "authorizationType",
    },
    { name: "a layer for everyone", type: LAYER, props: { ...layer, principal: "*" }, finds: "principal" },
    {
      name: "a policy for everyone",
      type: POLICY,
      props: { policy: policy({}) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "a policy for URLs without authorization",
      type: POLICY,
      props: { policy: policy({ Condition: { StringEquals: { "lambda:FunctionUrlAuthType": "NONE" } } }) },
      finds: "policy.Statement[0].Principal",
    },
  ],
  notJudged: [
    another,
    {
      name: "principal not known yet",
      props: { ...invoke, principal: unknownString },
      because: "unknown",
      finds: "principal",
    },
    {
      name: "policy not known yet",
      type: POLICY,
      props: { policy: unknownString },
      because: "unknown",
      finds: "policy.Statement",
    },
  ],
});

testRule(lambdaFunctionUrlAuth, {
  valid: [{ name: "signed requests", props: { functionName: "claims-intake", authorizationType: "AWS_IAM" } }],
  invalid: [
    { name: "none", props: { functionName: "claims-intake", authorizationType: "NONE" }, finds: "authorizationType" },
    { name: "left out", props: { functionName: "claims-intake" }, finds: "authorizationType" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { authorizationType: unknownString },
      because: "unknown",
      finds: "authorizationType",
    },
  ],
});

testRule(lambdaPermissionSourceRestricted, {
  valid: [
    {
      name: "a topic",
      props: { ...invoke, principal: "sns.amazonaws.com", sourceArn: "arn:aws:sns:us-east-1:111122223333:claims" },
    },
    {
      name: "a topic of the same preview",
      props: { ...invoke, principal: "sns.amazonaws.com", sourceArn: from("topic") },
      others: [topic],
    },
    { name: "an account", props: { ...invoke, principal: "s3.amazonaws.com", sourceAccount: "111122223333" } },
    { name: "a bucket", props: { ...invoke, principal: "s3.amazonaws.com", sourceArn: "arn:aws:s3:::claims" } },
    {
      name: "a service of AWS in China",
      props: { ...invoke, principal: "events.amazonaws.com.cn", sourceAccount: "111122223333" },
    },
    {
      name: "an Alexa skill",
      props: { ...invoke, principal: "alexa-appkit.amazon.com", eventSourceToken: "amzn1.ask.skill.claims" },
    },
  ],
  invalid: [
    { name: "any topic", props: { ...invoke, principal: "sns.amazonaws.com" }, finds: ["sourceArn", "sourceAccount"] },
    {
      name: "any skill",
      props: { ...invoke, principal: "alexa-appkit.amazon.com" },
      finds: ["sourceArn", "sourceAccount"],
    },
    {
      name: "any rule of AWS in China",
      props: { ...invoke, principal: "events.amazonaws.com.cn" },
      finds: ["sourceArn", "sourceAccount"],
    },
    {
      name: "any API of any account",
      props: { ...invoke, principal: "apigateway.amazonaws.com", sourceArn: "arn:aws:execute-api:*:*:*" },
      finds: ["sourceArn", "sourceAccount"],
    },
    {
      name: "an organisation, which no service belongs to",
      props: { ...invoke, principal: "sns.amazonaws.com", principalOrgId: "o-a1b2c3d4e5" },
      finds: ["sourceArn", "sourceAccount"],
    },
  ],
  notJudged: [
    another,
    { name: "an account", props: { ...invoke, principal: "111122223333" }, because: "exempt" },
    {
      name: "a role with a service's name in its own",
      props: { ...invoke, principal: "arn:aws:iam::111122223333:role/s3.amazonaws.com-copy" },
      because: "exempt",
    },
    { name: "a role", props: { ...invoke, principal: "arn:aws:iam::111122223333:role/claims" }, because: "exempt" },
    {
      name: "principal not known yet",
      props: { ...invoke, principal: unknownString },
      because: "unknown",
      finds: "principal",
    },
  ],
});
