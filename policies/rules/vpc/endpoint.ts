import type { VpcEndpointArgs, VpcEndpointPolicyArgs, VpcEndpointSubnetAssociationArgs } from "@pulumi/aws/ec2";
import { all, any, fromBoolean, not, unknown, type Answer } from "../../answer";
import { allows, anyPrincipal, everyResource, everyStatement, narrowedBy } from "../../policy-document";
import { absent, is, oneOf, present } from "../../predicates";
import { itemsOf, pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { UNKNOWN } from "../../value";

type EndpointArgs = VpcEndpointArgs & Omit<VpcEndpointPolicyArgs, keyof VpcEndpointArgs>;

const ENDPOINT_POLICY = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";

const endpoint = on<EndpointArgs>("aws:ec2/vpcEndpoint:VpcEndpoint", ENDPOINT_POLICY);
const endpointPolicy = on<VpcEndpointPolicyArgs>(ENDPOINT_POLICY);
const anyEndpoint = on<VpcEndpointArgs>("aws:ec2/vpcEndpoint:VpcEndpoint");
const subnetAssociation = on<VpcEndpointSubnetAssociationArgs>(
  "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation",
);

/** Condition keys that say whose principals or whose resources the endpoint is for. */
const OWNER_KEYS: ReadonlySet<string> = new Set([
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:principalaccount",
  "aws:principalarn",
  "aws:resourceorgid",
  "aws:resourceorgpaths",
  "aws:resourceaccount",
  "s3:resourceaccount",
  "s3:dataaccesspointaccount",
]);

export const vpcEndpointPolicyScoped = endpoint.relation({
  id: "vpc-endpoint-policy-scoped",
  title: "VPC endpoints let through only what belongs to the organisation",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.312(e)(1)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  says: "lets anyone's credentials reach anyone's resources",
  fix: 'Set policy with Condition: { StringEquals: { "aws:PrincipalOrgID": orgId } }, or name the resources.',
  why: "AWS gives an endpoint without a policy one that allows everything, so stolen data can leave to a stranger's bucket.",
  appliesWhen: (p) => any(absent(p.vpcEndpointType), oneOf(p.vpcEndpointType, ["Gateway", "Interface"])),
  otherwise: "Endpoints of this type take no policy.",
  requires: (p, stack, resource) =>
    all(
      // The policy in a resource of its own is judged there.
      resource.type === ENDPOINT_POLICY
        ? present(p.policy)
        : any(present(p.policy), stack.partner(p, endpointPolicy, "vpcEndpointId").exists()),
      isScoped(p.policy),
    ),
});

function isScoped(policy: Reading<unknown>): Answer {
  return everyStatement(policy, (statement) =>
    any(
      not(allows(statement)),
      not(anyPrincipal(statement)),
      not(everyResource(statement)),
      narrowedBy(statement, (key) => OWNER_KEYS.has(key)),
    ),
  );
}

export const vpcEndpointMultiAz = anyEndpoint.relation({
  id: "vpc-endpoint-multi-az",
  title: "Interface endpoints stand in two availability zones",
  severity: "low",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
  says: "stands in one availability zone, so that its service is out of reach when the zone is",
  fix: "Name subnets of at least two zones: subnetIds: [subnetA.id, subnetB.id].",
  why: "AWS takes one subnet a zone, so that two subnets are two zones.",
  appliesWhen: (p) => is(p.vpcEndpointType, "Interface"),
  otherwise: "Endpoints of other types belong to route tables, or take one subnet alone.",
  requires: (p, stack) => {
    const listed = itemsOf(p.subnetIds);
    if (listed === UNKNOWN) return unknown(pathOf(p.subnetIds));
    const added = stack.partner(p, subnetAssociation, "vpcEndpointId");
    const subnets = [...listed, ...added.certain.map((association) => association.subnetId)] as Reading<string>[];
    const enough = fromBoolean(distinct(subnets) >= 2, pathOf(p.subnetIds));
    // One more may be associated with it.
    return added.count() === 0 && added.exists().truth === "unknown" ? any(enough, added.exists()) : enough;
  },
});

/** Values that are not known yet count as different ones. */
function distinct(subnets: readonly Reading<string>[]): number {
  const values = subnets.map((subnet) => valueOf(subnet));
  const unknowns = values.filter((value) => value === UNKNOWN);
  return new Set(values.filter((value) => typeof value === "string")).size + unknowns.length;
}
