import type { VpnConnectionArgs } from "@pulumi/aws/ec2";
import { all } from "../../answer";
import { every, oneOf, some } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import { texts } from "../../rule-config";

const vpnConnection = on<VpnConnectionArgs>("aws:ec2/vpnConnection:VpnConnection");

const ALGORITHM_LISTS = [
  "tunnel1Phase1EncryptionAlgorithms",
  "tunnel1Phase2EncryptionAlgorithms",
  "tunnel2Phase1EncryptionAlgorithms",
  "tunnel2Phase2EncryptionAlgorithms",
] as const;

const encryptionAlgorithms = texts({
  name: "encryptionAlgorithms",
  description: "Encryption algorithms that a tunnel may agree on, in either phase.",
  fallback: ["AES256", "AES256-GCM-16"],
});

export const vpcVpnTwoTunnelsConfigured = vpnConnection.rule({
  id: "vpc-vpn-two-tunnels-configured",
  title: "Both tunnels of a VPN encrypt with AES-256 alone",
  severity: "low",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.312(e)(1)",
      "164.312(e)(2)(i)",
      "164.312(e)(2)(ii)",
    ],
    nistCsf: ["ID.BE-5", "PR.DS-4", "PR.IP-9", "PR.PT-5", "RC.RP-1", "RS.RP-1"],
  },
  source: "https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNTunnels.html",
  says: "has a tunnel that may agree on weaker encryption than AES-256",
  fix: `Set ${ALGORITHM_LISTS.join(", ")}: ["AES256", "AES256-GCM-16"].`,
  why: "Left out, the other side chooses, and may choose AES-128. Whether both tunnels are up is seen at run time alone.",
  config: [encryptionAlgorithms],
  requires: (p, settings) => {
    const accepted = encryptionAlgorithms.of(settings);
    return all(
      ...ALGORITHM_LISTS.map((name) => {
        const list = p[name] as Reading<string[]>;
        return all(
          some(list, (algorithm) => oneOf(algorithm, accepted)),
          every(list, (algorithm) => oneOf(algorithm, accepted)),
        );
      }),
    );
  },
});
