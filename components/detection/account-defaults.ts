import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { iamArn } from "../names";
import { atPlace, type Site } from "../site";
import type { Tags } from "../tags";

export interface AccountDefaultsArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** `exists` where somebody has used AWS Config before: its service-linked role is there once an account. */
  readonly configRole: "make" | "exists";
}

/** Days after which a user's password has to be changed; the CIS benchmark and the HIPAA conformance pack ask for 90. */
const PASSWORD_DAYS = 90;

/** What holds for the whole account, whatever a stack says: strong passwords, no public bucket, and a role for AWS Config. */
export class AccountDefaults extends pulumi.ComponentResource {
  /** The role that AWS Config records with in every region. */
  readonly configRoleArn: pulumi.Output<string>;

  constructor(name: string, args: AccountDefaultsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:AccountDefaults", name, {}, opts);
    const child = { parent: this };
    new aws.iam.AccountPasswordPolicy(
      `${name}-passwords`,
      {
        minimumPasswordLength: 14,
        requireLowercaseCharacters: true,
        requireUppercaseCharacters: true,
        requireNumbers: true,
        requireSymbols: true,
        passwordReusePrevention: 24,
        maxPasswordAge: PASSWORD_DAYS,
        // Expired passwords can be changed at sign-in: a hard expiry would lock the last administrator out.
        hardExpiry: false,
        allowUsersToChangePassword: true,
      },
      child,
    );
    new aws.s3.AccountPublicAccessBlock(
      `${name}-buckets`,
      { blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
      child,
    );
    this.configRoleArn =
      args.configRole === "make"
        ? new aws.iam.ServiceLinkedRole(
            `${name}-config-role`,
            { awsServiceName: "config.amazonaws.com", description: "AWS Config records with it.", tags: args.tags },
            child,
          ).arn
        : // Its name is fixed (Config Developer Guide, "Using service-linked roles").
          atPlace(args.site, (place) =>
            iamArn(place, "role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"),
          );
    this.registerOutputs({ configRoleArn: this.configRoleArn });
  }
}

export interface RegionDefaultsArgs {
  /** Customer key of this region for disks and traces that no stack gives a key, and for the Glue catalog; its policy admits EC2 and Glue. */
  readonly kmsKeyArn: pulumi.Input<string>;
}

/**
 * What holds for a region of the account, whatever a stack says: disks, traces and Glue's catalog are encrypted with a customer key,
 * images and snapshots can't be made public, instances ask for session tokens, nobody comes in by serial console, and no
 * internet gateway lets traffic in that was not asked for. A VPC that serves the public is let out of the last by an
 * aws.ec2.VpcBlockPublicAccessExclusion.
 */
export class RegionDefaults extends pulumi.ComponentResource {
  constructor(name: string, args: RegionDefaultsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:RegionDefaults", name, {}, opts);
    const child = { parent: this };
    const diskKey = new aws.ebs.DefaultKmsKey(`${name}-disk-key`, { keyArn: args.kmsKeyArn }, child);
    new aws.ebs.EncryptionByDefault(`${name}-disks`, { enabled: true }, { ...child, dependsOn: diskKey });
    new aws.ebs.SnapshotBlockPublicAccess(`${name}-snapshots`, { state: "block-all-sharing" }, child);
    new aws.ec2.ImageBlockPublicAccess(`${name}-images`, { state: "block-new-sharing" }, child);
    new aws.ec2.SerialConsoleAccess(`${name}-serial-console`, { enabled: false }, child);
    new aws.ec2.InstanceMetadataDefaults(
      `${name}-instance-metadata`,
      // Two hops, so that a container on an instance still reaches it (EC2 User Guide, "Configure the metadata options").
      { httpTokens: "required", httpEndpoint: "enabled", httpPutResponseHopLimit: 2, instanceMetadataTags: "disabled" },
      child,
    );
    new aws.ec2.VpcBlockPublicAccessOptions(
      `${name}-internet-gateways`,
      { internetGatewayBlockMode: "block-ingress" },
      child,
    );
    // The catalog is one for the region and the account; whoever reads a table of any database has Glue use this key.
    new aws.glue.DataCatalogEncryptionSettings(
      `${name}-catalog`,
      {
        dataCatalogEncryptionSettings: {
          encryptionAtRest: { catalogEncryptionMode: "SSE-KMS", sseAwsKmsKeyId: args.kmsKeyArn },
          connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true, awsKmsKeyId: args.kmsKeyArn },
        },
      },
      child,
    );
    new aws.xray.EncryptionConfig(`${name}-traces`, { type: "KMS", keyId: args.kmsKeyArn }, child);
    this.registerOutputs({});
  }
}
