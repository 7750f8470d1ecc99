import type { DefaultSecurityGroupArgs } from "@pulumi/aws/ec2";
import { all, fromBoolean, type Answer } from "../../answer";
import { given } from "../../predicates";
import { pathOf } from "../../reading";
import type { Kind } from "../../stack-index";
import { domain, elasticsearchDomain, opensearchDomain, type Domain } from "./domain";

const defaultSecurityGroup: Kind<DefaultSecurityGroupArgs> = {
  types: ["aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"],
};

const VPC = "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/vpc.html";

function standsInVpc(p: Domain): Answer {
  return given(p.vpcOptions.subnetIds);
}

/** What both generations say alike. */
const inVpc = {
  severity: "high",
  source: VPC,
  says: "has an endpoint on the internet",
  fix: "Set vpcOptions: { subnetIds, securityGroupIds } with private subnets (the domain is made anew).",
  requires: standsInVpc,
} as const;

export const opensearchInVpcOnly = opensearchDomain.rule({
  ...inVpc,
  id: "opensearch-in-vpc-only",
  title: "OpenSearch domains stand in a VPC",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(3)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(e)(1)",
    ],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.DS-5", "PR.PT-3", "PR.PT-4"],
  },
});

export const elasticsearchInVpcOnly = elasticsearchDomain.rule({
  ...inVpc,
  id: "elasticsearch-in-vpc-only",
  title: "Elasticsearch domains stand in a VPC",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.DS-5", "PR.PT-3", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.6"],
  },
});

export const opensearchNotDefaultSecurityGroup = domain.relation({
  id: "opensearch-not-default-security-group",
  title: "Search domains have a security group of their own",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: VPC,
  says: "has no security group of its own",
  fix: "Set vpcOptions.securityGroupIds to the id of an aws.ec2.SecurityGroup.",
  why: "Left out, AWS takes the VPC's default group, which everything in the VPC may share.",
  requires: (p, stack) => {
    const groups = p.vpcOptions.securityGroupIds;
    return all(
      given(groups),
      fromBoolean(stack.named(p.vpcOptions, defaultSecurityGroup).count() === 0, pathOf(groups)),
    );
  },
});
