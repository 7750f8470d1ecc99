import type { ListenerArgs } from "@pulumi/aws/lb";
import { about, all, any, implies, not, yes, type Answer } from "../../answer";
import { absent, every, is, matches, present, some } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import type { Resource } from "../../resource";
import type { StackView } from "../../stack-view";
import { fromCertificateManager } from "./certificate";
import { speaks } from "./protocol";
import { LISTENER_RULES, listener, listenerOrRule, targetGroup } from "./kinds";

type Listener = Reading<ListenerArgs>;

interface Action {
  readonly type: string;
  readonly redirect: { readonly protocol: string };
}

const REDIRECT =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-action-types.html#redirect-actions";
const CERTIFICATES =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html";
const POLICIES = "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html";
const NETWORK_LISTENERS =
  "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-listeners.html";

/** The provider takes HTTP where an application load balancer's listener names no protocol; a gateway's listener has no port either. */
function speaksHttp(p: Listener): Answer {
  return any(speaks(p.protocol, "HTTP"), all(absent(p.protocol), present(p.port)));
}

function speaksTls(p: Listener): Answer {
  return speaks(p.protocol, "HTTPS", "TLS");
}

/** Clients speak plain HTTP to port 80: their first request is on its way before a listener that wants TLS can refuse it. */
function servesTlsOnHttpPort(p: Listener): Answer {
  return all(speaksTls(p), is(p.port, 80));
}

/** Every action sends the client on to HTTPS. A redirect without a protocol keeps the one it came by. */
function redirectsToHttps(actions: Reading<Action[]>): Answer {
  return all(
    some(actions, () => yes),
    every(actions, (action) => {
      const redirects = is(action.type, "redirect");
      return redirects.truth === false ? redirects : all(redirects, speaks(action.redirect.protocol, "HTTPS"));
    }),
  );
}

function isListenerRule(resource: Resource): boolean {
  return LISTENER_RULES.includes(resource.type);
}

export const albHttpToHttpsRedirectionCheck = listenerOrRule.relation({
  id: "alb-http-to-https-redirection-check",
  title: "HTTP listeners do nothing but redirect to HTTPS",
  severity: "critical",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(4)(ii)(A)",
      "164.312(a)(2)(iv)",
      "164.312(e)(1)",
      "164.312(e)(2)(i)",
      "164.312(e)(2)(ii)",
    ],
    nistCsf: ["PR.DS-2"],
    soc2: ["CC6.1", "CC6.2", "CC6.7"],
  },
  source: REDIRECT,
  says: "answers plain HTTP with something other than a redirect to HTTPS",
  fix: 'Use defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } }], or protocol: "HTTPS".',
  why: "The provider makes an HTTP listener where an application load balancer's listener names no protocol.",
  adviseIfOpen:
    "Rules often hang on a listener of another stack, whose protocol can't be seen from here; the listener itself is judged where it is made.",
  appliesWhen: (p, stack, resource) => (isListenerRule(resource) ? stack.named(p.listenerArn, listener).exists() : yes),
  otherwise: "Its listener is not in this stack.",
  requires: (p, stack, resource) =>
    isListenerRule(resource)
      ? any(
          redirectsToHttps(p.actions as never),
          stack.named(p.listenerArn, listener).satisfies((owner) => not(speaksHttp(owner))),
        )
      : any(
          all(not(speaksHttp(p as never)), not(servesTlsOnHttpPort(p as never), pathOf(p.port))),
          redirectsToHttps(p.defaultActions as never),
        ),
});

/** The targets end TLS themselves: the target group says TLS, or its health check talks HTTPS to them. */
function tlsAtTarget(p: Listener, stack: StackView): Answer {
  return stack
    .named(p.defaultActions, targetGroup)
    .satisfies((group) => any(speaks(group.protocol, "TLS"), speaks(group.healthCheck.protocol, "HTTPS")));
}

