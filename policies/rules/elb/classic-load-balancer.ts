import type { LoadBalancerArgs } from "@pulumi/aws/elb";
import { all, any, implies, yes, type Answer } from "../../answer";
import { absent, every, is, notFalse, some } from "../../predicates";
import type { Reading } from "../../reading";
import { fromCertificateManager } from "./certificate";
import { classicLoadBalancer } from "./kinds";
import { speaks } from "./protocol";
import { atLeastTwo } from "./zones";

export interface ClassicListener {
  readonly lbPort: number;
  readonly lbProtocol: string;
  readonly sslCertificateId: string;
}

const HTTPS = "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/elb-https-load-balancers.html";
const CROSS_ZONE = "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-disable-crosszone-lb.html";
const ZONES = "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/enable-disable-az.html";
const DRAINING = "https://docs.aws.amazon.com/elasticloadbalancing/latest/classic/config-conn-drain.html";

export function listenersOf(p: Reading<LoadBalancerArgs>): Reading<ClassicListener[]> {
  return p.listeners as never;
}

export function endsTls(listener: Reading<ClassicListener>): Answer {
  return speaks(listener.lbProtocol, "HTTPS", "SSL");
}

export const elbAcmCertificateRequired = classicLoadBalancer.rule({
  id: "elb-acm-certificate-required",
  title: "Classic load balancers use certificates of AWS Certificate Manager",
  severity: "medium",
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
  source: HTTPS,
  says: "has a listener without a certificate of AWS Certificate Manager",
  fix: "Set sslCertificateId to the ARN of a certificate of AWS Certificate Manager, and make an HTTP listener an HTTPS one.",
  why: "A TCP listener may hand TLS through to the instances, which then hold the certificate.",
  appliesWhen: (p) => some(listenersOf(p), asksForCertificate),
  otherwise: "It has TCP listeners only.",
  requires: (p) =>
    every(listenersOf(p), (listener) =>
      implies(asksForCertificate(listener), fromCertificateManager(listener.sslCertificateId)),
    ),
});

function asksForCertificate(listener: Reading<ClassicListener>): Answer {
  return any(endsTls(listener), speaks(listener.lbProtocol, "HTTP"));
}

export const elbCrossZoneLoadBalancingEnabled = classicLoadBalancer.rule({
  id: "elb-cross-zone-load-balancing-enabled",
  title: "Classic load balancers spread traffic over all zones",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"],
    nistCsf: ["ID.BE-5", "PR.DS-4", "PR.IP-9", "PR.PT-5", "RC.RP-1", "RS.RP-1"],
  },
  source: CROSS_ZONE,
  says: "keeps traffic in the zone where it came in, or has one zone alone",
  fix: "Set crossZoneLoadBalancing: true or leave it out, and name two or more availabilityZones.",
  remedy: { crossZoneLoadBalancing: true },
  requires: (p) =>
    all(notFalse(p.crossZoneLoadBalancing), any(absent(p.availabilityZones), atLeastTwo(p.availabilityZones as never))),
});

export const clbMultipleAz = classicLoadBalancer.rule({
  id: "clb-multiple-az",
  title: "Classic load balancers stand in two zones or more",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: ZONES,
  says: "stands in one zone alone",
  fix: "Name two or more zones in availabilityZones, or subnets of two or more zones in subnets.",
  requires: (p) => any(atLeastTwo(p.availabilityZones as never), atLeastTwo(p.subnets as never)),
});

export const elbTlsHttpsListenersOnly = classicLoadBalancer.rule({
  id: "elb-tls-https-listeners-only",
  title: "Classic load balancers listen on HTTPS or SSL alone",
  severity: "critical",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(4)(ii)(A)",
      "164.312(a)(2)(iv)",
      "164.312(c)(1)",
      "164.312(e)(1)",
      "164.312(e)(2)(i)",
      "164.312(e)(2)(ii)",
    ],
    nistCsf: ["PR.DS-2"],
    soc2: ["CC6.1", "CC6.2", "CC6.7"],
  },
  source: HTTPS,
  says: "takes traffic that is not encrypted",
  fix: 'Set lbProtocol: "https" or "ssl" on every listener, with sslCertificateId.',
  why: "A classic load balancer can't redirect, so a plain listener serves what it is asked for.",
  requires: (p) =>
    all(
      some(listenersOf(p), () => yes),
      every(listenersOf(p), endsTls),
    ),
});

export const clbConnectionDrainingEnabled = classicLoadBalancer.rule({
  id: "clb-connection-draining-enabled",
  title: "Classic load balancers let requests finish before an instance leaves",
  severity: "low",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: DRAINING,
  says: "cuts requests off when an instance leaves",
  fix: "Set connectionDraining: true.",
  remedy: { connectionDraining: true },
  requires: (p) => is(p.connectionDraining, true),
});
