import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../access/service-role";
import { ArgumentError } from "../errors";
import { arnOf, nameFor } from "../names";
import { LogGroup } from "../observability/log-group";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { partnerStatements } from "./lake-access";
import { partnerRole, PREFIX } from "./lake-names";

/** An organisation that uploads claims. */
export interface Partner {
  /** Name that it signs in with and folder of its files: [a-z][a-z0-9-]{2,15}. */
  readonly id: string;
  /** Its public keys in OpenSSH's format, one to ten; their private halves stay with the partner. */
  readonly sshPublicKeys: readonly string[];
  /** Blocks of addresses that it comes from, such as 198.51.100.0/28. */
  readonly cidrBlocks: readonly string[];
}

export interface ClaimsServerArgs {
  readonly site: Site;
  /** Tags of what carries no PHI. */
  readonly tags: Tags;
  /** Tags of what carries PHI. */
  readonly phiTags: Tags;
  readonly partners: readonly Partner[];
  /** The role of each partner, in their order. */
  readonly partnerRoles: readonly ServiceRole[];
  readonly vpcId: pulumi.Input<string>;
  /** Where the server stands: private subnets, or public ones for Elastic IP addresses. */
  readonly subnetIds: readonly pulumi.Input<string>[];
  /** `elastic` is reached over the internet at fixed addresses; `internal` by a peered network, a VPN or a transit gateway. */
  readonly addresses: "internal" | "elastic";
  /** Bucket that takes the uploads. */
  readonly bucketName: pulumi.Input<string>;
  readonly logKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
}

/** Made current in March 2025: no SHA-1, no CBC, keys exchanged in a way that quantum computers don't break. */
const SECURITY_POLICY = "TransferSecurityPolicy-2025-03";
export const SFTP_PORT = 22;
const ROLE = "claims-server";
/** What a partner sees at its root. Transfer Family takes no folder beside a mapping of the root itself. */
const FOLDERS = [
  { entry: "/uploads", prefix: PREFIX.incoming },
  { entry: "/acknowledgements", prefix: PREFIX.acknowledgements },
] as const;

/** The role with which Transfer Family works on one partner's files. It is made before the raw zone's key, which names it. */
export function roleOfPartner(
  name: string,
  args: { readonly site: Site; readonly tags: Tags; readonly partner: string },
  opts: pulumi.ComponentResourceOptions,
): ServiceRole {
  return new ServiceRole(
    `${name}-partner-${args.partner}`,
    {
      site: args.site,
      tags: args.tags,
      role: partnerRole(args.partner),
      description: `Files of the partner ${args.partner}.`,
      service: "transfer.amazonaws.com",
      sourceArn: (place) => arnOf(place, "transfer", "user/*"),
      statements: (place) => partnerStatements(place, args.partner),
    },
    opts,
  );
}

/** An SFTP server for claims: keys alone, a partner's own uploads and acknowledgements for its root, partners' addresses alone, structured logs. */
export class ClaimsServer extends pulumi.ComponentResource {
  readonly serverId: pulumi.Output<string>;
  readonly endpoint: pulumi.Output<string>;

  constructor(name: string, args: ClaimsServerArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:lake:ClaimsServer", name, {}, opts);
    const { site, tags, partners } = args;
    assertPartners(name, partners);
    const child = { parent: this };
    const logs = new LogGroup(
      `${name}-log`,
      {
        site,
        tags: args.phiTags,
        role: ROLE,
        namePrefix: "/aws/transfer",
        kmsKeyArn: args.logKeyArn,
        retentionDays: args.logRetentionDays,
        masksIdentifiers: true,
      },
      child,
    );
    const writer = new ServiceRole(
      `${name}-logs`,
      {
        site,
        tags,
        role: ROLE,
        description: "Writes what partners do on the server for claims.",
        service: "transfer.amazonaws.com",
        sourceArn: (place) => arnOf(place, "transfer", "server/*"),
        statements: (place) => [
          {
            Sid: "WriteLogs",
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            Resource: arnOf(place, "logs", `log-group:/aws/transfer/${site.project}/${site.environment}/*`),
          },
        ],
      },
      child,
    );
    const server = new aws.transfer.Server(
      `${name}-server`,
      {
        domain: "S3",
        protocols: ["SFTP"],
        identityProviderType: "SERVICE_MANAGED",
        securityPolicyName: SECURITY_POLICY,
        endpointType: "VPC",
        endpointDetails: {
          vpcId: args.vpcId,
          subnetIds: [...args.subnetIds],
          securityGroupIds: [this.group(name, args).id],
          ...(args.addresses === "elastic" && { addressAllocationIds: this.addresses(name, args) }),
        },
        loggingRole: writer.arn,
        structuredLogDestinations: [logs.namedArn.apply((arn) => `${arn}:*`)],
        tags: { ...args.phiTags, Name: nameFor(site, "other", ROLE) },
      },
      { ...child, protect: site.deletionProtection, dependsOn: writer },
    );
    partners.forEach((partner, index) => this.admit(name, args, server, partner, index));
    this.serverId = server.id;
    this.endpoint = server.endpoint;
    this.registerOutputs({ serverId: this.serverId });
  }