/** UDP has no TLS at the load balancer, QUIC brings its own, and a gateway's listener has neither protocol nor port. */
function canHoldCertificate(p: Listener): Answer {
  return all(not(speaks(p.protocol, "UDP", "QUIC")), any(present(p.protocol), present(p.port)));
}

export const elbv2AcmCertificateRequired = listener.relation({
  id: "elbv2-acm-certificate-required",
  title: "Listeners use certificates of AWS Certificate Manager",
  severity: "high",
  controls: {
    hipaa: ["164.312(a)(2)(iv)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-2"],
  },
  source: CERTIFICATES,
  says: "takes traffic without a certificate of AWS Certificate Manager",
  fix: 'Set protocol: "HTTPS" (or "TLS") and certificateArn to a certificate of AWS Certificate Manager.',
  why: "A TCP listener is accepted where its target group says TLS or checks its targets by HTTPS: then they hold the certificate.",
  adviseIfOpen:
    "A certificate that a component hands out shows its ARN at the update only, and nearly all come from AWS Certificate Manager.",
  appliesWhen: canHoldCertificate,
  otherwise: "A load balancer can't end TLS for UDP, QUIC or a gateway's listener.",
  requires: (p, stack) =>
    all(
      implies(speaksTls(p), fromCertificateManager(p.certificateArn)),
      implies(speaksHttp(p), redirectsToHttps(p.defaultActions as never)),
      implies(carriesTcp(p), about(tlsAtTarget(p, stack), pathOf(p.protocol))),
    ),
});

function carriesTcp(p: Listener): Answer {
  return speaks(p.protocol, "TCP", "TCP_UDP", "TCP_QUIC");
}

/** Policies that refuse all below TLS 1.2. `TLS13-1-0`, `TLS13-1-1` and `FS-2018-06` let older clients in. */
const TLS_1_2_OR_LATER = /^ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)-/;

export const elbv2PredefinedSecurityPolicySslCheck = listener.rule({
  id: "elbv2-predefined-security-policy-ssl-check",
  title: "HTTPS and TLS listeners refuse everything below TLS 1.2",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: POLICIES,
  says: "lets clients use TLS 1.0 or 1.1",
  fix: 'Set sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06".',
  why: "Left out, the provider takes ELBSecurityPolicy-2016-08, which accepts TLS 1.0.",
  remedy: { sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06" },
  appliesWhen: speaksTls,
  otherwise: "Only HTTPS and TLS listeners negotiate TLS.",
  requires: (p) => matches(p.sslPolicy, TLS_1_2_OR_LATER),
});

export const elbv2PqcTls = listener.rule({
  id: "elbv2-pqc-tls",
  title: "HTTPS and TLS listeners offer post-quantum key exchange",
  severity: "low",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: POLICIES,
  says: "offers no key exchange that withstands a quantum computer",
  fix: 'Set sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09".',
  why: "Traffic recorded today can be read once quantum computers can; health data stays sensitive for a lifetime.",
  remedy: { sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09" },
  appliesWhen: speaksTls,
  otherwise: "Only HTTPS and TLS listeners negotiate TLS.",
  requires: (p) => matches(p.sslPolicy, /^ELBSecurityPolicy-.+-PQ-/),
});

export const nlbListenerTls = listener.relation({
  id: "nlb-listener-tls",
  title: "Listeners of network load balancers use TLS, or their targets do",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: NETWORK_LISTENERS,
  says: "takes TCP as it comes, and nothing says that the targets end TLS",
  fix: 'Set protocol: "TLS" with certificateArn and sslPolicy, or give the target group healthCheck: { protocol: "HTTPS" } where the targets end TLS.',
  why: "TLS that the targets end shows in a target group of protocol TLS or with an HTTPS health check, and nowhere else.",
  appliesWhen: (p) => any(speaks(p.protocol, "TLS"), carriesTcp(p)),
  otherwise: "It carries no TCP of a network load balancer.",
  requires: (p, stack) => any(speaks(p.protocol, "TLS"), about(tlsAtTarget(p, stack))),
});
