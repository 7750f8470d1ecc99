import type {
  BucketAclArgs,
  BucketArgs,
  BucketLifecycleConfigurationArgs,
  BucketLoggingArgs,
  BucketObjectLockConfigurationArgs,
  BucketOwnershipControlsArgs,
  BucketPolicyArgs,
  BucketPublicAccessBlockArgs,
  BucketReplicationConfigArgs,
  BucketServerSideEncryptionConfigurationArgs,
  BucketV2Args,
  BucketVersioningArgs,
  BucketWebsiteConfigurationArgs,
} from "@pulumi/aws/s3";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";

/** What `aws-native:s3:Bucket` calls the same settings. */
interface NativeBucketArgs {
  readonly bucketName: string;
  readonly accessControl: string;
  readonly bucketEncryption: { readonly serverSideEncryptionConfiguration: EncryptionRule[] };
  readonly versioningConfiguration: VersioningBlock;
  readonly publicAccessBlockConfiguration: BucketPublicAccessBlockArgs;
  readonly loggingConfiguration: { readonly destinationBucketName: string };
  readonly lifecycleConfiguration: { readonly rules: LifecycleRule[] };
  readonly websiteConfiguration: object;
  readonly ownershipControls: { readonly rules: { readonly objectOwnership: string }[] };
}

/** One bucket as all generations of its token write it: `Bucket`, `BucketV2` (blocks as lists) and aws-native. */
export interface BucketShape
  extends
    Omit<BucketArgs, "replicationConfiguration" | "objectLockConfiguration">,
    Pick<
      BucketV2Args,
      "versionings" | "loggings" | "websites" | "replicationConfigurations" | "serverSideEncryptionConfigurations"
    >,
    NativeBucketArgs {
  readonly replicationConfiguration: ReplicationBlock;
  readonly objectLockConfiguration: ObjectLockBlock;
}

export interface VersioningBlock {
  readonly enabled: boolean;
  readonly status: string;
  readonly mfaDelete: boolean | string;
}

export interface EncryptionDefault {
  readonly sseAlgorithm: string;
  readonly kmsMasterKeyId: string;
}

export interface EncryptionRule {
  readonly applyServerSideEncryptionByDefault: EncryptionDefault;
  readonly applyServerSideEncryptionByDefaults: EncryptionDefault[];
  readonly serverSideEncryptionByDefault: EncryptionDefault;
  readonly bucketKeyEnabled: boolean;
}

export interface ObjectLockBlock {
  readonly rule: RetentionRule;
  readonly rules: RetentionRule[];
}

export interface RetentionRule {
  readonly defaultRetention: Retention;
  readonly defaultRetentions: Retention[];
}

export interface Retention {
  readonly mode: string;
  readonly days: number;
  readonly years: number;
}

interface Expiry {
  readonly days: number;
  readonly noncurrentDays: number;
  readonly newerNoncurrentVersions: number;
  readonly date: string;
}

/** A lifecycle rule inline, in a companion or in aws-native. */
export interface LifecycleRule {
  readonly enabled: boolean;
  readonly status: string;
  readonly prefix: string;
  readonly tags: Record<string, string>;
  readonly filter: {
    readonly prefix: string;
    readonly tag: object;
    readonly and: object;
    readonly objectSizeGreaterThan: number;
    readonly objectSizeLessThan: number;
  };
  readonly expiration: Expiry;
  readonly expirations: Expiry[];
  readonly expirationInDays: number;
  readonly expirationDate: string;
  readonly noncurrentVersionExpiration: Expiry;
  readonly noncurrentVersionExpirations: Expiry[];
  readonly noncurrentVersionExpirationInDays: number;
  readonly noncurrentVersionTransitions: Expiry[];
  readonly abortIncompleteMultipartUpload: { readonly daysAfterInitiation: number };
  readonly abortIncompleteMultipartUploadDays: number;
}

export interface ReplicationBlock {
  readonly rules: ReplicationRule[];
}

export interface ReplicationRule {
  readonly status: string;
  readonly destination: ReplicationDestination;
  readonly destinations: ReplicationDestination[];
  readonly sourceSelectionCriteria: SourceSelection;
  readonly sourceSelectionCriterias: SourceSelection[];
}

export interface ReplicationDestination {
  readonly bucket: string;
  readonly replicaKmsKeyId: string;
  readonly encryptionConfiguration: { readonly replicaKmsKeyId: string; readonly replicaKmsKeyID: string };
}

interface SourceSelection {
  readonly sseKmsEncryptedObjects: { readonly status: string; readonly enabled: boolean };
}

export const bucket = on<BucketShape>("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2", "aws-native:s3:Bucket");

export const publicAccessBlock: Kind<BucketPublicAccessBlockArgs> = {
  types: ["aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"],
};
export const bucketPolicy: Kind<BucketPolicyArgs> = { types: ["aws:s3/bucketPolicy:BucketPolicy"] };
export const bucketAcl: Kind<BucketAclArgs> = {
  types: ["aws:s3/bucketAcl:BucketAcl", "aws:s3/bucketAclV2:BucketAclV2"],
};
export const ownershipControls: Kind<BucketOwnershipControlsArgs> = {
  types: ["aws:s3/bucketOwnershipControls:BucketOwnershipControls"],
};
export const encryptionConfiguration: Kind<BucketServerSideEncryptionConfigurationArgs> = {
  types: [
    "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    "aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2",
  ],
};
export const bucketVersioning: Kind<BucketVersioningArgs> = {
  types: ["aws:s3/bucketVersioning:BucketVersioning", "aws:s3/bucketVersioningV2:BucketVersioningV2"],
};
export const bucketLogging: Kind<BucketLoggingArgs> = {
  types: ["aws:s3/bucketLogging:BucketLogging", "aws:s3/bucketLoggingV2:BucketLoggingV2"],
};
export const lifecycleConfiguration = on<BucketLifecycleConfigurationArgs>(
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
  "aws:s3/bucketLifecycleConfigurationV2:BucketLifecycleConfigurationV2",
);
export const objectLockConfiguration: Kind<BucketObjectLockConfigurationArgs> = {
  types: [
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
  ],
};
export const websiteConfiguration: Kind<BucketWebsiteConfigurationArgs> = {
  types: [
    "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration",
    "aws:s3/bucketWebsiteConfigurationV2:BucketWebsiteConfigurationV2",
  ],
};
export const replicationConfig: Kind<BucketReplicationConfigArgs> = {
  types: ["aws:s3/bucketReplicationConfig:BucketReplicationConfig"],
};