  private group(name: string, { site, tags, vpcId, partners }: ClaimsServerArgs): aws.ec2.SecurityGroup {
    const child = { parent: this };
    const groupName = nameFor(site, "other", ROLE);
    const group = new aws.ec2.SecurityGroup(
      `${name}-group`,
      {
        name: groupName,
        description: "SFTP from partners; nothing leaves.",
        vpcId,
        tags: { ...tags, Name: groupName },
      },
      child,
    );
    for (const { id, cidrBlocks } of partners) {
      cidrBlocks.forEach((cidrIpv4, index) => {
        new aws.vpc.SecurityGroupIngressRule(
          `${name}-from-${id}-${index + 1}`,
          {
            securityGroupId: group.id,
            description: `SFTP from ${id}`,
            cidrIpv4,
            ipProtocol: "tcp",
            fromPort: SFTP_PORT,
            toPort: SFTP_PORT,
            tags,
          },
          child,
        );
      });
    }
    return group;
  }

  /** An address a subnet, and the subnets' way out of the region's block on traffic from the internet. */
  private addresses(name: string, { site, tags, subnetIds }: ClaimsServerArgs): pulumi.Output<string>[] {
    const child = { parent: this };
    return subnetIds.map((subnetId, index) => {
      const named = { ...tags, Name: nameFor(site, "other", `${ROLE}-${index + 1}`) };
      const open = new aws.ec2.VpcBlockPublicAccessExclusion(
        `${name}-open-${index + 1}`,
        { subnetId, internetGatewayExclusionMode: "allow-bidirectional", tags: named },
        child,
      );
      return new aws.ec2.Eip(
        `${name}-address-${index + 1}`,
        { domain: "vpc", tags: named },
        { ...child, dependsOn: open },
      ).allocationId;
    });
  }

  private admit(
    name: string,
    args: ClaimsServerArgs,
    server: aws.transfer.Server,
    partner: Partner,
    index: number,
  ): void {
    const child = { parent: this };
    const user = new aws.transfer.User(
      `${name}-${partner.id}`,
      {
        serverId: server.id,
        userName: partner.id,
        role: (args.partnerRoles[index] as ServiceRole).arn,
        homeDirectoryType: "LOGICAL",
        homeDirectoryMappings: FOLDERS.map(({ entry, prefix }) => ({
          entry,
          target: pulumi.output(args.bucketName).apply((bucket) => `/${bucket}/${prefix}${partner.id}`),
        })),
        tags: args.phiTags,
      },
      child,
    );
    partner.sshPublicKeys.forEach((body, at) => {
      new aws.transfer.SshKey(
        `${name}-${partner.id}-key-${at + 1}`,
        { serverId: server.id, userName: user.userName, body },
        child,
      );
    });
  }
}

function assertPartners(name: string, partners: readonly Partner[]): void {
  const refuse = (argument: string, wanted: string, got: unknown): never => {
    throw new ArgumentError("ClaimsServer", name, argument, wanted, got);
  };
  for (const { id, sshPublicKeys, cidrBlocks } of partners) {
    if (!/^[a-z][a-z0-9-]{2,15}$/.test(id)) refuse("partner.id", "3 to 16 small letters, digits and hyphens", id);
    if (sshPublicKeys.length < 1 || sshPublicKeys.length > 10)
      refuse(`sshPublicKeys of ${id}`, "one to ten keys", sshPublicKeys.length);
    if (cidrBlocks.length === 0) refuse(`cidrBlocks of ${id}`, "one block at the least", cidrBlocks);
  }
}
