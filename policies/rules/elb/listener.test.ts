import { from, testRule, unknownString } from "../../testing/rule-tester";
import {
  albHttpToHttpsRedirectionCheck,
  elbv2AcmCertificateRequired,
  elbv2PqcTls,
  elbv2PredefinedSecurityPolicySslCheck,
  nlbListenerTls,
} from "./listener";

const another = {
  name: "another type",
  type: "aws:lb/loadBalancer:LoadBalancer",
  props: {},
  because: "other-type",
} as const;
const LATER = [
  "aws:alb/listener:Listener",
  "aws:elasticloadbalancingv2/listener:Listener",
  "aws:applicationloadbalancing/listener:Listener",
];
const LISTENER = "aws:lb/listener:Listener";
const RULE = "aws:lb/listenerRule:ListenerRule";

const certificateArn = "arn:aws:acm:us-east-1:111122223333:certificate/c";
const toHttps = { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } };
const group = "arn:aws:elasticloadbalancing:us-east-1:111122223333:targetgroup/claims/0123456789abcdef";
const forward = { type: "forward", targetGroupArn: group };
const http = { port: 80, protocol: "HTTP" };
const https = { port: 443, protocol: "HTTPS", certificateArn, defaultActions: [forward] };

const ruleOf = (protocol: unknown, action: object) => ({
  type: RULE,
  props: { listenerArn: from("listener"), actions: [action] },
  others: [{ type: LISTENER, name: "listener", props: { port: 80, protocol } }],
});

testRule(albHttpToHttpsRedirectionCheck, {
  valid: [
    { name: "redirects", props: { ...http, defaultActions: [toHttps] } },
    { name: "HTTPS", props: https },
    { name: "TCP of a network load balancer", props: { port: 443, protocol: "TCP", defaultActions: [forward] } },
    { name: "TCP to a load balancer behind", props: { port: 80, protocol: "TCP", defaultActions: [forward] } },
    { name: "a gateway's listener", props: { defaultActions: [forward] } },
    { name: "no protocol, but it redirects", props: { port: 80, defaultActions: [toHttps] } },
    { name: "rule that redirects", ...ruleOf("HTTP", toHttps) },
    { name: "rule of an HTTPS listener", ...ruleOf("HTTPS", forward) },
    ...[
      "aws:alb/listenerRule:ListenerRule",
      "aws:elasticloadbalancingv2/listenerRule:ListenerRule",
      "aws:applicationloadbalancing/listenerRule:ListenerRule",
    ].map((type) => ({ name: type, ...ruleOf("HTTP", toHttps), type })),
  ],
  invalid: [
    {
      name: "forwards",
      props: { ...http, defaultActions: [forward] },
      finds: "defaultActions[0].type",
    },
    {
      name: "no protocol: the provider makes it HTTP",
      props: { port: 8080, defaultActions: [forward] },
      finds: "defaultActions[0].type",
    },
    {
      name: "lower case",
      props: { port: 80, protocol: "http", defaultActions: [forward] },
      finds: "defaultActions[0].type",
    },
    {
      name: "answers by itself",
      props: { ...http, defaultActions: [{ type: "fixed-response", fixedResponse: { contentType: "text/plain" } }] },
      finds: "defaultActions[0].type",
    },
    {
      name: "redirects to HTTP",
      props: { ...http, defaultActions: [{ type: "redirect", redirect: { protocol: "HTTP", port: "8080" } }] },
      finds: "defaultActions[0].redirect.protocol",
    },
    {
      name: "redirect keeps the protocol",
      props: { ...http, defaultActions: [{ type: "redirect", redirect: { statusCode: "HTTP_301" } }] },
      finds: "defaultActions[0].redirect.protocol",
    },
    { name: "one of two", props: { ...http, defaultActions: [toHttps, forward] }, finds: "defaultActions[1].type" },
    { name: "no action", props: http, finds: "defaultActions" },
    { name: "HTTPS on the port of HTTP", props: { ...https, port: 80 }, finds: ["port", "defaultActions[0].type"] },
    { name: "rule that forwards", ...ruleOf("HTTP", forward), finds: "actions[0].type" },
    {
      name: "rule of a listener by ARN",
      type: RULE,
      props: { listenerArn: "arn:listener", actions: [forward] },
      others: [{ type: LISTENER, name: "listener", props: http, outputs: { arn: "arn:listener" } }],
      finds: "actions[0].type",
    },
  ],
  notJudged: [
    another,
    {
      name: "rule of a listener made elsewhere",
      type: RULE,
      props: { listenerArn: "arn:elsewhere", actions: [forward] },
      because: "exempt",
    },
    {
      name: "rule of another listener than the one in this stack",
      type: RULE,
      props: { listenerArn: "arn:elsewhere", actions: [forward] },
      others: [{ type: LISTENER, name: "listener", props: http, outputs: { arn: "arn:listener" } }],
      because: "exempt",
    },
    {
      name: "rule of a listener from another stack, not known yet",
      type: RULE,
      props: { listenerArn: unknownString, actions: [forward] },
      because: "unknown",
      finds: "listenerArn",
    },
    {
      name: "protocol not known yet",
      props: { port: 80, protocol: unknownString, defaultActions: [forward] },
      because: "unknown",
      finds: "protocol",
    },
    {
      name: "action not known yet",
      props: { ...http, defaultActions: [{ ...toHttps, type: unknownString }] },
      because: "unknown",
      finds: "defaultActions[0].type",
    },
  ],
  alike: LATER,
});

