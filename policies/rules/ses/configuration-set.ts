import type { ConfigurationSetArgs } from "@pulumi/aws/ses";
import { oneOf } from "../../predicates";
import { on } from "../../rule";

const configurationSet = on<ConfigurationSetArgs>(
  "aws:ses/configurationSet:ConfigurationSet",
  "aws:sesv2/configurationSet:ConfigurationSet",
);

export const sesConfigurationSetTls = configurationSet.rule({
  id: "ses-configuration-set-tls",
  title: "Mail is handed over by TLS or not at all",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/ses/latest/dg/security-protocols.html",
  says: "hands mail over in plain text where the receiver offers no TLS",
  fix: 'Set deliveryOptions: { tlsPolicy: "REQUIRE" } (aws.ses.ConfigurationSet: "Require").',
  requires: (p) => oneOf(p.deliveryOptions.tlsPolicy, ["Require", "REQUIRE"]),
});
