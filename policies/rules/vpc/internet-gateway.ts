import type { InternetGatewayArgs, InternetGatewayAttachmentArgs, VpcArgs } from "@pulumi/aws/ec2";
import { any, fromBoolean, no, not, yes } from "../../answer";
import { oneOf, present } from "../../predicates";
import { pathOf, resourceOf, valueOf } from "../../reading";
import { on } from "../../rule";
import { texts } from "../../rule-config";
import { UNKNOWN } from "../../value";

const GATEWAY = "aws:ec2/internetGateway:InternetGateway";
const ATTACHMENT = "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment";

const gateway = on<InternetGatewayArgs>(
  GATEWAY,
  ATTACHMENT,
  "aws:ec2/egressOnlyInternetGateway:EgressOnlyInternetGateway",
);
const attachment = on<InternetGatewayAttachmentArgs>(ATTACHMENT);
const vpc = on<VpcArgs>("aws:ec2/vpc:Vpc");

const authorizedVpcs = texts({
  name: "authorizedVpcs",
  description: "Ids, or names in the program, of the VPCs that may have an internet gateway.",
  fallback: [],
});

export const internetGatewayAuthorizedVpcOnly = gateway.relation({
  id: "internet-gateway-authorized-vpc-only",
  title: "Only VPCs that are meant to have an internet gateway",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.312(e)(1)"],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.PT-3", "PR.PT-4"],
    soc2: ["CC6.6"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/internet-gateway-authorized-vpc-only.html",
  says: "opens a VPC to the internet that is not on the list of those that may be",
  fix: "Drop the gateway, or put the VPC's id or its name in the program into authorizedVpcs of this rule.",
  why: "As in AWS Config, no VPC is authorised before somebody names it.",
  config: [authorizedVpcs],
  appliesWhen: (p, stack) => any(present(p.vpcId), not(stack.partner(p, attachment, "internetGatewayId").exists())),
  otherwise: "Its attachment names the VPC, and is judged in its place.",
  requires: (p, stack) => {
    const authorised = authorizedVpcs.of(stack.settings);
    const path = pathOf(p.vpcId);
    if (authorised.length === 0) return no(path);
    const partners = stack.named(p.vpcId, vpc);
    const byName = partners.certain.map((made) => fromBoolean(authorised.includes(resourceOf(made).name), path));
    const [own, another] = byName;
    const isOne = own !== undefined && another === undefined && partners.every(() => yes).truth === true;
    // An id that AWS has not given out yet can be on no list.
    return isOne && valueOf(p.vpcId) === UNKNOWN ? own : any(oneOf(p.vpcId, authorised), ...byName);
  },
});
