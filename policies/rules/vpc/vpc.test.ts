import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { noDefaultVpc, vpcDefaultSecurityGroupClosed, vpcEndpointsConfigured, vpcFlowLogsEnabled } from "./vpc";

const VPC = "aws:ec2/vpc:Vpc";
const DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const RULE = "aws:ec2/securityGroupRule:SecurityGroupRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const another = { name: "another type", type: "aws:ec2/subnet:Subnet", props: {}, because: "other-type" } as const;

const closed = { type: DEFAULT_GROUP, name: "closed", props: { vpcId: from("subject") } };

testRule(vpcDefaultSecurityGroupClosed, {
  valid: [
    { name: "closed, by reference", props: {}, others: [closed] },
    {
      name: "closed, empty lists",
      props: {},
      others: [{ ...closed, props: { vpcId: from("subject"), ingress: [], egress: [] } }],
    },
    {
      name: "closed, by id",
      props: {},
      outputs: { id: "vpc-1" },
      others: [{ type: DEFAULT_GROUP, name: "closed", props: { vpcId: "vpc-1" } }],
    },
    {
      name: "closed, VPC of a component",
      props: {},
      parent: "net",
      others: [
        { type: "awsx:ec2:Vpc", name: "net" },
        { type: DEFAULT_GROUP, name: "closed", props: { vpcId: from("net") } },
      ],
    },
    {
      name: "a rule against another group",
      props: {},
      others: [
        closed,
        { type: "aws:ec2/securityGroup:SecurityGroup", name: "own" },
        { type: RULE, name: "r", props: { securityGroupId: from("own") } },
        { type: RULE, name: "elsewhere", props: { securityGroupId: unknownString } },
      ],
    },
  ],
  invalid: [
    { name: "not taken over", props: {}, finds: "DefaultSecurityGroup" },
    {
      name: "that of another VPC",
      props: {},
      others: [
        { type: VPC, name: "other" },
        { ...closed, props: { vpcId: from("other") } },
      ],
      finds: "DefaultSecurityGroup",
    },
    {
      name: "lets something in",
      props: {},
      others: [{ ...closed, props: { vpcId: from("subject"), ingress: [{ protocol: "-1", self: true }] } }],
      finds: "DefaultSecurityGroup.ingress",
    },
    {
      name: "lets something out",
      props: {},
      others: [{ ...closed, props: { vpcId: from("subject"), egress: [{ protocol: "-1" }] } }],
      finds: "DefaultSecurityGroup.egress",
    },
    {
      name: "opened by a stand-alone rule",
      props: {},
      others: [closed, { type: INGRESS, name: "r", props: { securityGroupId: from("closed") } }],
      finds: "SecurityGroupRule.securityGroupId",
    },
    {
      name: "opened outward by a stand-alone rule",
      props: {},
      others: [
        closed,
        {
          type: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
          name: "r",
          props: { securityGroupId: from("closed") },
        },
      ],
      finds: "SecurityGroupRule.securityGroupId",
    },
    {
      name: "opened by way of the VPC's output",
      props: {},
      others: [closed, { type: RULE, name: "r", props: { securityGroupId: from("subject") } }],
      finds: "SecurityGroupRule.securityGroupId",
    },
  ],
  notJudged: [
    another,
    {
      name: "a default group of a VPC not known yet",
      props: {},
      others: [{ ...closed, props: { vpcId: unknownString } }],
      because: "unknown",
      finds: "DefaultSecurityGroup.vpcId",
    },
    {
      name: "its lines not known yet",
      props: {},
      others: [{ ...closed, props: { vpcId: from("subject"), ingress: unknownValue } }],
      because: "unknown",
      finds: "DefaultSecurityGroup.ingress",
    },
  ],
});

const flow = (props: object): { type: string; name: string; props: object } => ({
  type: FLOW_LOG,
  name: "flow",
  props,
});

