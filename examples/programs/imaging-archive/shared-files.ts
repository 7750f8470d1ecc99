import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface SharedFilesArgs {
  readonly keyArn: pulumi.Input<string>;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: pulumi.Input<string>[];
  readonly clientGroupId: pulumi.Input<string>;
  readonly tags?: Record<string, string>;
}

/** An encrypted file system with a mount target in each subnet, reachable from one security group. */
export class SharedFiles extends pulumi.ComponentResource {
  readonly fileSystem: aws.efs.FileSystem;
  readonly accessPoint: aws.efs.AccessPoint;

  constructor(name: string, args: SharedFilesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("acme:storage:SharedFiles", name, {}, opts);
    const own = { parent: this };
    this.fileSystem = new aws.efs.FileSystem(
      name,
      {
        encrypted: true,
        kmsKeyId: args.keyArn,
        throughputMode: "elastic",
        lifecyclePolicies: [{ transitionToIa: "AFTER_30_DAYS" }],
        tags: args.tags,
      },
      { ...own, protect: true },
    );
    new aws.efs.BackupPolicy(name, { fileSystemId: this.fileSystem.id, backupPolicy: { status: "ENABLED" } }, own);
    new aws.efs.FileSystemPolicy(
      name,
      {
        fileSystemId: this.fileSystem.id,
        policy: pulumi.jsonStringify({
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "TlsOnly",
              Effect: "Deny",
              Principal: { AWS: "*" },
              Action: "*",
              Resource: this.fileSystem.arn,
              Condition: { Bool: { "aws:SecureTransport": "false" } },
            },
            {
              Sid: "MountTargets",
              Effect: "Allow",
              Principal: { AWS: "*" },
              Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"],
              Resource: this.fileSystem.arn,
              Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
            },
          ],
        }),
      },
      own,
    );
    const group = new aws.ec2.SecurityGroup(
      name,
      {
        vpcId: args.vpcId,
        description: `Mount targets of ${name}`,
        ingress: [
          {
            protocol: "tcp",
            fromPort: 2049,
            toPort: 2049,
            securityGroups: [args.clientGroupId],
            description: "NFS from the viewers",
          },
        ],
        tags: args.tags,
      },
      own,
    );
    args.subnetIds.forEach((subnetId, index) => {
      new aws.efs.MountTarget(
        `${name}-${index}`,
        { fileSystemId: this.fileSystem.id, subnetId, securityGroups: [group.id] },
        own,
      );
    });
    this.accessPoint = new aws.efs.AccessPoint(
      name,
      {
        fileSystemId: this.fileSystem.id,
        posixUser: { uid: 10001, gid: 10001 },
        rootDirectory: { path: "/images", creationInfo: { ownerUid: 10001, ownerGid: 10001, permissions: "0750" } },
        tags: args.tags,
      },
      own,
    );
    this.registerOutputs({});
  }
}
