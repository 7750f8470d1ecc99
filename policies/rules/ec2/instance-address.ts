import type { EipAssociationArgs } from "@pulumi/aws/ec2";
import { all, any, no, not, type Answer } from "../../answer";
import { every, is, notTrue, present, some } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { asTemplate, INSTANCE, LAUNCH_TEMPLATE, SPOT_REQUEST, type Compute } from "./compute";

interface Interface {
  readonly associatePublicIpAddress: boolean;
}

/** An elastic address that names what it belongs to, or what joins the two. */
interface Association extends Pick<EipAssociationArgs, "instanceId" | "networkInterfaceId"> {
  readonly instance: string;
  readonly networkInterface: string;
}

const ASSOCIATION = "aws:ec2/eipAssociation:EipAssociation";
const EIP = "aws:ec2/eip:Eip";

const addressed = on<Compute & Association>(INSTANCE, LAUNCH_TEMPLATE, SPOT_REQUEST, ASSOCIATION, EIP);
const enclaveHost = on<Compute>(INSTANCE, LAUNCH_TEMPLATE, SPOT_REQUEST);
const association = on<Association>(ASSOCIATION);
const eip = on<Association>(EIP);

const ADDRESSES = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html";

/** What the instance or template says of public addresses for its own interfaces. */
function everyWish(p: Reading<Compute>, type: string, holds: (wish: Reading<boolean>) => Answer): Answer {
  if (type !== LAUNCH_TEMPLATE) return holds(p.associatePublicIpAddress as Reading<boolean>);
  return every(asTemplate(p).networkInterfaces, (item) => holds((item as Reading<Interface>).associatePublicIpAddress));
}

function wishes(p: Reading<Compute>, type: string): Answer {
  if (type !== LAUNCH_TEMPLATE) return present(p.associatePublicIpAddress);
  return some(asTemplate(p).networkInterfaces, (item) =>
    present((item as Reading<Interface>).associatePublicIpAddress),
  );
}

/** The instance or interface that an elastic address is given to. */
function receivers(p: Reading<Association>, type: string): readonly Reading<unknown>[] {
  return type === EIP ? [p.instance, p.networkInterface] : [p.instanceId, p.networkInterfaceId];
}

export const ec2InstanceNoPublicIp = addressed.rule({
  id: "ec2-instance-no-public-ip",
  title: "Instances have no public address",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(3)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(e)(1)",
    ],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.IP-8", "PR.PT-3", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.6"],
  },
  source: ADDRESSES,
  says: "gives an instance a public address",
  fix: "Set associatePublicIpAddress: false, drop the elastic address, and let a load balancer or Session Manager reach the instance.",
  remedy: { associatePublicIpAddress: false },
  appliesWhen: (p, _settings, { type }) =>
    type === ASSOCIATION || type === EIP ? any(...receivers(p, type).map(present)) : wishes(p, type),
  otherwise: "It says nothing of a public address: the subnet decides, and is judged for what it hands out.",
  requires: (p, _settings, { type }) =>
    type === ASSOCIATION || type === EIP
      ? all(...receivers(p, type).map((receiver) => not(present(receiver), pathOf(receiver))))
      : everyWish(p, type, notTrue),
});

export const ec2ConfidentialHostNoPublicIp = enclaveHost.relation({
  id: "ec2-confidential-host-no-public-ip",
  title: "Hosts of enclaves have no public address",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"],
    soc2: ["CC6.6"],
  },
  source: ADDRESSES,
  says: "hosts an enclave and has a public address",
  fix: "Set associatePublicIpAddress: false, and drop the elastic address.",
  why: "The host carries all of its enclave's traffic; whoever takes it over stands between the enclave and KMS.",
  appliesWhen: (p) => is(p.enclaveOptions.enabled, true),
  otherwise: "It hosts no enclave.",
  requires: (p, stack, { type }) => {
    // An address whose instance another stack names belongs to an instance there.
    const given = [
      ...stack.partner(p, association, "instanceId").certain.map(() => no("EipAssociation.instanceId")),
      ...stack.partner(p, eip, "instance").certain.map(() => no("Eip.instance")),
    ];
    return all(everyWish(p, type, notTrue), ...given);
  },
});
