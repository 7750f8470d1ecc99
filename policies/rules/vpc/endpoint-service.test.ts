import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { vpcEndpointServiceManualAcceptance, vpcEndpointServiceTrustedPrincipals } from "./endpoint-service";

const PRINCIPAL = "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple";
const another = { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" } as const;
const networkLoadBalancerArns = [
  "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/claims/0123456789abcdef",
];

testRule(vpcEndpointServiceManualAcceptance, {
  valid: [{ name: "asks", props: { networkLoadBalancerArns, acceptanceRequired: true } }],
  invalid: [
    { name: "takes all", props: { networkLoadBalancerArns, acceptanceRequired: false }, finds: "acceptanceRequired" },
    { name: "left out", props: { networkLoadBalancerArns }, finds: "acceptanceRequired" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { acceptanceRequired: unknownValue },
      because: "unknown",
      finds: "acceptanceRequired",
    },
  ],
});

const settings = { trustedAccounts: ["444455556666"] };
const partner = "arn:aws:iam::444455556666:root";
const stranger = "arn:aws:iam::777788889999:role/agent";

testRule(vpcEndpointServiceTrustedPrincipals, {
  valid: [
    { name: "a trusted account", props: { acceptanceRequired: true, allowedPrincipals: [partner] }, settings },
    { name: "nobody", props: { acceptanceRequired: true } },
    {
      name: "a role of this program",
      type: PRINCIPAL,
      props: { principalArn: from("role") },
      others: [{ type: "aws:iam/role:Role", name: "role" }],
    },
    { name: "a trusted account, on its own", type: PRINCIPAL, props: { principalArn: partner }, settings },
  ],
  invalid: [
    {
      name: "a stranger beside it",
      props: { acceptanceRequired: true, allowedPrincipals: [partner, stranger] },
      settings,
      finds: "allowedPrincipals[1]",
    },
    { name: "everyone", props: { allowedPrincipals: ["*"] }, settings, finds: "allowedPrincipals[0]" },
    {
      name: "a stranger, on its own",
      type: PRINCIPAL,
      props: { principalArn: stranger },
      settings,
      finds: "principalArn",
    },
    { name: "everyone, on its own", type: PRINCIPAL, props: { principalArn: "*" }, settings, finds: "principalArn" },
  ],
  notJudged: [
    another,
    {
      name: "principals not known yet",
      props: { allowedPrincipals: unknownValue },
      because: "unknown",
      finds: "allowedPrincipals",
    },
    {
      name: "principal of another stack",
      type: PRINCIPAL,
      props: { principalArn: from("partners") },
      others: [{ type: "pulumi:pulumi:StackReference", name: "partners" }],
      because: "unknown",
      finds: "principalArn",
    },
    {
      name: "principal from nowhere known",
      type: PRINCIPAL,
      props: { principalArn: unknownString },
      because: "unknown",
      finds: "principalArn",
    },
  ],
});
