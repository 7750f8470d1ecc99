/** One entry of a network ACL; entries count by `ruleNo`, the first that matches decides. */
export interface AclRule {
  readonly ruleNo: number;
  readonly action: "allow" | "deny";
  /** `tcp`, `udp`, or `-1` for all. */
  readonly protocol: string;
  readonly fromPort: number;
  readonly toPort: number;
  readonly cidrBlock: string;
}

const ANYWHERE = "0.0.0.0/0";

/** Network ACLs keep no state: what comes back to a NAT gateway's port (1024-65535) has to be let in, save for RDP's. */
const RETURN_PORTS: readonly (readonly [number, number])[] = [
  [1024, 3388],
  [3390, 65535],
];

/** A list takes 20 rules (VPC User Guide, "Amazon VPC quotas"), so networks behind a transit gateway and partners are few. */
const PEER_RULES = 300;
const INBOUND_RULES = 400;

/** Somebody from outside who may begin a connection: to one port, from one block. */
export interface Inbound {
  readonly port: number;
  readonly cidrBlock: string;
  /** The subnets that it is let into. */
  readonly subnets: "public" | "private";
}

/** In: the VPC itself, answers from the internet, HTTPS of networks behind a transit gateway, and those who may begin a connection. */
export function ingressRules(
  vpcCidr: string,
  peerCidrs: readonly string[] = [],
  inbound: readonly Inbound[] = [],
): AclRule[] {
  return [
    { ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: vpcCidr },
    ...RETURN_PORTS.map(([fromPort, toPort], index): AclRule => {
      return { ruleNo: 200 + index * 10, action: "allow", protocol: "tcp", fromPort, toPort, cidrBlock: ANYWHERE };
    }),
    ...peerCidrs.map((cidrBlock, index): AclRule => {
      return { ruleNo: PEER_RULES + index, action: "allow", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlock };
    }),
    ...inbound.map(({ port, cidrBlock }, index): AclRule => {
      return {
        ruleNo: INBOUND_RULES + index,
        action: "allow",
        protocol: "tcp",
        fromPort: port,
        toPort: port,
        cidrBlock,
      };
    }),
  ];
}

/** Out: the VPC itself, HTTPS to the internet, which is all that AWS APIs without an endpoint and package mirrors need, and answers to such networks and partners. */
export function egressRules(
  vpcCidr: string,
  peerCidrs: readonly string[] = [],
  inbound: readonly Inbound[] = [],
): AclRule[] {
  const answered = [...new Set([...peerCidrs, ...inbound.map(({ cidrBlock }) => cidrBlock)])];
  return [
    { ruleNo: 100, action: "allow", protocol: "-1", fromPort: 0, toPort: 0, cidrBlock: vpcCidr },
    { ruleNo: 200, action: "allow", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlock: ANYWHERE },
    ...answered.map((cidrBlock, index): AclRule => {
      return { ruleNo: PEER_RULES + index, action: "allow", protocol: "tcp", fromPort: 1024, toPort: 65535, cidrBlock };
    }),
  ];
}
