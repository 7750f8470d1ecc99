import type {
  ListenerPolicyArgs,
  LoadBalancerArgs,
  LoadBalancerPolicyArgs,
  SslNegotiationPolicyArgs,
} from "@pulumi/aws/elb";
import { about, all, any, implies, not, yes, type Answer } from "../../answer";
import { every, is, matches, notTrue, sameValue, some } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { endsTls, listenersOf, type ClassicListener } from "./classic-load-balancer";
import { CLASSIC_LOAD_BALANCERS } from "./kinds";

function generations(token: string): string[] {
  return [`aws:elb/${token}`, `aws:elasticloadbalancing/${token}`];
}

const NEGOTIATION_POLICIES = generations("sslNegotiationPolicy:SslNegotiationPolicy");
const LOAD_BALANCER_POLICIES = generations("loadBalancerPolicy:LoadBalancerPolicy");

const negotiationPolicy = on<SslNegotiationPolicyArgs>(...NEGOTIATION_POLICIES);
const loadBalancerPolicy = on<LoadBalancerPolicyArgs>(...LOAD_BALANCER_POLICIES);
const listenerPolicy = on<ListenerPolicyArgs>(...generations("listenerPolicy:ListenerPolicy"));

const negotiating = on<
  LoadBalancerArgs &
    Omit<SslNegotiationPolicyArgs, keyof LoadBalancerArgs> &
    Omit<LoadBalancerPolicyArgs, keyof LoadBalancerArgs>
>(...CLASSIC_LOAD_BALANCERS, ...NEGOTIATION_POLICIES, ...LOAD_BALANCER_POLICIES);

interface Attribute {
  readonly name: string;
  readonly value: string;
}

const REFERENCE = "Reference-Security-Policy";

/** AWS's one policy of TLS 1.2 alone, or a policy of one's own that turns on TLS 1.2 and nothing older. */
function negotiatesTls12(attributes: Reading<Attribute[]>): Answer {
  const predefined = some(attributes, (attribute) =>
    all(is(attribute.name, REFERENCE), is(attribute.value, "ELBSecurityPolicy-TLS-1-2-2017-01")),
  );
  const own = all(
    some(attributes, (attribute) => all(is(attribute.name, "Protocol-TLSv1.2"), is(attribute.value, true))),
    every(attributes, (attribute) =>
      all(
        not(is(attribute.name, REFERENCE)),
        any(not(matches(attribute.name, /Protocol-(?!TLSv1\.2$)/)), notTrue(attribute.value)),
      ),
    ),
  );
  return about(any(predefined, own), pathOf(attributes));
}

function isTlsPolicy(policy: Reading<LoadBalancerPolicyArgs>): Answer {
  return is(policy.policyTypeName, "SSLNegotiationPolicyType");
}

/** A policy of TLS 1.2 is set on the listener's port, by one resource or by a policy that a listener policy puts there. */
function hasPolicy(p: Reading<LoadBalancerArgs>, listener: Reading<ClassicListener>, stack: StackView): Answer {
  const policies = stack.partner(p, loadBalancerPolicy, "loadBalancerName");
  return any(
    stack
      .partner(p, negotiationPolicy, "loadBalancer")
      .some((policy) => all(sameValue(policy.lbPort, listener.lbPort), negotiatesTls12(policy.attributes as never))),
    stack.partner(p, listenerPolicy, "loadBalancerName").some((binding) =>
      all(
        sameValue(binding.loadBalancerPort, listener.lbPort),
        some(binding.policyNames, (name) =>
          policies.some((policy) =>
            all(
              sameValue(policy.policyName, name),
              isTlsPolicy(policy),
              negotiatesTls12(policy.policyAttributes as never),
            ),
          ),
        ),
      ),
    ),
  );
}

export const elbPredefinedSecurityPolicySslCheck = negotiating.relation({
  id: "elb-predefined-security-policy-ssl-check",
  title: "Classic load balancers refuse everything below TLS 1.2",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-security-policy-table.html",
  says: "lets clients use TLS 1.0 or 1.1",
  fix: 'new aws.elb.SslNegotiationPolicy("<name>", { loadBalancer: loadBalancer.id, lbPort: 443, attributes: [{ name: "Reference-Security-Policy", value: "ELBSecurityPolicy-TLS-1-2-2017-01" }] })',
  why: "AWS takes ELBSecurityPolicy-2016-08, which accepts TLS 1.0, where no policy is set on the listener's port.",
  appliesWhen: (p, _stack, resource) => {
    if (CLASSIC_LOAD_BALANCERS.includes(resource.type)) return some(listenersOf(p as never), endsTls);
    return LOAD_BALANCER_POLICIES.includes(resource.type) ? isTlsPolicy(p as never) : yes;
  },
  otherwise: "It negotiates no TLS.",
  requires: (p, stack, resource) => {
    if (NEGOTIATION_POLICIES.includes(resource.type)) return negotiatesTls12(p.attributes as never);
    if (LOAD_BALANCER_POLICIES.includes(resource.type)) return negotiatesTls12(p.policyAttributes as never);
    return every(listenersOf(p as never), (listener) =>
      implies(endsTls(listener), about(hasPolicy(p as never, listener, stack), pathOf(listener.lbPort))),
    );
  },
});
