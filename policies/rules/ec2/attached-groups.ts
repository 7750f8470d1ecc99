import type { NetworkInterfaceArgs, SecurityGroupArgs } from "@pulumi/aws/ec2";
import type { ClusterArgs } from "@pulumi/aws/emr";
import { all, no, not, unknown, yes, type Answer } from "../../answer";
import { oncePerStack } from "../../once-per-stack";
import { is } from "../../predicates";
import { pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import { identities, type Resource } from "../../resource";
import { on } from "../../rule";
import { texts } from "../../rule-config";
import type { StackView } from "../../stack-view";
import { isObject, UNKNOWN, type PropertyValue } from "../../value";
import { INSTANCE, LAUNCH_TEMPLATE, SPOT_REQUEST, type Compute } from "./compute";
import { closedToWorld, reachesPorts } from "./network-rule";
import { ALL_PORTS, portRanges } from "./port-ranges";
import { everyIngressOf, securityGroup } from "./security-group";

const ownGroup = on<SecurityGroupArgs & { readonly tags: Record<string, string> }>(
  "aws:ec2/securityGroup:SecurityGroup",
);
const enclaveHost = on<Compute>(INSTANCE, LAUNCH_TEMPLATE, SPOT_REQUEST);
const cluster = on<ClusterArgs>("aws:emr/cluster:Cluster");
const networkInterface = on<NetworkInterfaceArgs>("aws:ec2/networkInterface:NetworkInterface");

const ANOTHER_STACKS_GROUP =
  "Groups that another stack hands over can't be read here; most of them are shared groups that are judged where they are made.";

/** What names a group without being in it: its own lines, and lines of others that let its members in. */
const NO_MEMBERS: ReadonlySet<string> = new Set([
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
  "aws:vpc/securityGroupVpcAssociation:SecurityGroupVpcAssociation",
  "aws:ec2/vpcSecurityGroupRulesExclusive:VpcSecurityGroupRulesExclusive",
  "aws:ec2/tag:Tag",
]);

export const securityGroupAttached = ownGroup.relation({
  id: "security-group-attached",
  title: "Every security group is in use",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-security-groups.html",
  says: "is attached to nothing in this stack",
  fix: 'Attach it (vpcSecurityGroupIds, securityGroups, ...), or delete it; tag one that other stacks use with "phiguard:purpose": "shared".',
  why: "A group that nobody uses is one that nobody watches, and the next one to need a group takes it as it is.",
  appliesWhen: (p) => not(is(p.tags["phiguard:purpose"] as Reading<string>, "shared")),
  otherwise: "Its tag says that other stacks use it.",
  requires: (p, stack) => {
    const group = resourceOf(p);
    const listed = listedIn(stack.index);
    // Not by its name, which other things may have too.
    if (listed.urns.has(group.urn) || listed.ids.has(group.outputs?.["id"] as string)) return yes;
    // A component may hand out the ids of the groups in it.
    const component = stack.index.lineage(group.urn).find((urn) => listed.urns.has(urn));
    return component === undefined ? no("vpcSecurityGroupIds") : unknown("vpcSecurityGroupIds");
  },
});

interface Listed {
  readonly urns: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
}

/** Whatever the stack's resources name, but for lines of security groups. */
const listedIn = oncePerStack((index): Listed => {
  const members = index.resources.filter(({ type }) => !NO_MEMBERS.has(type));
  return {
    urns: new Set(members.flatMap(({ propertyDependencies }) => Object.values(propertyDependencies ?? {}).flat())),
    ids: new Set(members.flatMap((member) => groupIds(member))),
  };
});

/** Whole texts, and ids that stand in a longer one. */
function groupIds({ inputs }: Resource): string[] {
  const found: string[] = [];
  const look = (value: PropertyValue): void => {
    if (typeof value === "string") found.push(value, ...(value.match(/\bsg-[\w-]+/g) ?? []));
    else if (Array.isArray(value)) (value as readonly PropertyValue[]).forEach(look);
    else if (isObject(value)) Object.values(value).forEach(look);
  };
  look(inputs);
  return found;
}

const proxyPorts = texts({
  name: "proxyPorts",
  description: "TCP ports, or ranges such as 8000-8090, that proxies between the network and an enclave listen on.",
  fallback: ["5000", "8000-8090", "9000"],
});

export const ec2ConfidentialHostVsockProxyNotExposed = enclaveHost.relation({
  id: "ec2-confidential-host-vsock-proxy-not-exposed",
  title: "Nobody on the internet reaches the proxy of an enclave",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)"], soc2: ["CC6.6"] },
  source: "https://docs.aws.amazon.com/enclaves/latest/user/nitro-enclave-concepts.html",
  says: "hosts an enclave and lets the whole internet reach ports that its proxy listens on",
  fix: "Let in a security group instead of an address range, or name the addresses.",
  why: "An enclave has no network: what reaches the proxy on its host reaches the enclave.",
  adviseIfOpen: ANOTHER_STACKS_GROUP,
  config: [proxyPorts],
  appliesWhen: (p) => is(p.enclaveOptions.enabled, true),
  otherwise: "It hosts no enclave.",
  requires: (p, stack) => {
    const ports = portRanges(proxyPorts.of(stack.settings), ALL_PORTS);
    const isShut = (group: Reading<SecurityGroupArgs>): Answer =>
      everyIngressOf(group, stack, (rule) => closedToWorld(rule, reachesPorts(rule, ports)));
    const groups = (property: Reading<unknown>): Answer => stack.named(property, securityGroup).every(isShut);
    const interfaces = (property: Reading<unknown>): readonly Answer[] =>
      stack.named(property, networkInterface).certain.map((item) => groups(item.securityGroups));
    return all(
      groups(p.vpcSecurityGroupIds),
      groups(p.securityGroups),
      ...interfaces(p.networkInterfaces),
      ...interfaces(p.primaryNetworkInterface),
      // A template describes its interfaces with their groups.
      groups(p.networkInterfaces),
    );
  },
});

