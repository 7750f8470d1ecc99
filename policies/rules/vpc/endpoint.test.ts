import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { vpcEndpointMultiAz, vpcEndpointPolicyScoped } from "./endpoint";

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
    ...[
      "aws:PrincipalOrgPaths",
      "aws:PrincipalAccount",
      "aws:PrincipalArn",
      "aws:ResourceOrgID",
      "aws:ResourceOrgPaths",
      "s3:ResourceAccount",
      "s3:DataAccessPointAccount",
    ].map((key) => ({
      name: `by ${key}`,
      props: { policy: policy({ ...open, Condition: { StringEquals: { [key]: "111122223333" } } }) },
    })),
    { name: "a Deny of everything else", props: { policy: policy(ours, { ...open, Effect: "Deny" }) } },
    { name: "of a type that takes a policy", props: { vpcEndpointType: "Interface", policy: policy(ours) } },
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
    ...["Gateway", "Interface"].map((vpcEndpointType) => ({
      name: `no policy, ${vpcEndpointType}`,
      props: { vpcEndpointType },
      finds: ["policy", "VpcEndpointPolicy"],
    })),
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
    {
      name: "policy resource of an endpoint not known yet",
      props: {},
      others: [{ type: POLICY, name: "p", props: { vpcEndpointId: unknownString, policy: policy(ours) } }],
      because: "unknown",
      finds: "VpcEndpointPolicy.vpcEndpointId",
    },
  ],
});

const keys = {
  vpcId: "vpc-0123456789abcdef0",
  serviceName: "com.amazonaws.us-east-1.kms",
  vpcEndpointType: "Interface",
};
const associated = (vpcEndpointId: unknown, subnetId: unknown, name = "associated"): OtherResource => ({
  type: "aws:ec2/vpcEndpointSubnetAssociation:VpcEndpointSubnetAssociation",
  name,
  props: { vpcEndpointId, subnetId },
});

testRule(vpcEndpointMultiAz, {
  valid: [
    { name: "two subnets", props: { ...keys, subnetIds: ["subnet-1", "subnet-2"] } },
    { name: "three subnets", props: { ...keys, subnetIds: ["subnet-1", "subnet-2", "subnet-3"] } },
    {
      name: "subnets made in the same preview",
      props: { ...keys, subnetIds: [from("a"), from("b")] },
      others: ["a", "b"].map((name) => ({ type: "aws:ec2/subnet:Subnet", name })),
    },
    {
      name: "one listed, one associated",
      props: { ...keys, subnetIds: ["subnet-1"] },
      others: [associated(from("subject"), "subnet-2")],
    },
    {
      name: "both associated",
      props: keys,
      others: [associated(from("subject"), "subnet-1"), associated(from("subject"), "subnet-2", "second")],
    },
    {
      name: "two subnets, an association not known yet",
      props: { ...keys, subnetIds: ["subnet-1", "subnet-2"] },
      others: [associated(unknownString, "subnet-3")],
    },
  ],
  invalid: [
    { name: "one subnet", props: { ...keys, subnetIds: ["subnet-1"] }, finds: "subnetIds" },
    { name: "left out", props: keys, finds: "subnetIds" },
    { name: "the same twice", props: { ...keys, subnetIds: ["subnet-1", "subnet-1"] }, finds: "subnetIds" },
    {
      name: "the same, associated",
      props: { ...keys, subnetIds: ["subnet-1"] },
      others: [associated(from("subject"), "subnet-1")],
      finds: "subnetIds",
    },
    {
      name: "an association of another endpoint",
      props: { ...keys, subnetIds: ["subnet-1"] },
      others: [{ type: "aws:ec2/vpcEndpoint:VpcEndpoint", name: "other" }, associated(from("other"), "subnet-2")],
      finds: "subnetIds",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" },
    { name: "gateway endpoint", props: { ...keys, vpcEndpointType: "Gateway" }, because: "exempt" },
    { name: "gateway endpoint as it comes", props: { vpcId: keys.vpcId }, because: "exempt" },
    { name: "of a load balancer", props: { vpcEndpointType: "GatewayLoadBalancer" }, because: "exempt" },
    {
      name: "subnets not known yet",
      props: { ...keys, subnetIds: unknownValue },
      because: "unknown",
      finds: "subnetIds",
    },
    {
      name: "an association not known yet",
      props: { ...keys, subnetIds: ["subnet-1"] },
      others: [associated(unknownString, "subnet-2")],
      because: "unknown",
      finds: "VpcEndpointSubnetAssociation.vpcEndpointId",
    },
  ],
});
