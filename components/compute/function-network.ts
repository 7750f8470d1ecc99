import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";

/** Where a function runs when it runs in a network. */
export interface FunctionNetwork {
  readonly vpcId: pulumi.Input<string>;
  /** Private subnets, one a zone, two at the least. */
  readonly subnetIds: pulumi.Input<pulumi.Input<string>[]>;
  /** Block of the VPC: interface endpoints have addresses in it. */
  readonly vpcCidr: string;
  /** Prefix list of the S3 gateway endpoint. */
  readonly s3PrefixListId: pulumi.Input<string>;
  /** Prefix list of the DynamoDB gateway endpoint, for a function that uses tables. */
  readonly dynamodbPrefixListId?: pulumi.Input<string>;
}

/** The security group of one function: nothing comes in; HTTPS goes to the VPC's endpoints, to S3, to DynamoDB where it uses tables, and nowhere else. */
export function functionGroup(
  name: string,
  args: { readonly site: Site; readonly tags: Tags; readonly role: string; readonly network: FunctionNetwork },
  opts: pulumi.CustomResourceOptions,
): aws.ec2.SecurityGroup {
  const { site, tags, network } = args;
  const groupName = nameFor(site, "other", `${args.role}-function`);
  const group = new aws.ec2.SecurityGroup(
    `${name}-group`,
    {
      name: groupName,
      description: `HTTPS from the function ${args.role} to AWS endpoints; nothing comes in.`,
      vpcId: network.vpcId,
      tags: { ...tags, Name: groupName },
    },
    opts,
  );
  const https = { securityGroupId: group.id, ipProtocol: "tcp", fromPort: 443, toPort: 443, tags };
  new aws.vpc.SecurityGroupEgressRule(
    `${name}-to-endpoints`,
    { ...https, description: "HTTPS to the interface endpoints", cidrIpv4: network.vpcCidr },
    opts,
  );
  new aws.vpc.SecurityGroupEgressRule(
    `${name}-to-s3`,
    { ...https, description: "HTTPS to S3 by its gateway endpoint", prefixListId: network.s3PrefixListId },
    opts,
  );
  if (network.dynamodbPrefixListId !== undefined) {
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-to-dynamodb`,
      {
        ...https,
        description: "HTTPS to DynamoDB by its gateway endpoint",
        prefixListId: network.dynamodbPrefixListId,
      },
      opts,
    );
  }
  return group;
}