const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const tcp = { port: 443, protocol: "TCP", defaultActions: [{ type: "forward", targetGroupArn: from("group") }] };
const targets = (props: object) => [{ type: TARGET_GROUP, name: "group", props }];
const passThrough = targets({ protocol: "TCP", healthCheck: { protocol: "HTTPS" } });
const iamArn = "arn:aws:iam::111122223333:server-certificate/c";

testRule(elbv2AcmCertificateRequired, {
  valid: [
    { name: "HTTPS", props: https },
    { name: "TLS", props: { ...https, protocol: "TLS" } },
    {
      name: "certificate of this program",
      props: { ...https, certificateArn: from("certificate") },
      others: [{ type: "aws:acm/certificate:Certificate", name: "certificate" }],
    },
    { name: "redirects to HTTPS", props: { ...http, defaultActions: [toHttps] } },
    { name: "the targets end TLS", props: tcp, others: passThrough },
  ],
  invalid: [
    {
      name: "left out",
      props: { port: 443, protocol: "HTTPS", defaultActions: [forward] },
      finds: "certificateArn",
    },
    { name: "empty", props: { ...https, certificateArn: "" }, finds: "certificateArn" },
    {
      name: "TLS without one",
      props: { port: 443, protocol: "TLS", defaultActions: [forward] },
      finds: "certificateArn",
    },
    { name: "no port said", props: { protocol: "HTTPS", defaultActions: [forward] }, finds: "certificateArn" },
    { name: "of IAM", props: { ...https, certificateArn: iamArn }, finds: "certificateArn" },
    {
      name: "plain HTTP",
      props: { ...http, certificateArn, defaultActions: [forward] },
      finds: "defaultActions[0].type",
    },
    { name: "no protocol", props: { port: 80, defaultActions: [forward] }, finds: "defaultActions[0].type" },
    {
      name: "TCP that redirects",
      props: { port: 443, protocol: "TCP", defaultActions: [toHttps] },
      finds: "protocol",
    },
    { name: "TCP to a group of another stack", props: { ...tcp, defaultActions: [forward] }, finds: "protocol" },
    {
      name: "TCP to a group that says nothing of TLS",
      props: tcp,
      others: targets({ protocol: "TCP" }),
      finds: "protocol",
    },
    {
      name: "TCP to another group than the one that ends TLS",
      props: { ...tcp, defaultActions: [forward] },
      others: passThrough,
      finds: "protocol",
    },
  ],
  notJudged: [
    another,
    { name: "UDP", props: { port: 53, protocol: "UDP", defaultActions: [forward] }, because: "exempt" },
    { name: "QUIC", props: { port: 443, protocol: "QUIC", defaultActions: [forward] }, because: "exempt" },
    { name: "a gateway's listener", props: { defaultActions: [forward] }, because: "exempt" },
    {
      name: "certificate from another stack",
      props: { ...https, certificateArn: unknownString },
      because: "unknown",
      finds: "certificateArn",
    },
    {
      name: "group not known yet",
      props: { ...tcp, defaultActions: [{ type: "forward", targetGroupArn: unknownString }] },
      because: "unknown",
      finds: "defaultActions",
    },
  ],
  alike: LATER,
});

const refused = (sslPolicy: string) => ({ name: sslPolicy, props: { ...https, sslPolicy }, finds: "sslPolicy" });
const accepted = (sslPolicy: string) => ({ name: sslPolicy, props: { ...https, sslPolicy } });

