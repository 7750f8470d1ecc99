import type {
  DefaultSecurityGroupArgs,
  DefaultVpcArgs,
  FlowLogArgs,
  SecurityGroupRuleArgs,
  VpcArgs,
  VpcEndpointArgs,
} from "@pulumi/aws/ec2";
import { all, fromBoolean, no, type Answer } from "../../answer";
import { absent, matches, oneOf } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";

const vpc = on<VpcArgs>("aws:ec2/vpc:Vpc");
const defaultVpc = on<DefaultVpcArgs>("aws:ec2/defaultVpc:DefaultVpc");
const flowLog = on<FlowLogArgs>("aws:ec2/flowLog:FlowLog");
const vpcEndpoint = on<VpcEndpointArgs>("aws:ec2/vpcEndpoint:VpcEndpoint");
const defaultSecurityGroup = on<DefaultSecurityGroupArgs>("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
const securityGroupRule = on<Pick<SecurityGroupRuleArgs, "securityGroupId">>(
  "aws:ec2/securityGroupRule:SecurityGroupRule",
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
);

export const vpcDefaultSecurityGroupClosed = vpc.relation({
  id: "vpc-default-security-group-closed",
  title: "The default security group of every VPC lets nothing through",
  severity: "medium",
  controls: {
    hipaa: ["164.312(e)(1)"],
    nistCsf: ["DE.AE-1", "PR.AC-3", "PR.AC-5", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.6"],
  },
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html",
  says: "leaves its default security group open",
  fix: 'Add new aws.ec2.DefaultSecurityGroup("closed", { vpcId: vpc.id }) without ingress and egress.',
  why: "AWS makes a default group for every VPC that lets its members reach each other and the world; whatever names no group lands in it.",
  requires: (p, stack) =>
    all(
      stack
        .partner(p, defaultSecurityGroup, "vpcId")
        .satisfies((group) => all(absent(group.ingress), absent(group.egress), noRuleAgainst(group, stack))),
      // vpc.defaultSecurityGroupId names the group by way of the VPC.
      noRuleAgainst(p, stack),
    ),
});

/** Rules whose group comes from elsewhere don't count: the default group of a VPC made here is not known there. */
function noRuleAgainst(subject: Reading<unknown>, stack: StackView): Answer {
  const rules = stack.partner(subject, securityGroupRule, "securityGroupId");
  return fromBoolean(rules.count() === 0, "SecurityGroupRule.securityGroupId");
}

export const vpcFlowLogsEnabled = vpc.relation({
  id: "vpc-flow-logs-enabled",
  title: "Every VPC records its traffic",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.308(a)(6)(ii)", "164.312(b)", "164.312(c)(2)"],
    nistCsf: [
      "DE.AE-1",
      "DE.AE-3",
      "DE.CM-1",
      "DE.CM-2",
      "DE.CM-7",
      "ID.AM-3",
      "ID.RA-1",
      "ID.RA-5",
      "ID.SC-4",
      "PR.DS-5",
      "PR.PT-1",
    ],
    soc2: ["CC6.6", "CC7.2", "CC7.3"],
  },
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",
  says: "keeps no record of its traffic, or only of what was let through",
  fix: 'Add new aws.ec2.FlowLog("flow", { vpcId: vpc.id, trafficType: "ALL", ... }).',
  requires: (p, stack) => stack.partner(p, flowLog, "vpcId").some((flow) => oneOf(flow.trafficType, ["ALL", "REJECT"])),
});

export const vpcEndpointsConfigured = vpc.relation({
  id: "vpc-endpoints-configured",
  title: "Workloads reach AWS through endpoints of their VPC",
  severity: "medium",
  controls: {
    hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.DS-5", "PR.PT-3", "PR.PT-4"],
  },
  source: "https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html",
  says: "has no endpoint for a service that its workloads use",
  fix: 'Add an aws.ec2.VpcEndpoint for each service of the setting requiredEndpoints, e.g. serviceName: "com.amazonaws.us-east-1.kms".',
  requires: (p, stack) => {
    const endpoints = stack.partner(p, vpcEndpoint, "vpcId");
    return all(
      ...stack.settings.requiredEndpoints.map((service) =>
        endpoints.some((endpoint) => matches(endpoint.serviceName, serviceName(service))),
      ),
    );
  },
});

/** `com.amazonaws.us-east-1.ecr.api`, with or without `-fips`. */
function serviceName(service: string): RegExp {
  return new RegExp(`\\.amazonaws\\.[a-z0-9-]+\\.${service.replaceAll(".", "\\.")}(-fips)?$`);
}

export const noDefaultVpc = defaultVpc.rule({
  id: "no-default-vpc",
  title: "Nothing is built on the default VPC",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc.html",
  says: "takes the account's default VPC over, whose subnets give every instance a public address",
  fix: "Build a VPC of your own, e.g. with awsx.ec2.Vpc.",
  requires: () => no(),
});
