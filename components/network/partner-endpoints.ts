import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";

/** A service of another organisation, offered by PrivateLink. */
export interface PartnerService {
  /** Part of the endpoint's name, 2 to 20 small letters, digits and hyphens. */
  readonly id: string;
  /** `com.amazonaws.vpce.<region>.vpce-svc-...`, as the partner gives it. */
  readonly serviceName: string;
  /** TCP ports that it listens on, in [1, 65535]. TLS is between the two programs: PrivateLink passes bytes on. */
  readonly ports: readonly number[];
  /** True answers the partner's own name with the endpoint's addresses; the partner must have verified its domain. */
  readonly privateDns: boolean;
}

export interface PartnerEndpointsArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly services: readonly PartnerService[];
  readonly vpcId: pulumi.Input<string>;
  /** Block of the VPC, whose addresses may reach the endpoints. */
  readonly vpcCidr: string;
  readonly subnetIds: readonly pulumi.Input<string>[];
}

/**
 * Interface endpoints to partners' services, each with a security group for its ports alone, so that nothing crosses the internet and partners
 * can't open connections to us. Such services take no endpoint policy (AWS PrivateLink Guide, "Control access using endpoint policies").
 */
export class PartnerEndpoints extends pulumi.ComponentResource {
  /** Name to call, by service. */
  readonly dnsNames: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: PartnerEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:network:PartnerEndpoints", name, {}, opts);
    const child = { parent: this };
    const { site, tags, vpcId, vpcCidr } = args;
    this.dnsNames = Object.fromEntries(
      args.services.map(({ id, serviceName, ports, privateDns }) => {
        const called = nameFor(site, "other", `partner-${id}`);
        const group = new aws.ec2.SecurityGroup(
          `${name}-${id}-group`,
          {
            name: called,
            description: "From the VPC to one partner's service; nothing comes from there.",
            vpcId,
            tags: { ...tags, Name: called },
          },
          child,
        );
        for (const port of ports) {
          new aws.vpc.SecurityGroupIngressRule(
            `${name}-${id}-${port}`,
            {
              securityGroupId: group.id,
              description: "A port of the partner's service, from the VPC",
              cidrIpv4: vpcCidr,
              ipProtocol: "tcp",
              fromPort: port,
              toPort: port,
              tags,
            },
            child,
          );
        }
        const endpoint = new aws.ec2.VpcEndpoint(
          `${name}-${id}`,
          {
            serviceName,
            vpcId,
            vpcEndpointType: "Interface",
            subnetIds: [...args.subnetIds],
            securityGroupIds: [group.id],
            privateDnsEnabled: privateDns,
            tags: { ...tags, Name: called },
          },
          child,
        );
        return [id, endpoint.dnsEntries.apply((entries) => entries?.[0]?.dnsName ?? "")];
      }),
    );
    this.registerOutputs({});
  }
}
