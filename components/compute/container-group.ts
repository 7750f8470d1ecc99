import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";

export interface ContainerGroupArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the group's name. */
  readonly role: string;
  readonly vpcId: pulumi.Input<string>;
  /** Block of the VPC, where the endpoints of AWS services are. */
  readonly vpcCidr: string;
  /** S3 is reached by route: image layers lie there. */
  readonly s3PrefixListId: pulumi.Input<string>;
}

/** A security group that nothing gets into, and that lets HTTPS out to the VPC's endpoints and to S3. */
export class ContainerGroup extends pulumi.ComponentResource {
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: ContainerGroupArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:compute:ContainerGroup", name, {}, opts);
    const child = { parent: this };
    const { site, tags } = args;
    const groupName = nameFor(site, "other", args.role);
    const group = new aws.ec2.SecurityGroup(
      `${name}-group`,
      {
        name: groupName,
        description: "Tasks: no way in, HTTPS out to the endpoints of AWS.",
        vpcId: args.vpcId,
        tags: { ...tags, Name: groupName },
      },
      child,
    );
    const https = { securityGroupId: group.id, ipProtocol: "tcp", fromPort: 443, toPort: 443, tags };
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-to-endpoints`,
      { ...https, cidrIpv4: args.vpcCidr, description: "HTTPS to the endpoints in the VPC" },
      child,
    );
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-to-s3`,
      { ...https, prefixListId: args.s3PrefixListId, description: "HTTPS to S3 by its gateway endpoint" },
      child,
    );
    this.securityGroupId = group.id;
    this.registerOutputs({ securityGroupId: this.securityGroupId });
  }
}
