import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import { atPlace, type Site } from "../site";
import type { Tags } from "../tags";
import { endpointPolicy, GATEWAY_SERVICES, type InterfaceService } from "./endpoint-policy";

export interface EndpointsArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly vpcId: pulumi.Input<string>;
  /** Block of the VPC, whose addresses may reach the endpoints. */
  readonly vpcCidr: string;
  /** Private subnets, one a zone: two at the least, so that a lost zone takes no endpoint with it. */
  readonly subnetIds: pulumi.Input<string>[];
  /** All route tables of the VPC: S3 and DynamoDB are reached by route. */
  readonly routeTableIds: pulumi.Input<pulumi.Input<string>[]>;
  readonly interfaceServices: readonly InterfaceService[];
}

/** Endpoints for AWS services, so that traffic to them stays off the internet, each with a policy for this account alone. */
export class Endpoints extends pulumi.ComponentResource {
  readonly securityGroupId: pulumi.Output<string>;
  /** Ids of the interface endpoints by service. */
  readonly endpointIds: ReadonlyMap<InterfaceService, pulumi.Output<string>>;
  /** Addresses of S3 in the region, as a prefix list: what a security group names to let HTTPS out to the gateway endpoint. */
  readonly s3PrefixListId: pulumi.Output<string>;
  readonly dynamodbPrefixListId: pulumi.Output<string>;

  constructor(name: string, args: EndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:network:Endpoints", name, {}, opts);
    const child = { parent: this };
    const { site, tags, vpcId } = args;
    const group = new aws.ec2.SecurityGroup(
      `${name}-group`,
      {
        name: nameFor(site, "other", "endpoints"),
        description: "HTTPS from the VPC to the interface endpoints; nothing leaves through them.",
        vpcId,
        tags: { ...tags, Name: nameFor(site, "other", "endpoints") },
      },
      child,
    );
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-https`,
      {
        securityGroupId: group.id,
        description: "HTTPS from the VPC",
        cidrIpv4: args.vpcCidr,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        tags,
      },
      child,
    );
    const endpoint = (service: string): { serviceName: string; tags: Tags } => ({
      serviceName: `com.amazonaws.${site.region}.${service}`,
      tags: { ...tags, Name: nameFor(site, "other", service) },
    });
    const gateways = GATEWAY_SERVICES.map(
      (service) =>
        new aws.ec2.VpcEndpoint(
          `${name}-${service}`,
          {
            ...endpoint(service),
            vpcId,
            vpcEndpointType: "Gateway",
            routeTableIds: args.routeTableIds,
            policy: atPlace(site, (place) => endpointPolicy(place, service)),
          },
          child,
        ),
    );
    const endpointIds = new Map<InterfaceService, pulumi.Output<string>>();
    for (const service of args.interfaceServices) {
      const made = new aws.ec2.VpcEndpoint(
        `${name}-${service.replace(".", "-")}`,
        {
          ...endpoint(service),
          vpcId,
          vpcEndpointType: "Interface",
          subnetIds: args.subnetIds,
          securityGroupIds: [group.id],
          privateDnsEnabled: true,
          policy: atPlace(site, (place) => endpointPolicy(place, service)),
        },
        child,
      );
      endpointIds.set(service, made.id);
    }
    this.endpointIds = endpointIds;
    this.securityGroupId = group.id;
    [this.s3PrefixListId, this.dynamodbPrefixListId] = (["s3", "dynamodb"] as const).map(
      (service) => (gateways[GATEWAY_SERVICES.indexOf(service)] as aws.ec2.VpcEndpoint).prefixListId,
    ) as [pulumi.Output<string>, pulumi.Output<string>];
    this.registerOutputs({ securityGroupId: this.securityGroupId });
  }
}
