import type { NetworkAclArgs, NetworkAclAssociationArgs } from "@pulumi/aws/ec2";
import { all, any, fromBoolean, implies, not, unknown, type Answer } from "../../answer";
import { every, is, matches, notTrue, present, some } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import type { Resource } from "../../resource";
import { on } from "../../rule";
import { UNKNOWN } from "../../value";
import { closedToWorld, reachesEverything, reachesPorts, type NetworkRule } from "../ec2/network-rule";

interface AclEntry extends NetworkRule {
  readonly action: string;
  readonly ruleAction: string;
  readonly ruleNo: number;
  readonly egress: boolean;
}

interface AclArgs extends Omit<AclEntry, "egress"> {
  readonly ingress: AclEntry[];
  readonly egress: boolean;
}

const ACL = "aws:ec2/networkAcl:NetworkAcl";
const ENTRY = "aws:ec2/networkAclRule:NetworkAclRule";

const acl = on<AclArgs>(ACL, ENTRY, "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl");

const ownAcl = on<NetworkAclArgs>(ACL);
const association = on<NetworkAclAssociationArgs>("aws:ec2/networkAclAssociation:NetworkAclAssociation");

const ACLS = "https://docs.aws.amazon.com/vpc/latest/userguide/nacl-rules.html";

/** Every entry that lets traffic in, inline or in a resource of its own. */
function everyAllowedIn(p: Reading<AclArgs>, resource: Resource, holds: (entry: Reading<AclEntry>) => Answer): Answer {
  if (resource.type !== ENTRY) {
    return every(p.ingress, (item) => {
      const entry = item as Reading<AclEntry>;
      return any(not(matches(entry.action, ALLOW)), holds(entry));
    });
  }
  return any(not(notTrue(p.egress)), not(matches(p.ruleAction, ALLOW)), holds(p as unknown as Reading<AclEntry>));
}

const ALLOW = /^allow$/i;

const ADMINISTRATION: readonly number[] = [20, 21, 22, 3389];

/**
 * An ACL goes by the first entry that fits (VPC guide, "Network ACL rules"): one of a lower number decides on the port for everyone. Where
 * that one allows, it is judged itself.
 */
function isDecidedBefore(p: Reading<AclArgs>, allowed: Reading<AclEntry>, port: number): Answer {
  return some(p.ingress, (item) => {
    const entry = item as Reading<AclEntry>;
    return all(
      comesBefore(entry.ruleNo, allowed.ruleNo),
      implies(present(allowed.cidrBlock), is(entry.cidrBlock, "0.0.0.0/0")),
      implies(present(allowed.ipv6CidrBlock), is(entry.ipv6CidrBlock, "::/0")),
      reachesPorts(entry as unknown as Reading<NetworkRule>, [[port, port]]),
    );
  });
}

function comesBefore(one: Reading<number>, other: Reading<number>): Answer {
  const [first, second] = [valueOf(one), valueOf(other)];
  if (first === UNKNOWN || second === UNKNOWN) return unknown(pathOf(one), pathOf(other));
  return fromBoolean(typeof first !== "object" && typeof second !== "object" && Number(first) < Number(second));
}

export const naclNoUnrestrictedSshRdp = acl.rule({
  id: "nacl-no-unrestricted-ssh-rdp",
  title: "Network ACLs keep the internet away from FTP, SSH and RDP",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"], soc2: ["CC6.6"] },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/nacl-no-unrestricted-ssh-rdp.html",
  says: "lets the whole internet reach FTP, SSH or RDP (ports 20 to 22, 3389)",
  fix: "Split the range around these ports, or name the addresses.",
  requires: (p, _settings, resource) =>
    everyAllowedIn(p, resource, (entry) => {
      const rule = entry as unknown as Reading<NetworkRule>;
      const reaches = ADMINISTRATION.map((port) =>
        all(reachesPorts(rule, [[port, port]]), not(isDecidedBefore(p, entry, port))),
      );
      return closedToWorld(rule, any(...reaches));
    }),
});

export const naclNoAllPortsIngress = acl.rule({
  id: "nacl-no-all-ports-ingress",
  title: "Network ACLs do not let all traffic of the internet in",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.312(e)(1)"],
    nistCsf: ["DE.AE-1", "PR.AC-3", "PR.AC-5", "PR.PT-4"],
    soc2: ["CC6.6"],
  },
  source: ACLS,
  says: "lets all traffic of the internet in",
  fix: 'Name protocol and ports: { protocol: "tcp", fromPort: 443, toPort: 443, ... }.',
  requires: (p, _settings, resource) =>
    everyAllowedIn(p, resource, (entry) => {
      const rule = entry as unknown as Reading<NetworkRule>;
      return closedToWorld(rule, reachesEverything(rule));
    }),
});

export const vpcNetworkAclUnusedCheck = ownAcl.relation({
  id: "vpc-network-acl-unused-check",
  title: "Every network ACL guards a subnet",
  severity: "low",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/vpc-network-acl-unused-check.html",
  says: "guards no subnet",
  fix: "Set subnetIds, add an aws.ec2.NetworkAclAssociation, or delete it.",
  requires: (p, stack) => any(present(p.subnetIds), stack.partner(p, association, "networkAclId").exists()),
});