const EMR_GROUPS = [
  "emrManagedMasterSecurityGroup",
  "emrManagedSlaveSecurityGroup",
  "serviceAccessSecurityGroup",
  "additionalMasterSecurityGroups",
  "additionalSlaveSecurityGroups",
] as const;

export const emrSecurityGroupsNotOpen = cluster.relation({
  id: "emr-security-groups-not-open",
  title: "Nobody on the internet reaches an EMR cluster",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-security-groups.html",
  says: "names a security group that lets the whole internet in",
  fix: "Let in security groups or the addresses of your own networks in each group of ec2Attributes.",
  adviseIfOpen: ANOTHER_STACKS_GROUP,
  requires: (p, stack) => {
    const fields = EMR_GROUPS.map((name) => p.ec2Attributes[name] as Reading<string>);
    const groups = groupsOf(p, fields, stack);
    const open = groups.length > 0 ? [] : fields.filter((field) => valueOf(field) === UNKNOWN);
    return all(
      ...groups.map((group) => everyIngressOf(group, stack, (rule) => closedToWorld(rule, yes))),
      ...open.map((field) => unknown(pathOf(field))),
    );
  },
});

/** The additional groups stand in one text, separated by commas. */
function groupsOf(
  p: Reading<ClusterArgs>,
  fields: readonly Reading<string>[],
  stack: StackView,
): readonly Reading<SecurityGroupArgs>[] {
  const ids = new Set(fields.flatMap((field) => String(valueOf(field) ?? "").split(/\s*,\s*/)));
  const named = new Set(stack.named(p.ec2Attributes, securityGroup).certain.map((group) => resourceOf(group).urn));
  return stack
    .all(securityGroup)
    .filter((group) => named.has(resourceOf(group).urn) || identities(resourceOf(group)).some((id) => ids.has(id)));
}
