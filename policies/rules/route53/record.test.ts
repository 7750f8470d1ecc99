import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { route53ARecordAttached, route53FailoverWithHealthCheck } from "./record";

const another = { name: "another type", type: "aws:route53/zone:Zone", props: {}, because: "other-type" } as const;
const RECORD = "aws:route53/record:Record";
const name = "claims.example.org";
const record = { zoneId: "Z1", name, type: "A", ttl: 60 };
const eip = { type: "aws:ec2/eip:Eip", name: "eip", outputs: { publicIp: "198.51.100.7" } };
const alias = { name: "d-a1b2c3.execute-api.us-east-1.amazonaws.com", zoneId: "Z2", evaluateTargetHealth: true };

testRule(route53ARecordAttached, {
  valid: [
    { name: "alias", props: { zoneId: "Z1", name, type: "A", aliases: [alias] } },
    { name: "address made in the same preview", props: { ...record, records: [from("eip")] }, others: [eip] },
    { name: "address of a resource, written", props: { ...record, records: ["198.51.100.7"] }, others: [eip] },
    { name: "alias not known yet", props: { zoneId: "Z1", name, type: "A", aliases: unknownValue } },
  ],
  invalid: [
    { name: "written address", props: { ...record, records: ["192.0.2.10"] }, finds: "records[0]" },
    { name: "left out", props: record, finds: "records" },
    {
      name: "one of two addresses",
      props: { ...record, records: ["198.51.100.7", "192.0.2.10"] },
      others: [eip],
      finds: "records[1]",
    },
    {
      name: "the address that a health check asks",
      props: { ...record, records: ["192.0.2.10"] },
      others: [
        { type: "aws:route53/healthCheck:HealthCheck", name: "check", outputs: { ipAddress: "192.0.2.10" } },
        { type: RECORD, name: "older" },
      ],
      finds: "records[0]",
    },
  ],
  notJudged: [
    another,
    { name: "no address", props: { ...record, type: "TXT", records: ["192.0.2.10"] }, because: "exempt" },
    { name: "type not known yet", props: { ...record, type: unknownString }, because: "unknown", finds: "type" },
    {
      name: "addresses not known yet",
      props: { ...record, records: unknownValue },
      because: "unknown",
      finds: "records",
    },
    {
      name: "address not known yet",
      props: { ...record, records: [unknownString] },
      because: "unknown",
      finds: "records[0]",
    },
  ],
});

const domain = { type: "aws:apigateway/domainName:DomainName", name: "domain", props: { domainName: name } };
const open = { ...domain, props: { domainName: name, tags: { DataClassification: "public" } } };
const balancer = { type: "aws:lb/loadBalancer:LoadBalancer", name: "balancer" };
const primary = { failoverRoutingPolicies: [{ type: "PRIMARY" }], setIdentifier: "east" };
const secondary = { failoverRoutingPolicies: [{ type: "SECONDARY" }], setIdentifier: "west" };
const toApi = { zoneId: "Z1", name, type: "A", aliases: [{ ...alias, name: from("domain") }] };
const unchecked = { ...toApi, aliases: [{ ...alias, name: from("domain"), evaluateTargetHealth: false }] };
const HEALTH = ["healthCheckId", "aliases[0].evaluateTargetHealth"];

/** The other record of the judged record's name. */
function other(changed: object) {
  return { type: RECORD, name: "other", props: { ...toApi, ...changed } };
}

