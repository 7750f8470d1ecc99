import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface SecureBucketArgs {
  readonly keyArn: pulumi.Input<string>;
  readonly accessLogBucket: pulumi.Input<string>;
  readonly retentionDays?: number;
  readonly tags?: Record<string, string>;
}

/** A bucket as the platform team wants it. */
export class SecureBucket extends pulumi.ComponentResource {
  readonly id: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: SecureBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("acme:storage:SecureBucket", name, {}, opts);
    const own = { parent: this };
    const bucket = new aws.s3.Bucket(name, { tags: args.tags, objectLockEnabled: true }, { ...own, protect: true });
    const target = { bucket: bucket.id };
    new aws.s3.BucketVersioning(name, { ...target, versioningConfiguration: { status: "Enabled" } }, own);
    new aws.s3.BucketServerSideEncryptionConfiguration(
      name,
      {
        ...target,
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: args.keyArn },
            bucketKeyEnabled: true,
          },
        ],
      },
      own,
    );
    new aws.s3.BucketPublicAccessBlock(
      name,
      {
        ...target,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      },
      own,
    );
    new aws.s3.BucketOwnershipControls(name, { ...target, rule: { objectOwnership: "BucketOwnerEnforced" } }, own);
    new aws.s3.BucketLogging(name, { ...target, targetBucket: args.accessLogBucket, targetPrefix: `${name}/` }, own);
    new aws.s3.BucketObjectLockConfiguration(
      name,
      { ...target, rule: { defaultRetention: { mode: "GOVERNANCE", days: args.retentionDays ?? 30 } } },
      own,
    );
    new aws.s3.BucketPolicy(
      name,
      {
        ...target,
        policy: bucket.arn.apply((arn) =>
          JSON.stringify({
            Version: "2012-10-17",
            Statement: [
              {
                Sid: "TlsOnly",
                Effect: "Deny",
                Principal: "*",
                Action: "s3:*",
                Resource: [arn, `${arn}/*`],
                Condition: { Bool: { "aws:SecureTransport": "false" } },
              },
            ],
          }),
        ),
      },
      own,
    );
    this.id = bucket.id;
    this.arn = bucket.arn;
    this.registerOutputs({ id: this.id, arn: this.arn });
  }
}