testRule(elbv2PredefinedSecurityPolicySslCheck, {
  valid: [
    ...[
      "ELBSecurityPolicy-TLS13-1-2-2021-06",
      "ELBSecurityPolicy-TLS13-1-3-2021-06",
      "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
      "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
      "ELBSecurityPolicy-TLS-1-2-2017-01",
      "ELBSecurityPolicy-TLS-1-2-Ext-2018-06",
      "ELBSecurityPolicy-FS-1-2-Res-2020-10",
    ].map(accepted),
    {
      name: "TLS of a network load balancer",
      props: { ...accepted("ELBSecurityPolicy-TLS13-1-2-2021-06").props, protocol: "TLS" },
    },
  ],
  invalid: [
    { name: "left out", props: https, finds: "sslPolicy" },
    ...[
      "ELBSecurityPolicy-2016-08",
      "ELBSecurityPolicy-TLS13-1-0-2021-06",
      "ELBSecurityPolicy-TLS13-1-1-2021-06",
      "ELBSecurityPolicy-TLS-1-1-2017-01",
      "ELBSecurityPolicy-FS-2018-06",
      "ELBSecurityPolicy-FS-1-1-2019-08",
      "xELBSecurityPolicy-TLS13-1-2-2021-06",
    ].map(refused),
    { name: "TLS without one", props: { ...https, protocol: "TLS" }, finds: "sslPolicy" },
  ],
  notJudged: [
    another,
    { name: "HTTP", props: { ...http, defaultActions: [toHttps] }, because: "exempt" },
    { name: "not known yet", props: { ...https, sslPolicy: unknownString }, because: "unknown", finds: "sslPolicy" },
  ],
  alike: LATER,
});

testRule(elbv2PqcTls, {
  valid: [
    accepted("ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"),
    accepted("ELBSecurityPolicy-TLS13-1-3-FIPS-PQ-2025-09"),
    { name: "TLS", props: { ...https, protocol: "TLS", sslPolicy: "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09" } },
  ],
  invalid: [
    refused("ELBSecurityPolicy-TLS13-1-2-2021-06"),
    refused("ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04"),
    refused("xELBSecurityPolicy-TLS13-1-2-PQ-2025-09"),
    { name: "left out", props: https, finds: "sslPolicy" },
  ],
  notJudged: [
    another,
    { name: "HTTP", props: { ...http, defaultActions: [toHttps] }, because: "exempt" },
    { name: "not known yet", props: { ...https, sslPolicy: unknownString }, because: "unknown", finds: "sslPolicy" },
  ],
  alike: LATER,
});

testRule(nlbListenerTls, {
  valid: [
    { name: "TLS", props: { ...https, protocol: "TLS" } },
    { name: "the targets end TLS, seen by their health check", props: tcp, others: passThrough },
    { name: "the group says TLS", props: tcp, others: targets({ protocol: "TLS" }) },
  ],
  invalid: [
    { name: "TCP", props: { ...tcp, defaultActions: [forward] }, finds: "protocol" },
    { name: "TCP and UDP", props: { ...tcp, protocol: "TCP_UDP", defaultActions: [forward] }, finds: "protocol" },
    { name: "TCP and QUIC", props: { ...tcp, protocol: "TCP_QUIC", defaultActions: [forward] }, finds: "protocol" },
    { name: "the group says TCP", props: tcp, others: targets({ protocol: "TCP" }), finds: "protocol" },
    {
      name: "the group is checked by HTTP",
      props: tcp,
      others: targets({ protocol: "TCP", healthCheck: { protocol: "HTTP" } }),
      finds: "protocol",
    },
    {
      name: "another group ends TLS",
      props: { ...tcp, defaultActions: [forward] },
      others: passThrough,
      finds: "protocol",
    },
  ],
  notJudged: [
    another,
    { name: "UDP", props: { port: 53, protocol: "UDP", defaultActions: [forward] }, because: "exempt" },
    { name: "application load balancer", props: https, because: "exempt" },
    { name: "a gateway's listener", props: { defaultActions: [forward] }, because: "exempt" },
    {
      name: "group not known yet",
      props: { ...tcp, defaultActions: [{ type: "forward", targetGroupArn: unknownString }] },
      because: "unknown",
      finds: "defaultActions",
    },
    { name: "protocol not known yet", props: { ...tcp, protocol: unknownString }, because: "unknown" },
  ],
  alike: LATER,
});
