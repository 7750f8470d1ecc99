import { from, testRule, unknownString } from "../../testing/rule-tester";
import { apiGwAssociatedWithWaf } from "./web-acl";

const another = {
  name: "another type",
  type: "aws:apigateway/apiKey:ApiKey",
  props: {},
  because: "other-type",
} as const;
const STAGE = "aws:apigateway/stage:Stage";
const WAF = "aws:wafv2/webAclAssociation:WebAclAssociation";
const CLASSIC_WAF = "aws:wafregional/webAclAssociation:WebAclAssociation";

const api = { type: "aws:apigateway/restApi:RestApi", name: "api", props: { name: "claims" } };
const otherApi = { ...api, name: "other-api" };
const stage = { restApi: from("api"), stageName: "prod" };

const acl = { webAclArn: "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/api/1" };
const stageArn = "arn:aws:apigateway:us-east-1::/restapis/a1b2c3/stages/prod";
const byArn = { type: WAF, name: "acl", props: { ...acl, resourceArn: stageArn } };
const secondStage = { type: STAGE, name: "second", props: { restApi: from("api"), stageName: "test" } };

testRule(apiGwAssociatedWithWaf, {
  valid: [
    {
      name: "association by reference",
      props: stage,
      others: [api, { type: WAF, name: "acl", props: { ...acl, resourceArn: from("subject") } }],
    },
    {
      name: "classic association",
      props: stage,
      others: [api, { type: CLASSIC_WAF, name: "acl", props: { webAclId: "1", resourceArn: from("subject") } }],
    },
    { name: "association by ARN", props: { restApi: "a1b2c3", stageName: "prod" }, others: [byArn] },
    {
      name: "ARN made from the API and the stage's name",
      props: stage,
      others: [api, { type: WAF, name: "acl", props: { ...acl, resourceArn: from("api") } }],
    },
    {
      name: "ARN made from the API and one of its stages",
      props: stage,
      others: [api, secondStage, { type: WAF, name: "acl", props: { ...acl, resourceArn: from("api", "subject") } }],
    },
  ],
  invalid: [
    { name: "none, by value", props: { restApi: "a1b2c3", stageName: "prod" }, finds: "WebAclAssociation" },
    { name: "none", props: stage, others: [api], finds: "WebAclAssociation" },
    {
      name: "regional API",
      props: stage,
      others: [{ ...api, props: { endpointConfiguration: { types: "REGIONAL" } } }],
      finds: "WebAclAssociation",
    },
    {
      name: "association of another stage",
      props: stage,
      others: [api, secondStage, { type: WAF, name: "acl", props: { ...acl, resourceArn: from("api", "second") } }],
      finds: "WebAclAssociation",
    },
    {
      name: "association of another API",
      props: stage,
      others: [api, otherApi, { type: WAF, name: "acl", props: { ...acl, resourceArn: from("other-api") } }],
      finds: "WebAclAssociation",
    },
    {
      name: "ARN of another stage",
      props: { restApi: "a1b2c3", stageName: "test" },
      others: [byArn],
      finds: "WebAclAssociation",
    },
    {
      name: "ARN of another API's stage of that name",
      props: { restApi: "d4e5f6", stageName: "prod" },
      others: [byArn],
      finds: "WebAclAssociation",
    },
    {
      name: "ARN of a load balancer",
      props: { restApi: "d4e5f6", stageName: "prod" },
      others: [{ type: WAF, name: "acl", props: { ...acl, resourceArn: "arn:aws:elasticloadbalancing:us-east-1::x" } }],
      finds: "WebAclAssociation",
    },
  ],
  notJudged: [
    another,
    {
      name: "private API",
      props: stage,
      others: [{ ...api, props: { endpointConfiguration: { types: "PRIVATE" } } }],
      because: "exempt",
    },
    {
      name: "private API, types as a list",
      props: stage,
      others: [{ ...api, props: { endpointConfiguration: { types: ["PRIVATE"] } } }],
      because: "exempt",
    },
    {
      name: "association from elsewhere",
      props: stage,
      others: [api, { type: WAF, name: "acl", props: { ...acl, resourceArn: unknownString } }],
      because: "unknown",
      finds: "WebAclAssociation.resourceArn",
    },
    {
      name: "ARN made from the API, which has two stages",
      props: stage,
      others: [api, secondStage, { type: WAF, name: "acl", props: { ...acl, resourceArn: from("api") } }],
      because: "unknown",
      finds: "WebAclAssociation.resourceArn",
    },
    {
      name: "API not known yet",
      props: { restApi: unknownString, stageName: "prod" },
      because: "unknown",
      finds: "restApi",
    },
  ],
});