testRule(vpcFlowLogsEnabled, {
  valid: [
    { name: "all traffic, by reference", props: {}, others: [flow({ vpcId: from("subject"), trafficType: "ALL" })] },
    { name: "what was refused", props: {}, others: [flow({ vpcId: from("subject"), trafficType: "REJECT" })] },
    {
      name: "all traffic, by id",
      props: {},
      outputs: { id: "vpc-1" },
      others: [flow({ vpcId: "vpc-1", trafficType: "ALL" })],
    },
    {
      name: "one of two",
      props: {},
      others: [
        flow({ vpcId: from("subject"), trafficType: "ACCEPT" }),
        { ...flow({ vpcId: from("subject"), trafficType: "ALL" }), name: "flow2" },
      ],
    },
    {
      name: "VPC of a component",
      props: {},
      parent: "net",
      others: [{ type: "awsx:ec2:Vpc", name: "net" }, flow({ vpcId: from("net"), trafficType: "ALL" })],
    },
    {
      name: "by way of a subnet's vpcId",
      props: {},
      others: [
        { type: "aws:ec2/subnet:Subnet", name: "s", props: { vpcId: from("subject") } },
        flow({ vpcId: from("s"), trafficType: "ALL" }),
      ],
    },
  ],
  invalid: [
    { name: "none", props: {}, finds: "FlowLog" },
    {
      name: "of another VPC",
      props: {},
      others: [{ type: VPC, name: "other" }, flow({ vpcId: from("other"), trafficType: "ALL" })],
      finds: "FlowLog",
    },
    {
      name: "of a subnet alone",
      props: {},
      others: [flow({ subnetId: from("subject"), trafficType: "ALL" })],
      finds: "FlowLog",
    },
    {
      name: "only what was let through",
      props: {},
      others: [flow({ vpcId: from("subject"), trafficType: "ACCEPT" })],
      finds: "FlowLog.trafficType",
    },
    { name: "no traffic type", props: {}, others: [flow({ vpcId: from("subject") })], finds: "FlowLog.trafficType" },
  ],
  notJudged: [
    another,
    {
      name: "of a VPC not known yet",
      props: {},
      others: [flow({ vpcId: unknownString, trafficType: "ALL" })],
      because: "unknown",
      finds: "FlowLog.vpcId",
    },
    {
      name: "traffic type not known yet",
      props: {},
      others: [flow({ vpcId: from("subject"), trafficType: unknownString })],
      because: "unknown",
      finds: "FlowLog.trafficType",
    },
  ],
});

const settings = { requiredEndpoints: ["s3", "ecr.api"] };
const endpoint = (
  name: string,
  serviceName: string,
  vpcId: unknown = from("subject"),
): { type: string; name: string; props: object } => ({
  type: ENDPOINT,
  name,
  props: { vpcId, serviceName },
});

testRule(vpcEndpointsConfigured, {
  valid: [
    {
      name: "each of them",
      props: {},
      settings,
      others: [endpoint("a", "com.amazonaws.us-east-1.s3"), endpoint("b", "com.amazonaws.us-east-1.ecr.api")],
    },
    {
      name: "with FIPS, in China",
      props: {},
      settings,
      others: [endpoint("a", "com.amazonaws.us-east-1.s3"), endpoint("b", "cn.com.amazonaws.cn-north-1.ecr.api-fips")],
    },
    { name: "none asked for", props: {}, settings: { requiredEndpoints: [] } },
  ],
  invalid: [
    { name: "none", props: {}, settings, finds: "VpcEndpoint" },
    {
      name: "one is missing",
      props: {},
      settings,
      others: [endpoint("a", "com.amazonaws.us-east-1.s3")],
      finds: "VpcEndpoint.serviceName",
    },
    {
      name: "a service that only ends alike",
      props: {},
      settings,
      others: [endpoint("a", "com.amazonaws.us-east-1.s3"), endpoint("b", "com.amazonaws.us-east-1.xecr.api")],
      finds: "VpcEndpoint.serviceName",
    },
    {
      name: "an endpoint of no service",
      props: {},
      settings: { requiredEndpoints: ["s3"] },
      others: [{ type: ENDPOINT, name: "a", props: { vpcId: from("subject") } }],
      finds: "VpcEndpoint.serviceName",
    },
    {
      name: "in another VPC",
      props: {},
      settings: { requiredEndpoints: ["s3"] },
      others: [{ type: VPC, name: "other" }, endpoint("a", "com.amazonaws.us-east-1.s3", from("other"))],
      finds: "VpcEndpoint",
    },
    {
      name: "the setting left as it comes",
      props: {},
      others: [endpoint("a", "com.amazonaws.us-east-1.s3")],
      finds: "VpcEndpoint.serviceName",
    },
  ],
  notJudged: [
    another,
    {
      name: "an endpoint of a VPC not known yet",
      props: {},
      settings: { requiredEndpoints: ["s3"] },
      others: [endpoint("a", "com.amazonaws.us-east-1.s3", unknownString)],
      because: "unknown",
      finds: "VpcEndpoint.vpcId",
    },
    {
      name: "service not known yet",
      props: {},
      settings: { requiredEndpoints: ["s3"] },
      others: [endpoint("a", unknownString)],
      because: "unknown",
      finds: "VpcEndpoint.serviceName",
    },
  ],
});

testRule(noDefaultVpc, {
  refusesEvery: true,
  valid: [],
  invalid: [{ name: "declared", props: {}, finds: [] }],
  notJudged: [{ name: "a VPC of one's own", type: VPC, props: {}, because: "other-type" }],
});
