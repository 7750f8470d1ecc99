import type { EndpointArgs } from "@pulumi/aws/ec2clientvpn";
import { all } from "../../answer";
import { is, present, some } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";

interface LogOptions {
  readonly enabled: boolean;
  readonly cloudwatchLogGroup: string;
}

const clientVpn = on<EndpointArgs>("aws:ec2clientvpn/endpoint:Endpoint");

export const ec2ClientVpnConnectionLogEnabled = clientVpn.rule({
  id: "ec2-client-vpn-connection-log-enabled",
  title: "Client VPNs record who connects",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1"] },
  source: "https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/cvpn-working-with-connection-logs.html",
  says: "keeps no record of who connects",
  fix: "Set connectionLogOptions: { enabled: true, cloudwatchLogGroup: group.name }.",
  requires: (p) =>
    some(p.connectionLogOptions, (item) => {
      const options = item as unknown as Reading<LogOptions>;
      return all(is(options.enabled, true), present(options.cloudwatchLogGroup));
    }),
});
