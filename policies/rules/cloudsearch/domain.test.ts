import { testRule, unknownString } from "../../testing/rule-tester";
import { cloudsearchHttpsAndTls } from "./domain";

const tlsSecurityPolicy = "Policy-Min-TLS-1-2-2019-07";
const domain = { name: "formulary" };

testRule(cloudsearchHttpsAndTls, {
  valid: [
    { name: "HTTPS with TLS 1.2", props: { ...domain, endpointOptions: { enforceHttps: true, tlsSecurityPolicy } } },
  ],
  invalid: [
    {
      name: "left out",
      props: domain,
      finds: ["endpointOptions.enforceHttps", "endpointOptions.tlsSecurityPolicy"],
    },
    {
      name: "plain HTTP too",
      props: { ...domain, endpointOptions: { enforceHttps: false, tlsSecurityPolicy } },
      finds: "endpointOptions.enforceHttps",
    },
    {
      name: "TLS 1.0",
      props: {
        ...domain,
        endpointOptions: { enforceHttps: true, tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07" },
      },
      finds: "endpointOptions.tlsSecurityPolicy",
    },
    {
      name: "TLS left to AWS",
      props: { ...domain, endpointOptions: { enforceHttps: true } },
      finds: "endpointOptions.tlsSecurityPolicy",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:opensearch/domain:Domain", props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { endpointOptions: { enforceHttps: true, tlsSecurityPolicy: unknownString } },
      because: "unknown",
      finds: "endpointOptions.tlsSecurityPolicy",
    },
  ],
});
