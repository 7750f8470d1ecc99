import { from, testRule, unknownString } from "../../testing/rule-tester";
import { vpcEndpointPolicyScoped } from "./endpoint";

const POLICY = "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy";
const open = { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" };
const ours = { ...open, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } };

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Statement: statements });
}

testRule(vpcEndpointPolicyScoped, {
  valid: [
    { name: "organisation's principals", props: { policy: policy(ours) } },
    {
      name: "account's resources",
      props: { policy: policy({ ...open, Condition: { StringEquals: { "aws:ResourceAccount": "111122223333" } } }) },
    },
    { name: "named resources", props: { policy: policy({ ...open, Resource: "arn:aws:s3:::claims/*" }) } },
    {
      name: "named principal",
      props: { policy: policy({ ...open, Principal: { AWS: "arn:aws:iam::111122223333:root" } }) },
    },
    {
      name: "open, yet in a policy resource",
      props: {},
      others: [{ type: POLICY, name: "p", props: { vpcEndpointId: from("subject"), policy: policy(ours) } }],
    },
    { name: "policy resource itself", type: POLICY, props: { policy: policy(ours) } },
  ],
  invalid: [
    { name: "no policy", props: {}, finds: ["policy", "VpcEndpointPolicy"] },
    {
      name: "everything",
      props: { policy: policy(open) },
      finds: "policy.Statement[0].Condition",
    },
    {
      name: "everything beside something scoped",
      props: { policy: policy(ours, open) },
      finds: "policy.Statement[1].Condition",
    },
    {
      name: "policy resource of another endpoint",
      props: {},
      others: [
        { type: "aws:ec2/vpcEndpoint:VpcEndpoint", name: "other" },
        { type: POLICY, name: "p", props: { vpcEndpointId: from("other"), policy: policy(ours) } },
      ],
      finds: ["policy", "VpcEndpointPolicy"],
    },
    { name: "policy resource without a policy", type: POLICY, props: {}, finds: "policy" },
  ],
  notJudged: [
    { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" },
    { name: "no policy to be had", props: { vpcEndpointType: "GatewayLoadBalancer" }, because: "exempt" },
    { name: "not known yet", props: { policy: unknownString }, because: "unknown", finds: "policy.Statement" },
  ],
});
