import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { apiGwEndpointNotPublic } from "./rest-api";

const POLICY = "aws:apigateway/restApiPolicy:RestApiPolicy";
const API = "aws:apigateway/restApi:RestApi";
const VPCE = "vpce-0a1b2c3d";
const endpointConfiguration = { types: "PRIVATE", vpcEndpointIds: [VPCE] };
const closed = { name: "claims", endpointConfiguration };
const everyone = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
const refusal = {
  ...everyone,
  Effect: "Deny",
  Condition: { StringNotEquals: { "aws:SourceVpce": VPCE } },
};
const fromEndpoint = { ...everyone, Condition: { StringEquals: { "aws:SourceVpce": VPCE } } };

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

/** A policy resource of the judged API. */
function companion(document: unknown, restApiId: unknown = from("subject")) {
  return { type: POLICY, name: "policy", props: { restApiId, policy: document } };
}

const networks = [
  { type: "aws:ec2/vpcEndpoint:VpcEndpoint", name: "endpoint" },
  { type: "aws:ec2/vpc:Vpc", name: "network" },
];

const PRINCIPAL = "policy.Statement[0].Principal";
const TYPES = "endpointConfiguration.types";

testRule(apiGwEndpointNotPublic, {
  valid: [
    { name: "one VPC endpoint", props: { ...closed, policy: policy(fromEndpoint) } },
    { name: "no policy: nobody gets in", props: closed },
    { name: "types as a list", props: { endpointConfiguration: { types: ["PRIVATE"] } } },
    { name: "all but one VPC endpoint refused", props: { ...closed, policy: policy(everyone, refusal) } },
    {
      name: "all but one VPC refused",
      props: {
        ...closed,
        policy: policy(everyone, { ...refusal, Condition: { StringNotLike: { "aws:sourceVpc": ["vpc-0a1b2c3d"] } } }),
      },
    },
    {
      name: "all but an endpoint of this preview refused",
      props: {
        ...closed,
        policy: {
          Statement: [everyone, { ...refusal, Condition: { StringNotEquals: { "aws:SourceVpce": unknownString } } }],
        },
      },
    },
    {
      name: "all but an endpoint of this preview refused, in a list",
      props: {
        ...closed,
        policy: {
          Statement: [everyone, { ...refusal, Condition: { StringNotEquals: { "aws:SourceVpce": [unknownString] } } }],
        },
      },
    },
    ...["StringNotEqualsIgnoreCase", "StringNotEqualsIfExists", "stringNotLike"].map((operator) => ({
      name: `refused by ${operator}`,
      props: {
        ...closed,
        policy: policy(everyone, { ...refusal, Condition: { [operator]: { "aws:SourceVpce": VPCE } } }),
      },
    })),
    ...["endpoint", "network"].map((network) => ({
      name: `policy made from the ${network} of this preview`,
      props: { endpointConfiguration: { types: "PRIVATE", vpcEndpointIds: [from("endpoint")] } },
      others: [...networks, companion(from("subject", network))],
    })),
    { name: "policy made from an endpoint, inline", props: { ...closed, policy: from("endpoint") }, others: networks },
    { name: "policy resource", props: closed, others: [companion(policy(fromEndpoint))] },
    {
      name: "policy resource by id",
      props: closed,
      outputs: { id: "a1b2c3" },
      others: [companion(policy(fromEndpoint), "a1b2c3")],
    },
    {
      name: "policy resource over an open one inline",
      props: { ...closed, policy: policy(everyone) },
      others: [companion(policy(fromEndpoint))],
    },
    { name: "tagged otherwise", props: { ...closed, tags: { "phiguard:exposure": "internal" } } },
  ],
  invalid: [
    { name: "regional", props: { name: "claims", endpointConfiguration: { types: "REGIONAL" } }, finds: TYPES },
    { name: "left out: edge-optimized", props: { name: "claims" }, finds: TYPES },
    { name: "policy lets everyone in", props: { ...closed, policy: policy(everyone) }, finds: PRINCIPAL },
    {
      name: "refuses nobody",
      props: {
        ...closed,
        policy: policy(everyone, { ...refusal, Condition: { StringNotLike: { "aws:SourceVpce": "*" } } }),
      },
      finds: PRINCIPAL,
    },
    {
      name: "refuses only those of one endpoint",
      props: {
        ...closed,
        policy: policy(everyone, { ...refusal, Condition: { StringEquals: { "aws:SourceVpce": VPCE } } }),
      },
      finds: PRINCIPAL,
    },
    {
      name: "refuses by another key",
      props: {
        ...closed,
        policy: policy(everyone, { ...refusal, Condition: { StringNotEquals: { "aws:PrincipalTag/team": "a" } } }),
      },
      finds: PRINCIPAL,
    },
    {
      name: "refuses another action",
      props: { ...closed, policy: policy(everyone, { ...refusal, Action: "execute-api:ManageConnections" }) },
      finds: PRINCIPAL,
    },
    {
      name: "refuses one account alone",
      props: {
        ...closed,
        policy: policy(everyone, { ...refusal, Principal: { AWS: "arn:aws:iam::111122223333:root" } }),
      },
      finds: PRINCIPAL,
    },
    {
      name: "an Allow with the words of a Deny",
      props: { ...closed, policy: policy(everyone, { ...refusal, Effect: "Allow" }) },
      finds: [PRINCIPAL, "policy.Statement[1].Principal"],
    },
    {
      name: "policy resource lets everyone in",
      props: { ...closed, policy: policy(fromEndpoint) },
      others: [companion(policy(everyone))],
      finds: "RestApiPolicy.policy.Statement[0].Principal",
    },
    {
      name: "policy resource of another API",
      props: { ...closed, policy: policy(everyone) },
      others: [{ type: API, name: "other" }, companion(policy(fromEndpoint), from("other"))],
      finds: PRINCIPAL,
    },
    {
      name: "regional, with a policy made from an endpoint",
      props: { endpointConfiguration: { types: "REGIONAL" }, policy: from("endpoint") },
      others: networks,
      finds: TYPES,
    },
    { name: "tagged otherwise", props: { tags: { "phiguard:exposure": "internal" } }, finds: TYPES },
  ],
  notJudged: [
    { name: "another type", type: "aws:apigatewayv2/api:Api", props: {}, because: "other-type" },
    { name: "internet-facing", props: { tags: { "phiguard:exposure": "internet-facing" } }, because: "exempt" },
    {
      name: "internet-facing, written otherwise",
      props: { tags: { Exposure: "Internet-Facing " } },
      because: "exempt",
    },
    { name: "internet-facing, lower case", props: { tags: { exposure: "internet-facing" } }, because: "exempt" },
    {
      name: "tag not known yet",
      props: { tags: { "phiguard:exposure": unknownString } },
      because: "unknown",
      finds: "tags",
    },
    {
      name: "policy not known yet",
      props: { ...closed, policy: unknownString },
      because: "unknown",
      finds: "policy.Statement",
    },
    {
      name: "policy made from the API alone",
      props: closed,
      others: [companion(from("subject"))],
      because: "unknown",
      finds: "RestApiPolicy.policy.Statement",
    },
    {
      name: "policy made from another stack's outputs",
      props: closed,
      others: [{ type: "pulumi:pulumi:StackReference", name: "net" }, companion(from("subject", "net"))],
      because: "unknown",
      finds: "RestApiPolicy.policy.Statement",
    },
    {
      name: "policy resource of an API not known yet",
      props: closed,
      others: [companion(policy(fromEndpoint), unknownString)],
      because: "unknown",
      finds: "RestApiPolicy.restApiId",
    },
    {
      name: "keys of a condition not known yet",
      props: {
        ...closed,
        policy: { Statement: [everyone, { ...refusal, Condition: { StringNotEquals: unknownValue } }] },
      },
      because: "unknown",
      finds: "policy.Statement[1].Condition.StringNotEquals",
    },
    {
      name: "conditions not known yet",
      props: { ...closed, policy: { Statement: [everyone, { ...refusal, Condition: unknownValue }] } },
      because: "unknown",
      finds: "policy.Statement[1].Condition",
    },
  ],
});
