import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { vpcVpnTwoTunnelsConfigured } from "./vpn-connection";

const LISTS = [
  "tunnel1Phase1EncryptionAlgorithms",
  "tunnel1Phase2EncryptionAlgorithms",
  "tunnel2Phase1EncryptionAlgorithms",
  "tunnel2Phase2EncryptionAlgorithms",
] as const;

const strong = {
  type: "ipsec.1",
  customerGatewayId: "cgw-0123456789abcdef0",
  transitGatewayId: "tgw-0123456789abcdef0",
  ...Object.fromEntries(LISTS.map((name) => [name, ["AES256", "AES256-GCM-16"]])),
};

testRule(vpcVpnTwoTunnelsConfigured, {
  valid: [
    { name: "AES-256 in both phases of both tunnels", props: strong },
    {
      name: "as the team set it",
      props: { ...strong, tunnel1Phase1EncryptionAlgorithms: ["AES128-GCM-16"] },
      config: { encryptionAlgorithms: ["AES256", "AES256-GCM-16", "AES128-GCM-16"] },
    },
  ],
  invalid: [
    {
      name: "left to the other side",
      props: { type: "ipsec.1", customerGatewayId: "cgw-0123456789abcdef0" },
      finds: [...LISTS],
    },
    ...LISTS.map((name) => ({
      name: `weaker beside it in ${name}`,
      props: { ...strong, [name]: ["AES256", "AES128"] },
      finds: `${name}[1]`,
    })),
    { name: "empty list", props: { ...strong, tunnel2Phase1EncryptionAlgorithms: [] }, finds: LISTS[2] },
    {
      name: "refused by the team",
      props: strong,
      config: { encryptionAlgorithms: ["AES256"] },
      finds: LISTS.map((name) => `${name}[1]`),
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" },
    { name: "list not known yet", props: { ...strong, [LISTS[0]]: unknownValue }, because: "unknown", finds: LISTS[0] },
    {
      name: "algorithm not known yet",
      props: { ...strong, [LISTS[0]]: ["AES256", unknownString] },
      because: "unknown",
      finds: `${LISTS[0]}[1]`,
    },
  ],
});
