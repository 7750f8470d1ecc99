import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { elbPredefinedSecurityPolicySslCheck } from "./negotiation-policy";

const NEGOTIATION = "aws:elb/sslNegotiationPolicy:SslNegotiationPolicy";
const POLICY = "aws:elb/loadBalancerPolicy:LoadBalancerPolicy";
const BINDING = "aws:elb/listenerPolicy:ListenerPolicy";
const CLASSIC = "aws:elb/loadBalancer:LoadBalancer";

const https = { instancePort: 8443, instanceProtocol: "https", lbPort: 443, lbProtocol: "https" };
const reference = (value: unknown) => [{ name: "Reference-Security-Policy", value }];
const strong = reference("ELBSecurityPolicy-TLS-1-2-2017-01");
const weak = reference("ELBSecurityPolicy-2016-08");
const own = (...protocols: readonly string[]) => protocols.map((name) => ({ name, value: "true" }));

const negotiation = (attributes: unknown, lbPort: unknown = 443, loadBalancer: unknown = from("subject")) => ({
  type: NEGOTIATION,
  name: "negotiation",
  props: { loadBalancer, lbPort, attributes },
});
const policy = (policyAttributes: unknown, loadBalancerName: unknown = from("subject")) => ({
  type: POLICY,
  name: "policy",
  props: { loadBalancerName, policyName: "tls", policyTypeName: "SSLNegotiationPolicyType", policyAttributes },
});
const binding = (loadBalancerPort: unknown = 443, policyNames: unknown = ["tls"], of: unknown = from("subject")) => ({
  type: BINDING,
  name: "binding",
  props: { loadBalancerName: of, loadBalancerPort, policyNames },
});
const finds = "listeners[0].lbPort";
const other = { type: CLASSIC, name: "other" };

