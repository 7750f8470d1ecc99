import type { VpcEndpointArgs, VpcEndpointPolicyArgs } from "@pulumi/aws/ec2";
import { all, any, not, type Answer } from "../../answer";
import { allows, anyPrincipal, everyResource, everyStatement, narrowedBy } from "../../policy-document";
import { absent, oneOf, present } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";

type EndpointArgs = VpcEndpointArgs & Omit<VpcEndpointPolicyArgs, keyof VpcEndpointArgs>;

const ENDPOINT_POLICY = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";

const endpoint = on<EndpointArgs>("aws:ec2/vpcEndpoint:VpcEndpoint", ENDPOINT_POLICY);
const endpointPolicy = on<VpcEndpointPolicyArgs>(ENDPOINT_POLICY);

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
