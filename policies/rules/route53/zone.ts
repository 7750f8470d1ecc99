import type { HostedZoneDnsSecArgs, KeySigningKeyArgs, QueryLogArgs, ZoneArgs } from "@pulumi/aws/route53";
import { all, any } from "../../answer";
import { absent, is } from "../../predicates";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";

const zone = on<ZoneArgs>("aws:route53/zone:Zone");
const queryLog: Kind<QueryLogArgs> = { types: ["aws:route53/queryLog:QueryLog"] };
const dnsSec: Kind<HostedZoneDnsSecArgs> = { types: ["aws:route53/hostedZoneDnsSec:HostedZoneDnsSec"] };
const signingKey: Kind<KeySigningKeyArgs> = { types: ["aws:route53/keySigningKey:KeySigningKey"] };

export const route53QueryLoggingEnabled = zone.relation({
  id: "route53-query-logging-enabled",
  title: "Public zones log the queries they answer",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1"] },
  source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/query-logs.html",
  says: "does not log the queries it answers",
  fix: "Add an aws.route53.QueryLog with zoneId: zone.zoneId and a log group in us-east-1.",
  appliesWhen: (p) => absent(p.vpcs),
  otherwise: "The zone is private: it answers inside its VPCs alone.",
  requires: (p, stack) => stack.partner(p, queryLog, "zoneId").exists(),
});

export const route53DnssecSigningEnabled = zone.relation({
  id: "route53-dnssec-signing-enabled",
  title: "Public zones sign their answers",
  severity: "medium",
  controls: { hipaa: ["164.312(c)(1)", "164.312(c)(2)"] },
  source: "https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec.html",
  says: "does not sign its answers, so they can be forged on the way",
  fix: "Add an aws.route53.KeySigningKey and an aws.route53.HostedZoneDnsSec with hostedZoneId: zone.zoneId.",
  appliesWhen: (p) => absent(p.vpcs),
  otherwise: "The zone is private: it answers inside its VPCs alone.",
  requires: (p, stack) => {
    const keys = stack.partner(p, signingKey, "hostedZoneId");
    return all(
      stack
        .partner(p, dnsSec, "hostedZoneId")
        .satisfies(({ signingStatus }) => any(absent(signingStatus), is(signingStatus, "SIGNING"))),
      // A key made elsewhere is no breach; one that is switched off here signs nothing.
      keys.count() === 0 ? all() : keys.some(({ status }) => any(absent(status), is(status, "ACTIVE"))),
    );
  },
});