testRule(elbPredefinedSecurityPolicySslCheck, {
  valid: [
    {
      name: "policy on the port",
      props: { name: "claims", listeners: [https] },
      others: [negotiation(strong, 443, "claims")],
    },
    { name: "by reference", props: { listeners: [https] }, others: [negotiation(strong)] },
    { name: "port as a text", props: { listeners: [https] }, others: [negotiation(strong, "443")] },
    { name: "policy of one's own", props: { listeners: [https] }, others: [negotiation(own("Protocol-TLSv1.2"))] },
    {
      name: "bound beside a cookie policy",
      props: { listeners: [https] },
      others: [policy(strong), binding(443, ["cookies", "tls"])],
    },
    { name: "bound by a listener policy", props: { listeners: [https] }, others: [policy(strong), binding()] },
    {
      name: "beside a plain listener",
      props: { listeners: [{ ...https, lbPort: 80, lbProtocol: "http" }, https] },
      others: [negotiation(strong)],
    },
    { name: "the policy itself", type: NEGOTIATION, props: { attributes: strong } },
    {
      name: "the policy itself, its own",
      type: NEGOTIATION,
      props: { attributes: own("Protocol-TLSv1.2", "ECDHE-A") },
    },
    {
      name: "older protocols named, but off",
      type: NEGOTIATION,
      props: { attributes: [...own("Protocol-TLSv1.2"), { name: "Protocol-TLSv1", value: "false" }] },
    },
    { ...policy(strong), name: "the load balancer policy itself" },
    {
      name: "the policy of the second token",
      type: "aws:elasticloadbalancing/sslNegotiationPolicy:SslNegotiationPolicy",
      props: { attributes: strong },
    },
    {
      ...policy(strong),
      name: "the load balancer policy of the second token",
      type: "aws:elasticloadbalancing/loadBalancerPolicy:LoadBalancerPolicy",
    },
  ],
  invalid: [
    { name: "no policy", props: { listeners: [https] }, finds },
    { name: "SSL without a policy", props: { listeners: [{ ...https, lbProtocol: "SSL" }] }, finds },
    {
      name: "a plain listener first",
      props: { listeners: [{ ...https, lbPort: 80, lbProtocol: "http" }, https] },
      finds: "listeners[1].lbPort",
    },
    { name: "an older policy", props: { listeners: [https] }, others: [negotiation(weak)], finds },
    { name: "on another port", props: { listeners: [https] }, others: [negotiation(strong, 8443)], finds },
    {
      name: "of another load balancer",
      props: { listeners: [https] },
      others: [
        other,
        negotiation(strong, 443, from("other")),
        policy(strong, from("other")),
        binding(443, ["tls"], from("other")),
      ],
      finds,
    },
    { name: "bound nowhere", props: { listeners: [https] }, others: [policy(strong)], finds },
    { name: "bound to another port", props: { listeners: [https] }, others: [policy(strong), binding(8443)], finds },
    {
      name: "another policy is bound",
      props: { listeners: [https] },
      others: [policy(strong), binding(443, ["cookies"])],
      finds,
    },
    { name: "bound, but older", props: { listeners: [https] }, others: [policy(weak), binding()], finds },
    {
      name: "bound, but no TLS policy",
      props: { listeners: [https] },
      others: [
        { ...policy(strong), props: { ...policy(strong).props, policyTypeName: "ProxyProtocolPolicyType" } },
        binding(),
      ],
      finds,
    },
    { name: "the policy itself, older", type: NEGOTIATION, props: { attributes: weak }, finds: "attributes" },
    { name: "the policy itself, empty", type: NEGOTIATION, props: {}, finds: "attributes" },
    {
      name: "older reference beside TLS 1.2",
      type: NEGOTIATION,
      props: { attributes: [...weak, ...own("Protocol-TLSv1.2")] },
      finds: "attributes",
    },
    ...["Protocol-SSLv3", "Protocol-TLSv1", "Protocol-TLSv1.1"].map((protocol) => ({
      name: `${protocol} beside TLS 1.2`,
      type: NEGOTIATION,
      props: { attributes: own("Protocol-TLSv1.2", protocol) },
      finds: "attributes",
    })),
    {
      name: "the policy's name under another attribute",
      type: NEGOTIATION,
      props: { attributes: [{ ...strong[0], name: "Comment" }] },
      finds: "attributes",
    },
    { name: "ciphers alone", type: NEGOTIATION, props: { attributes: own("ECDHE-A") }, finds: "attributes" },
    {
      name: "TLS 1.2 off",
      type: NEGOTIATION,
      props: { attributes: [{ name: "Protocol-TLSv1.2", value: "false" }] },
      finds: "attributes",
    },
    { ...policy(weak), name: "the load balancer policy itself, older", finds: "policyAttributes" },
    {
      ...policy(own("Protocol-TLSv1.2", "Protocol-TLSv1.1")),
      name: "the load balancer policy itself, its own",
      finds: "policyAttributes",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:lb/listener:Listener", props: {}, because: "other-type" },
    { name: "no TLS", props: { listeners: [{ ...https, lbProtocol: "http" }] }, because: "exempt" },
    {
      name: "policy of another kind",
      type: POLICY,
      props: { policyTypeName: "ProxyProtocolPolicyType", policyAttributes: [] },
      because: "exempt",
    },
    {
      name: "policy of an unknown load balancer",
      props: { listeners: [https] },
      others: [negotiation(strong, 443, unknownString)],
      because: "unknown",
    },
    {
      name: "port not known yet",
      props: { listeners: [https] },
      others: [negotiation(strong, unknownValue)],
      because: "unknown",
      finds: "SslNegotiationPolicy.lbPort",
    },
    {
      name: "the listener's port not known yet",
      props: { listeners: [{ ...https, lbPort: unknownValue }] },
      others: [negotiation(strong)],
      because: "unknown",
      finds,
    },
    {
      name: "the policy itself not known yet",
      type: NEGOTIATION,
      props: { attributes: reference(unknownString) },
      because: "unknown",
    },
  ],
  alike: ["aws:elasticloadbalancing/loadBalancer:LoadBalancer"],
});
