import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../access/policy-document";
import { TrustedRole } from "../access/trusted-role";
import { CustomerKey } from "../keys/customer-key";
import { bucketArn, bucketName, iamArn, nameFor } from "../names";
import type { Place, Site } from "../site";
import type { LifecyclePlan } from "../storage/lifecycle";
import { StoreBucket } from "../storage/store-bucket";
import type { Tags } from "../tags";
import { DATABRICKS_PORTS } from "./databricks-clusters";
import clusterPolicy from "./databricks-cluster-policy.json";
import { allow, below, listing } from "./lake-access";
import { roleUse } from "./lake-keys";
import { DATABRICKS_ROLE, PREFIX, roleArn } from "./lake-names";

/** What Databricks' side is called. */
export interface DatabricksAccess {
  /** Role of Databricks that takes ours. */
  readonly principalArn: string;
  /** External id of the storage credential. */
  readonly externalId: string;
}

export interface DatabricksArgs {
  readonly site: Site;
  /** Tags of what carries no PHI, and of what does. */
  readonly tags: Tags;
  readonly phiTags: Tags;
  readonly role: TrustedRole;
  readonly accessLogBucket: pulumi.Input<string>;
  readonly lifecycle: LifecyclePlan;
  /** Names of Databricks' endpoint services for the workspace and for the relay of its clusters. */
  readonly privateLink?: { readonly workspaceService: string; readonly relayService: string };
  readonly network: {
    readonly vpcId: pulumi.Input<string>;
    readonly vpcCidr: string;
    readonly subnetIds: pulumi.Input<string>[];
  };
}

const TABLES_ROLE = "lake-databricks";

/** What every cluster has to keep to; Databricks takes the document as it is. */
export const CLUSTER_POLICY: Readonly<Record<string, object>> = clusterPolicy;

/**
 * The role that Databricks takes for an external location: with the external id alone, by its own role or by ours, as a storage credential
 * has to be able to take its role again (Databricks documentation, "Create a storage credential").
 */
export function databricksRole(
  name: string,
  { site, tags, access }: { readonly site: Site; readonly tags: Tags; readonly access: DatabricksAccess },
  opts: pulumi.ComponentResourceOptions,
): TrustedRole {
  return new TrustedRole(
    `${name}-databricks`,
    {
      site,
      tags,
      role: DATABRICKS_ROLE,
      description: "Reads the lake's figures and keeps tables of Databricks.",
      policyDescription: "The external location of Databricks.",
      trust: (place) => databricksTrust(place, access),
      statements: databricksStatements,
    },
    opts,
  );
}

export function databricksTrust(place: Place, { principalArn, externalId }: DatabricksAccess): Statement {
  return {
    Sid: "TrustDatabricks",
    Effect: "Allow",
    // Our own role can't be named before it is there; the condition names both.
    Principal: { AWS: [principalArn, iamArn(place, "root")] },
    Action: "sts:AssumeRole",
    Resource: [],
    Condition: {
      StringEquals: { "sts:ExternalId": externalId },
      ArnEquals: { "aws:PrincipalArn": [principalArn, roleArn(place, DATABRICKS_ROLE)] },
    },
  };
}

/** Tables of its own, to write; figures without identifiers, to read. */
export function databricksStatements(place: Place): Statement[] {
  const tables = bucketArn(place.region, bucketName(place, TABLES_ROLE));
  return [
    allow("FindTables", ["s3:GetBucketLocation", "s3:ListBucket"], tables),
    allow("KeepTables", ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], `${tables}/tables/*`),
    listing("ListFigures", place, "analytics", [PREFIX.deidentified]),
    allow("ReadFigures", "s3:GetObject", below(place, "analytics", [PREFIX.deidentified])),
    allow("TakeOwnRole", "sts:AssumeRole", roleArn(place, DATABRICKS_ROLE)),
  ];
}

/** Databricks' external location: a bucket with a key for its tables, and where asked for, private ways to its services. */
export class Databricks extends pulumi.ComponentResource {
  readonly locationUrl: pulumi.Output<string>;

  constructor(name: string, args: DatabricksArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:lake:Databricks", name, {}, opts);
    const { site, phiTags } = args;
    const child = { parent: this };
    const key = new CustomerKey(
      `${name}-key`,
      {
        site,
        tags: phiTags,
        role: TABLES_ROLE,
        description: "Tables of Databricks",
        uses: [roleUse(args.role, "DatabricksKeepsTables", ["kms:Decrypt", "kms:GenerateDataKey"], ["s3"])],
      },
      child,
    );
    const tables = new StoreBucket(
      `${name}-tables`,
      {
        site,
        tags: phiTags,
        role: TABLES_ROLE,
        kmsKeyArn: key.arn,
        accessLogBucket: args.accessLogBucket,
        lifecycle: args.lifecycle,
        objectLock: "no-default",
      },
      child,
    );
    if (args.privateLink !== undefined) this.connect(name, args, args.privateLink);
    this.locationUrl = tables.bucketName.apply((bucket) => `s3://${bucket}/tables/`);
    this.registerOutputs({ locationUrl: this.locationUrl });
  }

  private connect(
    name: string,
    { site, tags, network }: DatabricksArgs,
    services: NonNullable<DatabricksArgs["privateLink"]>,
  ): void {
    const child = { parent: this };
    const groupName = nameFor(site, "other", "databricks");
    const group = new aws.ec2.SecurityGroup(
      `${name}-group`,
      {
        name: groupName,
        description: "From the VPC to Databricks; nothing leaves through them.",
        vpcId: network.vpcId,
        tags: { ...tags, Name: groupName },
      },
      child,
    );
    for (const [fromPort, toPort] of DATABRICKS_PORTS) {
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-from-vpc-${fromPort}`,
        {
          securityGroupId: group.id,
          description: "From the VPC",
          cidrIpv4: network.vpcCidr,
          ipProtocol: "tcp",
          fromPort,
          toPort,
          tags,
        },
        child,
      );
    }
    const ends = { workspace: services.workspaceService, relay: services.relayService };
    for (const [what, serviceName] of Object.entries(ends)) {
      new aws.ec2.VpcEndpoint(
        `${name}-${what}`,
        {
          serviceName,
          vpcId: network.vpcId,
          vpcEndpointType: "Interface",
          subnetIds: network.subnetIds,
          securityGroupIds: [group.id],
          privateDnsEnabled: true,
          tags: { ...tags, Name: nameFor(site, "other", `databricks-${what}`) },
        },
        child,
      );
    }
  }
}
