import type { DefaultSubnetArgs, SubnetArgs } from "@pulumi/aws/ec2";
import { all, any } from "../../answer";
import { is, notTrue } from "../../predicates";
import { on } from "../../rule";
import { givesNoAddress, subnetOfAnyKind } from "./private-subnet";

const subnet = on<SubnetArgs & Omit<DefaultSubnetArgs, keyof SubnetArgs>>(...subnetOfAnyKind.types);

export const subnetAutoAssignPublicIpDisabled = subnet.rule({
  id: "subnet-auto-assign-public-ip-disabled",
  title: "Subnets give nobody a public address unasked",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(A)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.IP-8", "PR.PT-3"],
    soc2: ["CC6.6"],
  },
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html",
  says: "gives every interface in it a public address",
  fix: "Set mapPublicIpOnLaunch: false (load balancers and NAT gateways need no such address). awsx.ec2.Vpc sets it on public subnets: turn it off there with a transform.",
  why: "An IPv6-only subnet must assign addresses, or nothing in it has one; its routes decide who reaches it.",
  remedy: { mapPublicIpOnLaunch: false, assignIpv6AddressOnCreation: false },
  requires: (p) => all(givesNoAddress(p), any(notTrue(p.assignIpv6AddressOnCreation), is(p.ipv6Native, true))),
});
