import type { DomainNameArgs, RestApiArgs } from "@pulumi/aws/apigateway";
import type { DomainNameArgs as DomainNameV2Args } from "@pulumi/aws/apigatewayv2";
import { all, any, not, yes } from "../../answer";
import { absent, given, is, matches } from "../../predicates";
import { on } from "../../rule";
import { isPrivate } from "./web-acl";
import { restApi } from "./kinds";

const DOMAIN = "aws:apigateway/domainName:DomainName";
const DOMAIN_V2 = "aws:apigatewayv2/domainName:DomainName";
const NATIVE_DOMAIN = "aws-native:apigateway:DomainName";
const [REST_API] = restApi.types;

type AnyDomainArgs = DomainNameArgs & DomainNameV2Args & Omit<RestApiArgs, keyof DomainNameArgs>;

const encrypting = on<AnyDomainArgs>(DOMAIN, DOMAIN_V2, ...restApi.types, NATIVE_DOMAIN);
const domain = on<DomainNameArgs>(DOMAIN);
const domainV2 = on<DomainNameV2Args>(DOMAIN_V2);

/** TLS_1_2, and the policies of 2025 and later by their names, all of which begin at TLS 1.2 ("Supported security policies"). */
const TLS_1_2_OR_LATER = /^(TLS_1_[2-9]|SecurityPolicy_TLS1[2-9]_\w+)$/;
const POLICIES = "https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-security-policies-list.html";

export const apiGwDomainTlsPolicy = encrypting.rule({
  id: "api-gw-domain-tls-policy",
  title: "APIs and their domains take TLS 1.2 and later alone",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: POLICIES,
  says: "does not refuse TLS older than 1.2",
  fix: 'Set securityPolicy: "TLS_1_2" (in domainNameConfiguration on an apigatewayv2 domain), or switch the default endpoint of a REST API off with disableExecuteApiEndpoint: true.',
  why: "Left out, a regional or edge-optimized REST API gets TLS_1_0. A private one gets TLS_1_2.",
  appliesWhen: (p, _settings, { type }) => (type === REST_API ? not(is(p.disableExecuteApiEndpoint, true)) : yes),
  otherwise: "The API is reached through its own domain alone; the domain's policy is judged.",
  requires: (p, _settings, { type }) => {
    if (type === DOMAIN_V2) return matches(p.domainNameConfiguration.securityPolicy, TLS_1_2_OR_LATER);
    const strong = matches(p.securityPolicy, TLS_1_2_OR_LATER);
    return type === REST_API ? any(strong, all(absent(p.securityPolicy), isPrivate(p as never))) : strong;
  },
});

export const apiGwDomainConfigurationPresent = domainV2.rule({
  id: "api-gw-domain-configuration-present",
  title: "Domains of HTTP and WebSocket APIs name their certificate, endpoint type and security policy",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html",
  says: "lacks a certificate, an endpoint type or a security policy",
  fix: 'Set domainNameConfiguration: { certificateArn: certificate.arn, endpointType: "REGIONAL", securityPolicy: "TLS_1_2" }.',
  requires: ({ domainNameConfiguration: by }) =>
    all(given(by.certificateArn), given(by.endpointType), given(by.securityPolicy)),
});

export const apiGwDomainPqcTls = domain.rule({
  id: "api-gw-domain-pqc-tls",
  title: "Domains of REST APIs agree on keys in a way that quantum computers can't undo",
  severity: "low",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: POLICIES,
  says: "agrees on keys without post-quantum cryptography",
  fix: 'Set securityPolicy: "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09" and endpointAccessMode.',
  why: "Traffic recorded today can be read once quantum computers break today's key exchange; edge-optimized domains have no such policy yet, regional ones have.",
  requires: (p) => matches(p.securityPolicy, /^SecurityPolicy_\w+_PQ_/),
});
