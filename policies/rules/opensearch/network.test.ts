import { from, testRule, unknownString, unknownValue, type RuleTable } from "../../testing/rule-tester";
import { ELASTICSEARCH, OPENSEARCH } from "./domain";
import { elasticsearchInVpcOnly, opensearchInVpcOnly, opensearchNotDefaultSecurityGroup } from "./network";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const domain = { domainName: "notes" };
const subnetIds = ["subnet-a", "subnet-b"];

function inVpc(otherType: string): RuleTable {
  return {
    valid: [
      { name: "in a VPC", props: { ...domain, vpcOptions: { subnetIds, securityGroupIds: ["sg-1"] } } },
      { name: "subnet made in the same preview", props: { ...domain, vpcOptions: { subnetIds: [unknownString] } } },
      {
        name: "subnets of a network component",
        props: { ...domain, vpcOptions: { subnetIds: from("network") } },
        others: [{ type: "awsx:ec2:Vpc", name: "network" }],
      },
    ],
    invalid: [
      { name: "left out (on the internet)", props: domain, finds: "vpcOptions.subnetIds" },
      { name: "no subnet", props: { ...domain, vpcOptions: { subnetIds: [] } }, finds: "vpcOptions.subnetIds" },
    ],
    notJudged: [
      another,
      { name: "other generation", type: otherType, props: {}, because: "other-type" },
      {
        name: "computed of nothing that is named",
        props: { ...domain, vpcOptions: unknownValue },
        because: "unknown",
        finds: "vpcOptions.subnetIds",
      },
    ],
  };
}

testRule(opensearchInVpcOnly, inVpc(ELASTICSEARCH));
testRule(elasticsearchInVpcOnly, inVpc(OPENSEARCH));

const OWN = { type: "aws:ec2/securityGroup:SecurityGroup", name: "own", outputs: { id: "sg-own" } };
const DEFAULT = { type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", name: "default", outputs: { id: "sg-1" } };

testRule(opensearchNotDefaultSecurityGroup, {
  valid: [
    {
      name: "group of its own",
      props: { ...domain, vpcOptions: { subnetIds, securityGroupIds: ["sg-own"] } },
      others: [DEFAULT],
    },
    {
      name: "group made in the same preview",
      props: { ...domain, vpcOptions: { subnetIds, securityGroupIds: [from("own")] } },
      others: [OWN, DEFAULT],
    },
    {
      name: "group of another stack",
      props: { ...domain, vpcOptions: { subnetIds, securityGroupIds: [unknownString] } },
    },
  ],
  invalid: [
    {
      name: "left out (default group)",
      props: { ...domain, vpcOptions: { subnetIds } },
      finds: "vpcOptions.securityGroupIds",
    },
    { name: "not in a VPC", props: domain, finds: "vpcOptions.securityGroupIds" },
    {
      name: "default group by id",
      props: { ...domain, vpcOptions: { subnetIds, securityGroupIds: ["sg-1"] } },
      others: [DEFAULT],
      finds: "vpcOptions.securityGroupIds",
    },
    {
      name: "default group by reference",
      props: { ...domain, vpcOptions: { subnetIds, securityGroupIds: [from("default")] } },
      others: [OWN, DEFAULT],
      finds: "vpcOptions.securityGroupIds",
    },
  ],
  alike: [ELASTICSEARCH],
  notJudged: [
    another,
    {
      name: "computed of nothing that is named",
      props: { ...domain, vpcOptions: { subnetIds, securityGroupIds: unknownValue } },
      because: "unknown",
      finds: "vpcOptions.securityGroupIds",
    },
  ],
});