testRule(route53FailoverWithHealthCheck, {
  valid: [
    {
      name: "primary with a second, by value",
      props: { zoneId: "Z1", name, type: "A", aliases: [alias], ...primary },
      others: [other({ aliases: [{ ...alias, name: "d-d4e5f6.execute-api.us-west-2.amazonaws.com" }], ...secondary })],
    },
    { name: "primary with a second", props: { ...toApi, ...primary }, others: [domain, other(secondary)] },
    {
      name: "health check",
      props: { ...unchecked, ...primary, healthCheckId: unknownString },
      others: [domain, other(secondary)],
    },
    { name: "second", props: { ...unchecked, ...secondary }, others: [domain] },
    {
      name: "names made in the same preview",
      props: { ...toApi, ...primary, name: from("domain") },
      others: [domain, other({ ...secondary, name: from("domain") })],
    },
    ...[
      { weightedRoutingPolicies: [{ weight: 50 }] },
      { latencyRoutingPolicies: [{ region: "us-east-1" }] },
      { geolocationRoutingPolicies: [{ country: "US" }] },
      { geoproximityRoutingPolicy: { awsRegion: "us-east-1" } },
      { multivalueAnswerRoutingPolicy: true },
    ].map((policy) => ({
      name: `shared by ${Object.keys(policy).join()}`,
      props: { ...toApi, ...policy },
      others: [domain, other({ ...policy, setIdentifier: "west" })],
    })),
    {
      name: "alias for a CNAME",
      props: { ...record, type: "CNAME", ...primary, records: [from("domain")], healthCheckId: "hc-1" },
      others: [domain, other({ ...secondary, type: "CNAME" })],
    },
  ],
  invalid: [
    { name: "one endpoint", props: toApi, others: [domain], finds: "failoverRoutingPolicies" },
    {
      name: "one endpoint by its host",
      props: { ...toApi, aliases: [alias] },
      finds: "failoverRoutingPolicies",
    },
    {
      name: "one AppSync endpoint by its host",
      props: { ...record, type: "CNAME", records: ["a1b2c3.appsync-api.us-east-1.amazonaws.com."] },
      finds: "failoverRoutingPolicies",
    },
    ...[
      "aws:apigatewayv2/domainName:DomainName",
      "aws:apigateway/restApi:RestApi",
      "aws:apigatewayv2/api:Api",
      "aws:appsync/domainName:DomainName",
      "aws:appsync/graphQLApi:GraphQLApi",
    ].map((type) => ({
      name: `one endpoint, ${type}`,
      props: toApi,
      others: [{ type, name: "domain" }],
      finds: "failoverRoutingPolicies",
    })),
    {
      name: "one endpoint in China, capitals",
      props: { ...toApi, aliases: [{ ...alias, name: "D-A1.execute-api.CN-NORTH-1.amazonaws.com.cn" }] },
      finds: "failoverRoutingPolicies",
    },
    {
      name: "a public API and another",
      props: { ...toApi, aliases: [{ ...alias, name: from("domain", "open") }] },
      others: [domain, { ...open, name: "open" }],
      finds: "failoverRoutingPolicies",
    },
    {
      name: "primary with one alias of two that is not checked",
      props: {
        ...toApi,
        ...primary,
        aliases: [alias, { ...alias, evaluateTargetHealth: false }],
      },
      others: [other(secondary)],
      finds: ["healthCheckId", "aliases[1].evaluateTargetHealth"],
    },
    {
      name: "CNAME to an API of this stack",
      props: { ...record, type: "CNAME", records: [from("domain")] },
      others: [domain],
      finds: "failoverRoutingPolicies",
    },
    {
      name: "IPv6",
      props: { ...toApi, type: "AAAA" },
      others: [domain],
      finds: "failoverRoutingPolicies",
    },
    { name: "primary without a second", props: { ...toApi, ...primary }, others: [domain], finds: "Record" },
    {
      name: "primary without a check",
      props: { ...unchecked, ...primary },
      others: [domain, other(secondary)],
      finds: HEALTH,
    },
    {
      name: "primary with another primary",
      props: { ...toApi, ...primary },
      others: [domain, other(primary)],
      finds: "Record",
    },
    {
      name: "second of another name",
      props: { ...toApi, ...primary },
      others: [domain, other({ ...secondary, name: "portal.example.org" })],
      finds: "Record",
    },
    {
      name: "second of another type",
      props: { ...toApi, ...primary },
      others: [domain, other({ ...secondary, type: "AAAA" })],
      finds: "Record",
    },
    {
      name: "primary without a check or an alias",
      props: { ...record, ...primary, records: ["192.0.2.10"] },
      others: [other(secondary)],
      finds: ["healthCheckId", "aliases"],
    },
    {
      name: "weights without a check",
      props: { ...unchecked, weightedRoutingPolicies: [{ weight: 50 }] },
      others: [domain, other({ weightedRoutingPolicies: [{ weight: 50 }] })],
      finds: HEALTH,
    },
    {
      name: "weights without another",
      props: { ...toApi, weightedRoutingPolicies: [{ weight: 50 }] },
      others: [domain],
      finds: "Record",
    },
    {
      name: "the other has no check",
      props: { ...toApi, weightedRoutingPolicies: [{ weight: 50 }] },
      others: [domain, other({ aliases: [{ ...alias, evaluateTargetHealth: false }] })],
      finds: "Record",
    },
  ],
  notJudged: [
    another,
    { name: "no address", props: { ...toApi, ...primary, type: "TXT" }, because: "exempt" },
    {
      name: "leads to a load balancer",
      props: { ...toApi, aliases: [{ ...alias, name: from("balancer") }] },
      others: [balancer, domain],
      because: "exempt",
    },
    { name: "leads to an address", props: { ...record, records: ["192.0.2.10"] }, because: "exempt" },
    {
      name: "leads to another host",
      props: { ...record, type: "CNAME", records: ["www.example.org"] },
      because: "exempt",
    },
    {
      name: "leads to a host that begins like an API's",
      props: { ...record, type: "CNAME", records: ["a.execute-api.us-east-1.amazonaws.com.example.org"] },
      because: "exempt",
    },
    { name: "leads nowhere", props: record, because: "exempt" },
    { name: "leads to a public API", props: toApi, others: [open], because: "exempt" },
    {
      name: "leads to a public API, whose host is known",
      props: {
        ...toApi,
        aliases: [{ ...alias, name: "d-a1b2c3.execute-api.us-east-1.amazonaws.com", zoneId: from("domain") }],
      },
      others: [open],
      because: "exempt",
    },
    {
      name: "target from elsewhere",
      props: { ...toApi, aliases: [{ ...alias, name: unknownString }] },
      because: "unknown",
      finds: "aliases",
    },
    {
      name: "aliases not known yet",
      props: { ...toApi, aliases: unknownValue },
      because: "unknown",
      finds: "aliases",
    },
    {
      name: "records not known yet",
      props: { ...record, type: "CNAME", records: unknownValue },
      because: "unknown",
      finds: "records",
    },
    {
      name: "health not known yet",
      props: { ...toApi, ...primary, aliases: [{ ...alias, evaluateTargetHealth: unknownValue }] },
      others: [other(secondary)],
      because: "unknown",
      finds: "aliases[0].evaluateTargetHealth",
    },
    {
      name: "name of the second not known yet",
      props: { ...toApi, ...primary },
      others: [domain, other({ ...secondary, name: unknownString })],
      because: "unknown",
      finds: "Record.name",
    },
  ],
});
