import type { TransitGatewayArgs } from "@pulumi/aws/ec2transitgateway";
import { any } from "../../answer";
import { absent, is } from "../../predicates";
import { on } from "../../rule";

const transitGateway = on<TransitGatewayArgs>("aws:ec2transitgateway/transitGateway:TransitGateway");

export const transitGatewayAutoVpcAttachDisabled = transitGateway.rule({
  id: "transit-gateway-auto-vpc-attach-disabled",
  title: "Somebody accepts each network that another account attaches to a transit gateway",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"], soc2: ["CC6.7"] },
  source: "https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html",
  says: "takes every network that another account attaches",
  fix: 'Set autoAcceptSharedAttachments: "disable" or leave it out.',
  remedy: { autoAcceptSharedAttachments: "disable" },
  requires: (p) => any(absent(p.autoAcceptSharedAttachments), is(p.autoAcceptSharedAttachments, "disable")),
});
