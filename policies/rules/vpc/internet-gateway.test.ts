import { from, testRule, unknownString } from "../../testing/rule-tester";
import { internetGatewayAuthorizedVpcOnly } from "./internet-gateway";

const ATTACHMENT = "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment";
const EGRESS_ONLY = "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway";
const VPC = "aws:ec2/vpc:Vpc";
const vpcId = "vpc-0123456789abcdef0";

testRule(internetGatewayAuthorizedVpcOnly, {
  valid: [
    { name: "by id", props: { vpcId }, config: { authorizedVpcs: [vpcId] } },
    {
      name: "by name in the program",
      props: { vpcId: from("edge") },
      others: [{ type: VPC, name: "edge" }],
      config: { authorizedVpcs: ["claims", "edge"] },
    },
    {
      name: "by name in the program, once its id is known",
      props: { vpcId: "vpc-2" },
      others: [{ type: VPC, name: "edge", outputs: { id: "vpc-2" } }],
      config: { authorizedVpcs: ["edge"] },
    },
    {
      name: "by an id that is in the program",
      props: { vpcId },
      others: [{ type: VPC, name: "edge", outputs: { id: vpcId } }],
      config: { authorizedVpcs: [vpcId] },
    },
    { name: "by id, attached", type: ATTACHMENT, props: { vpcId }, config: { authorizedVpcs: [vpcId] } },
  ],
  invalid: [
    { name: "nobody named it", props: { vpcId }, finds: "vpcId" },
    { name: "another is named", props: { vpcId }, config: { authorizedVpcs: ["vpc-1"] }, finds: "vpcId" },
    {
      name: "another name in the program",
      props: { vpcId: "vpc-2" },
      others: [{ type: VPC, name: "claims", outputs: { id: "vpc-2" } }],
      config: { authorizedVpcs: ["edge"] },
      finds: "vpcId",
    },
    {
      name: "another VPC of the program is named",
      props: { vpcId: "vpc-3" },
      others: [{ type: VPC, name: "edge", outputs: { id: "vpc-2" } }],
      config: { authorizedVpcs: ["edge"] },
      finds: "vpcId",
    },
    { name: "nobody named any", props: { vpcId: unknownString }, finds: "vpcId" },
    {
      name: "nobody named the program's own",
      props: { vpcId: from("claims") },
      others: [{ type: VPC, name: "claims" }],
      finds: "vpcId",
    },
    {
      name: "made by the program, and others are named",
      props: { vpcId: from("claims") },
      others: [{ type: VPC, name: "claims" }],
      config: { authorizedVpcs: [vpcId, "edge"] },
      finds: "vpcId",
    },
    {
      name: "made by a component of the program, and others are named",
      type: ATTACHMENT,
      props: { internetGatewayId: "igw-1", vpcId: from("network") },
      others: [
        { type: "awsx:ec2:Vpc", name: "network" },
        { type: VPC, name: "claims", parent: "network" },
      ],
      config: { authorizedVpcs: [vpcId] },
      finds: "vpcId",
    },
    { name: "attached to nothing", props: {}, config: { authorizedVpcs: [vpcId] }, finds: "vpcId" },
    {
      name: "attached to nothing, beside another's attachment",
      props: {},
      others: [
        { type: "aws:ec2/internetGateway:InternetGateway", name: "other" },
        { type: ATTACHMENT, name: "a", props: { internetGatewayId: from("other"), vpcId } },
      ],
      finds: "vpcId",
    },
    {
      name: "named and attached",
      props: { vpcId },
      others: [{ type: ATTACHMENT, name: "a", props: { internetGatewayId: from("subject"), vpcId } }],
      finds: "vpcId",
    },
    { name: "attached", type: ATTACHMENT, props: { internetGatewayId: "igw-1", vpcId }, finds: "vpcId" },
    { name: "for IPv6", type: EGRESS_ONLY, props: { vpcId }, finds: "vpcId" },
  ],
  notJudged: [
    { name: "another type", type: VPC, props: {}, because: "other-type" },
    {
      name: "its attachment names the VPC",
      props: {},
      others: [{ type: ATTACHMENT, name: "a", props: { internetGatewayId: from("subject"), vpcId } }],
      because: "exempt",
    },
    {
      name: "an attachment of a gateway not known yet",
      props: {},
      others: [{ type: ATTACHMENT, name: "a", props: { internetGatewayId: unknownString, vpcId } }],
      because: "unknown",
      finds: "InternetGatewayAttachment.internetGatewayId",
    },
    ...[unknownString, from("network")].map((id) => ({
      name: "VPC of another stack",
      props: { vpcId: id },
      others: [{ type: "pulumi:pulumi:StackReference", name: "network" }],
      config: { authorizedVpcs: [vpcId] },
      because: "unknown" as const,
      finds: "vpcId",
    })),
    {
      name: "the default VPC, whose id is given out",
      props: { vpcId: from("default") },
      others: [{ type: "aws:ec2/defaultVpc:DefaultVpc", name: "default" }],
      config: { authorizedVpcs: [vpcId] },
      because: "unknown",
      finds: "vpcId",
    },
    {
      name: "one of two VPCs, of which one is named",
      props: { vpcId: from("network") },
      others: [
        { type: "clinic:network:Network", name: "network" },
        { type: VPC, name: "claims", parent: "network" },
        { type: VPC, name: "edge", parent: "network" },
      ],
      config: { authorizedVpcs: ["edge"] },
      because: "unknown",
      finds: "vpcId",
    },
    {
      name: "either of two VPCs, and others are named",
      props: { vpcId: from("claims", "intake") },
      others: [
        { type: VPC, name: "claims" },
        { type: VPC, name: "intake" },
      ],
      config: { authorizedVpcs: ["edge"] },
      because: "unknown",
      finds: "vpcId",
    },
  ],
});
