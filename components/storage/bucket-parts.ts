import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, type Statement } from "../access/policy-document";
import { bucketArn } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import { transportStatements } from "./bucket-policy";
import { lifecycleRules, type LifecyclePlan } from "./lifecycle";

export interface BucketPartsArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly bucketName: pulumi.Input<string>;
  readonly lifecycle: LifecyclePlan;
  /** Encryption with a customer key; left out only for access-log buckets, for which S3 takes its own keys alone. */
  readonly kmsKeyArn?: pulumi.Input<string>;
  readonly objectLock: boolean;
  /** Statements beside those on transport, made from the bucket's ARN. */
  readonly statements: (place: Place, arn: string) => readonly Statement[];
}

export interface BucketParts {
  readonly bucket: aws.s3.Bucket;
  readonly versioning: aws.s3.BucketVersioning;
  readonly policy: aws.s3.BucketPolicy;
  /** The bucket's ARN made from its name: known at preview, and depends on the bucket. */
  readonly namedArn: pulumi.Output<string>;
}

/**
 * What every bucket has, whatever it is for: no ACLs, no public access, encryption, versions, lifecycle, events, a policy.
 * Content is never deleted with the bucket: there is no `forceDestroy`.
 */
export function bucketParts(name: string, args: BucketPartsArgs, parent: pulumi.Resource): BucketParts {
  const child = { parent };
  const { site } = args;
  const bucket = new aws.s3.Bucket(
    `${name}-bucket`,
    { bucket: args.bucketName, objectLockEnabled: args.objectLock, forceDestroy: false, tags: args.tags },
    { ...child, protect: site.deletionProtection },
  );
  const namedArn = bucket.bucket.apply((bucketName) => bucketArn(site.region, bucketName));
  const target = { bucket: bucket.bucket };
  new aws.s3.BucketOwnershipControls(
    `${name}-ownership`,
    { ...target, rule: { objectOwnership: "BucketOwnerEnforced" } },
    child,
  );
  const accessBlock = new aws.s3.BucketPublicAccessBlock(
    `${name}-access-block`,
    { ...target, blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true },
    child,
  );
  new aws.s3.BucketServerSideEncryptionConfiguration(
    `${name}-encryption`,
    { ...target, rules: [encryptionRule(args.kmsKeyArn)] },
    child,
  );
  const versioning = new aws.s3.BucketVersioning(
    `${name}-versioning`,
    { ...target, versioningConfiguration: { status: "Enabled" } },
    child,
  );
  new aws.s3.BucketLifecycleConfiguration(
    `${name}-lifecycle`,
    // Rules for old versions are refused or ignored until the bucket has versions.
    { ...target, rules: lifecycleRules(args.lifecycle) },
    { ...child, dependsOn: versioning },
  );
  new aws.s3.BucketNotification(`${name}-events`, { ...target, eventbridge: true }, child);
  const policy = new aws.s3.BucketPolicy(
    `${name}-policy`,
    {
      ...target,
      policy: pulumi
        .all([site.accountId, namedArn])
        .apply(([accountId, arn]) =>
          policyDocument([...args.statements({ ...site, accountId }, arn), ...transportStatements(arn)]),
        ),
    },
    // Both write the bucket's access settings; S3 refuses the second of two at the same time.
    { ...child, dependsOn: accessBlock },
  );
  return { bucket, versioning, policy, namedArn };
}

function encryptionRule(
  kmsKeyArn: pulumi.Input<string> | undefined,
): aws.types.input.s3.BucketServerSideEncryptionConfigurationRule {
  return kmsKeyArn === undefined
    ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
    : {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: kmsKeyArn },
        bucketKeyEnabled: true,
      };
}
