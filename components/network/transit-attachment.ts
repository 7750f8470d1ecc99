import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";

/** What a stack says of the transit gateway that its network hangs on. */
export interface TransitGateway {
  /** Id of a gateway that exists, in the same region. */
  readonly id: string;
  /** IPv4 blocks that are reached through it, in [1, 8]; none overlaps the VPC's or another. */
  readonly routes: readonly string[];
  /** True keeps both directions of a flow in one zone, for firewalls that keep state. */
  readonly applianceMode: boolean;
}

export interface TransitAttachmentArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly gateway: TransitGateway;
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets, one a zone. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** Route tables of those subnets, in the same order. */
  readonly routeTableIds: readonly pulumi.Input<string>[];
}

/** Ties private subnets to a transit gateway and routes the named blocks to it; public subnets know nothing of it. */
export class TransitAttachment extends pulumi.ComponentResource {
  readonly attachmentId: pulumi.Output<string>;

  constructor(name: string, args: TransitAttachmentArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:network:TransitAttachment", name, {}, opts);
    const child = { parent: this };
    const { gateway } = args;
    const attachment = new aws.ec2transitgateway.VpcAttachment(
      `${name}-attachment`,
      {
        transitGatewayId: gateway.id,
        vpcId: args.vpcId,
        subnetIds: [...args.subnetIds],
        dnsSupport: "enable",
        ipv6Support: "disable",
        applianceModeSupport: gateway.applianceMode ? "enable" : "disable",
        tags: { ...args.tags, Name: nameFor(args.site, "other", "transit") },
      },
      child,
    );
    args.routeTableIds.forEach((routeTableId, zone) => {
      gateway.routes.forEach((destinationCidrBlock, index) => {
        new aws.ec2.Route(
          `${name}-route-${zone + 1}-${index + 1}`,
          { routeTableId, destinationCidrBlock, transitGatewayId: gateway.id },
          // EC2 takes a route to a gateway only once the VPC hangs on it.
          { ...child, dependsOn: attachment },
        );
      });
    });
    this.attachmentId = attachment.id;
    this.registerOutputs({ attachmentId: this.attachmentId });
  }
}
