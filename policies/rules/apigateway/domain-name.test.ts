import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { apiGwDomainConfigurationPresent, apiGwDomainPqcTls, apiGwDomainTlsPolicy } from "./domain-name";

const another = {
  name: "another type",
  type: "aws:apigateway/stage:Stage",
  props: {},
  because: "other-type",
} as const;
const DOMAIN_V2 = "aws:apigatewayv2/domainName:DomainName";
const NATIVE = "aws-native:apigateway:DomainName";
const API = "aws:apigateway/restApi:RestApi";
const domainName = "claims.example.org";
const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/c";

testRule(apiGwDomainTlsPolicy, {
  valid: [
    { name: "TLS 1.2", props: { domainName, regionalCertificateArn: certificateArn, securityPolicy: "TLS_1_2" } },
    { name: "TLS 1.3 alone", props: { domainName, securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" } },
    { name: "edge", props: { domainName, securityPolicy: "SecurityPolicy_TLS12_2018_EDGE" } },
    {
      name: "HTTP API",
      type: DOMAIN_V2,
      props: { domainName, domainNameConfiguration: { certificateArn, securityPolicy: "TLS_1_2" } },
    },
    { name: "Cloud Control domain", type: NATIVE, props: { domainName, securityPolicy: "TLS_1_2" } },
    { name: "default endpoint", type: API, props: { name: "claims", securityPolicy: "TLS_1_2" } },
    { name: "private API: TLS 1.2", type: API, props: { endpointConfiguration: { types: "PRIVATE" } } },
  ],
  invalid: [
    { name: "TLS 1.0", props: { domainName, securityPolicy: "TLS_1_0" }, finds: "securityPolicy" },
    { name: "left out", props: { domainName, regionalCertificateArn: certificateArn }, finds: "securityPolicy" },
    { name: "TLS 1.1", props: { domainName, securityPolicy: "TLS_1_1" }, finds: "securityPolicy" },
    { name: "a policy of TLS 1.0", props: { securityPolicy: "SecurityPolicy_TLS10_2016" }, finds: "securityPolicy" },
    { name: "a policy's name inside another", props: { securityPolicy: "no TLS_1_2" }, finds: "securityPolicy" },
    { name: "a longer name", props: { securityPolicy: "TLS_1_2_WITH_1_0" }, finds: "securityPolicy" },
    {
      name: "HTTP API",
      type: DOMAIN_V2,
      props: { domainName, domainNameConfiguration: { certificateArn } },
      finds: "domainNameConfiguration.securityPolicy",
    },
    { name: "Cloud Control domain", type: NATIVE, props: { domainName }, finds: "securityPolicy" },
    {
      name: "default endpoint: TLS 1.0",
      type: API,
      props: { name: "claims" },
      finds: ["securityPolicy", "endpointConfiguration.types"],
    },
    {
      name: "regional API",
      type: API,
      props: { endpointConfiguration: { types: "REGIONAL" } },
      finds: ["securityPolicy", "endpointConfiguration.types"],
    },
    {
      name: "private API, TLS 1.0 by name",
      type: API,
      props: { endpointConfiguration: { types: "PRIVATE" }, securityPolicy: "TLS_1_0" },
      finds: "securityPolicy",
    },
    {
      name: "a domain has no endpoint to switch off",
      props: { domainName, disableExecuteApiEndpoint: true },
      finds: "securityPolicy",
    },
  ],
  notJudged: [
    another,
    { name: "no default endpoint", type: API, props: { disableExecuteApiEndpoint: true }, because: "exempt" },
    {
      name: "not known yet",
      props: { domainName, securityPolicy: unknownString },
      because: "unknown",
      finds: "securityPolicy",
    },
    {
      name: "kind of API not known yet",
      type: API,
      props: { endpointConfiguration: unknownValue },
      because: "unknown",
      finds: "endpointConfiguration.types",
    },
  ],
});

const complete = { certificateArn, endpointType: "REGIONAL", securityPolicy: "TLS_1_2" };

testRule(apiGwDomainConfigurationPresent, {
  valid: [
    { name: "all three", props: { domainName, domainNameConfiguration: complete } },
    {
      name: "certificate made in the same preview",
      props: { domainNameConfiguration: { ...complete, certificateArn: from("certificate") } },
      others: [{ type: "aws:acm/certificate:Certificate", name: "certificate" }],
    },
  ],
  invalid: [
    {
      name: "left out",
      props: { domainName },
      finds: [
        "domainNameConfiguration.certificateArn",
        "domainNameConfiguration.endpointType",
        "domainNameConfiguration.securityPolicy",
      ],
    },
    {
      name: "no certificate",
      props: { domainNameConfiguration: { ...complete, certificateArn: "" } },
      finds: "domainNameConfiguration.certificateArn",
    },
    {
      name: "no endpoint type",
      props: { domainNameConfiguration: { ...complete, endpointType: undefined } },
      finds: "domainNameConfiguration.endpointType",
    },
    {
      name: "no security policy",
      props: { domainNameConfiguration: { ...complete, securityPolicy: undefined } },
      finds: "domainNameConfiguration.securityPolicy",
    },
  ],
  notJudged: [
    another,
    {
      name: "certificate not known yet",
      props: { domainNameConfiguration: { ...complete, certificateArn: unknownString } },
      because: "unknown",
      finds: "domainNameConfiguration.certificateArn",
    },
  ],
});

testRule(apiGwDomainPqcTls, {
  valid: [
    { name: "post-quantum", props: { domainName, securityPolicy: "SecurityPolicy_TLS13_1_2_PQ_2025_09" } },
    { name: "with FIPS", props: { domainName, securityPolicy: "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09" } },
  ],
  invalid: [
    { name: "TLS 1.2", props: { domainName, securityPolicy: "TLS_1_2" }, finds: "securityPolicy" },
    { name: "left out", props: { domainName }, finds: "securityPolicy" },
    {
      name: "TLS 1.3 without",
      props: { domainName, securityPolicy: "SecurityPolicy_TLS13_1_3_2025_09" },
      finds: "securityPolicy",
    },
    {
      name: "the name inside another",
      props: { domainName, securityPolicy: "OLD_SecurityPolicy_TLS13_PQ_2025" },
      finds: "securityPolicy",
    },
    { name: "a name of its own", props: { domainName, securityPolicy: "MY_PQ_POLICY" }, finds: "securityPolicy" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { domainName, securityPolicy: unknownString },
      because: "unknown",
      finds: "securityPolicy",
    },
  ],
});
