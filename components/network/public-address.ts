import type * as pulumi from "@pulumi/pulumi";

/**
 * awsx lets public subnets give out public addresses and has no argument against it. What has to be public here, a NAT
 * gateway or a load balancer, brings its own address, so no subnet hands one to whatever starts in it.
 */
export function withoutPublicAddresses(args: pulumi.ResourceTransformArgs): pulumi.ResourceTransformResult | undefined {
  if (args.type !== "aws:ec2/subnet:Subnet") return undefined;
  return { props: { ...args.props, mapPublicIpOnLaunch: false }, opts: args.opts };
}
