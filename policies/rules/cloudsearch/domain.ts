import type { DomainArgs } from "@pulumi/aws/cloudsearch";
import { all } from "../../answer";
import { is } from "../../predicates";
import { on } from "../../rule";

const domain = on<DomainArgs>("aws:cloudsearch/domain:Domain");

/** The newest of the values of CloudSearch's TLSSecurityPolicy; the other one lets TLS 1.0 in. */
const TLS_1_2 = "Policy-Min-TLS-1-2-2019-07";

export const cloudsearchHttpsAndTls = domain.rule({
  id: "cloudsearch-https-and-tls",
  title: "CloudSearch domains answer over HTTPS with TLS 1.2 alone",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/cloudsearch/latest/developerguide/API_DomainEndpointOptions.html",
  says: "answers over plain HTTP or an old version of TLS",
  fix: `Set endpointOptions: { enforceHttps: true, tlsSecurityPolicy: "${TLS_1_2}" }.`,
  remedy: { "endpointOptions.enforceHttps": true, "endpointOptions.tlsSecurityPolicy": TLS_1_2 },
  requires: (p) => all(is(p.endpointOptions.enforceHttps, true), is(p.endpointOptions.tlsSecurityPolicy, TLS_1_2)),
});
