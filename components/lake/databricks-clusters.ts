import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../access/policy-document";
import { TrustedRole } from "../access/trusted-role";
import type { FunctionNetwork } from "../compute/function-network";
import { arnOf, nameFor, partitionOf } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import { allow } from "./lake-access";

export interface DatabricksClustersArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Account id that Databricks gave the team: the external id that it says when it takes the role. */
  readonly accountId: string;
  /** Private subnets that clusters start in, whose VPC has Databricks' endpoints. */
  readonly network: FunctionNetwork;
}

/** Databricks' control plane (Databricks documentation, "Create a cross-account IAM role"). */
const CONTROL_PLANE = "414351767826";
/** Databricks tags with it whatever it makes. */
const VENDOR = { Vendor: "Databricks" } as const;
export const CLUSTERS_ROLE = "lake-databricks-clusters";
const GROUP = "databricks-clusters";

/** Ports of Databricks' services: the web, the relay, and what the two are joined by (Databricks documentation, "Configure classic private connectivity"). */
export const DATABRICKS_PORTS: readonly (readonly [number, number])[] = [
  [443, 443],
  [2443, 2443],
  [6666, 6666],
  [8443, 8451],
];

/** What tells of a region's network and machines; none of it takes a resource (Service Authorization Reference). */
const LOOKS = [
  "AvailabilityZones",
  "InstanceStatus",
  "Instances",
  "InternetGateways",
  "NatGateways",
  "NetworkAcls",
  "PrefixLists",
  "RouteTables",
  "SecurityGroups",
  "Subnets",
  "Volumes",
  "VpcAttribute",
  "Vpcs",
].map((what) => `ec2:Describe${what}`);

/**
 * What Databricks starts clusters with: machines and disks that it tags as its own, in the stack's subnets and one security group, and nothing
 * that it did not make itself. On-demand machines without an instance profile, as the cluster policy has them, need no more: neither spot
 * requests nor fleets, and no role to hand on.
 */
export function clusterStatements(place: Place, environmentTag: string): Statement[] {
  const of = (...kinds: readonly string[]): string[] => kinds.map((kind) => arnOf(place, "ec2", `${kind}/*`));
  const vendor = (key: "RequestTag" | "ResourceTag"): Record<string, string> => ({
    [`aws:${key}/Vendor`]: VENDOR.Vendor,
  });
  const group = { "aws:ResourceTag/Name": nameFor(place, "other", GROUP) };
  return [
    allow("LookAround", LOOKS, "*"),
    allow("StartOwn", ["ec2:CreateVolume", "ec2:RunInstances"], of("instance", "volume"), {
      StringEquals: vendor("RequestTag"),
    }),
    allow("StartInSubnets", "ec2:RunInstances", of("subnet"), {
      StringEquals: { [`aws:ResourceTag/${environmentTag}`]: place.environment },
    }),
    allow("StartInGroup", "ec2:RunInstances", of("security-group"), { StringEquals: group }),
    // A machine's own network interface is in the subnet, and Databricks' images are another account's.
    allow("StartWith", "ec2:RunInstances", [
      ...of("network-interface"),
      `arn:${partitionOf(place.region)}:ec2:${place.region}::image/*`,
    ]),
    allow(
      "ChangeOwn",
      ["ec2:AttachVolume", "ec2:DeleteTags", "ec2:DeleteVolume", "ec2:DetachVolume", "ec2:TerminateInstances"],
      of("instance", "volume"),
      { StringEquals: vendor("ResourceTag") },
    ),
    allow("TagOwn", "ec2:CreateTags", of("instance", "volume"), {
      StringEquals: { "ec2:CreateAction": ["CreateVolume", "RunInstances"] },
    }),
    allow("TagOwnAgain", "ec2:CreateTags", of("instance", "volume"), { StringEquals: vendor("ResourceTag") }),
  ];
}

/** Databricks' control plane alone, and with the team's own account id, or another customer could have it start machines here. */
export function clustersTrust({ region }: Pick<Place, "region">, accountId: string): Statement {
  return {
    Sid: "TrustDatabricks",
    Effect: "Allow",
    Principal: { AWS: `arn:${partitionOf(region)}:iam::${CONTROL_PLANE}:root` },
    Action: "sts:AssumeRole",
    Resource: [],
    Condition: { StringEquals: { "sts:ExternalId": accountId } },
  };
}

/** The role with which Databricks starts clusters in the account, and the group that they wear: they reach each other, Databricks' endpoints and S3. */
export class DatabricksClusters extends pulumi.ComponentResource {
  readonly roleArn: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: DatabricksClustersArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:lake:DatabricksClusters", name, {}, opts);
    const { site, tags, accountId } = args;
    const role = new TrustedRole(
      `${name}-role`,
      {
        site,
        tags,
        role: CLUSTERS_ROLE,
        description: "Databricks starts clusters with it.",
        policyDescription: "Machines and disks of Databricks, in the stack's network.",
        trust: (place) => clustersTrust(place, accountId),
        statements: (place) => clusterStatements(place, site.tagKeys.environment),
      },
      { parent: this },
    );
    this.roleArn = role.namedArn;
    this.securityGroupId = this.group(name, args).id;
    this.registerOutputs({ roleArn: this.roleArn });
  }

  private group(name: string, { site, tags, network }: DatabricksClustersArgs): aws.ec2.SecurityGroup {
    const child = { parent: this };
    const groupName = nameFor(site, "other", GROUP);
    const group = new aws.ec2.SecurityGroup(
      `${name}-group`,
      {
        name: groupName,
        description: "Clusters of Databricks: each other, its endpoints and S3.",
        vpcId: network.vpcId,
        tags: { ...tags, Name: groupName },
      },
      child,
    );
    const among = {
      securityGroupId: group.id,
      referencedSecurityGroupId: group.id,
      ipProtocol: "tcp",
      fromPort: 0,
      toPort: 65_535,
      tags,
    };
    new aws.vpc.SecurityGroupIngressRule(`${name}-from-clusters`, { ...among, description: "From each other" }, child);
    new aws.vpc.SecurityGroupEgressRule(`${name}-to-clusters`, { ...among, description: "To each other" }, child);
    const out = (rule: string, to: Omit<aws.vpc.SecurityGroupEgressRuleArgs, "securityGroupId" | "ipProtocol">): void =>
      void new aws.vpc.SecurityGroupEgressRule(
        `${name}-${rule}`,
        { securityGroupId: group.id, ipProtocol: "tcp", tags, ...to },
        child,
      );
    for (const [fromPort, toPort] of DATABRICKS_PORTS)
      out(`to-endpoints-${fromPort}`, {
        fromPort,
        toPort,
        cidrIpv4: network.vpcCidr,
        description: "To endpoints in the VPC",
      });
    out("to-s3", {
      fromPort: 443,
      toPort: 443,
      prefixListId: network.s3PrefixListId,
      description: "HTTPS to S3 by its gateway endpoint",
    });
    return group;
  }
}
