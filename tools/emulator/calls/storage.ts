import { call, capitals, given, making, tagList, text, type Json, type Makers } from "./call";

const s3 = (operation: string, parameters: object) => making(call("s3", operation, parameters));

/** Buckets with each of their companions, keys, and backups. */
export const storage: Makers = {
  "aws:s3/bucket:Bucket": ({ bucket, objectLockEnabled, tags }, _, region) => ({
    calls: [
      call("s3", "create_bucket", {
        Bucket: bucket,
        ObjectLockEnabledForBucket: objectLockEnabled,
        // The first region of S3 has no name there.
        CreateBucketConfiguration: region === "us-east-1" ? undefined : { LocationConstraint: region },
      }),
      call("s3", "put_bucket_tagging", { Bucket: bucket, Tagging: { TagSet: tagList(tags) } }),
    ],
    state: () => ({ id: bucket, bucket, arn: `arn:aws:s3:::${bucket}` }),
  }),
  "aws:s3/bucketVersioning:BucketVersioning": ({ bucket, versioningConfiguration }) =>
    s3("put_bucket_versioning", { Bucket: bucket, VersioningConfiguration: capitals(versioningConfiguration) }),
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": ({ bucket, rule }) =>
    s3("put_bucket_ownership_controls", { Bucket: bucket, OwnershipControls: { Rules: [capitals(rule)] } }),
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": ({ bucket, ...block }) =>
    s3("put_public_access_block", { Bucket: bucket, PublicAccessBlockConfiguration: accessBlock(block) }),
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": ({ bucket, rules }) =>
    s3("put_bucket_encryption", {
      Bucket: bucket,
      ServerSideEncryptionConfiguration: {
        Rules: rules.map((rule: Json) =>
          given({
            ApplyServerSideEncryptionByDefault: given({
              SSEAlgorithm: rule.applyServerSideEncryptionByDefault.sseAlgorithm,
              KMSMasterKeyID: rule.applyServerSideEncryptionByDefault.kmsMasterKeyId,
            }),
            BucketKeyEnabled: rule.bucketKeyEnabled,
          }),
        ),
      },
    }),
  "aws:s3/bucketPolicy:BucketPolicy": ({ bucket, policy }) =>
    s3("put_bucket_policy", { Bucket: bucket, Policy: text(policy) }),
  "aws:s3/bucketLogging:BucketLogging": ({ bucket, targetBucket, targetPrefix, targetObjectKeyFormat }) =>
    s3("put_bucket_logging", {
      Bucket: bucket,
      BucketLoggingStatus: {
        LoggingEnabled: given({
          TargetBucket: targetBucket,
          TargetPrefix: targetPrefix,
          TargetObjectKeyFormat: targetObjectKeyFormat && {
            PartitionedPrefix: capitals(targetObjectKeyFormat.partitionedPrefix),
          },
        }),
      },
    }),
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": ({ bucket, rules }) =>
    s3("put_bucket_lifecycle_configuration", {
      Bucket: bucket,
      LifecycleConfiguration: { Rules: rules.map(lifecycleRule) },
    }),
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": ({ bucket, rule }) =>
    s3("put_object_lock_configuration", {
      Bucket: bucket,
      ObjectLockConfiguration: given({
        ObjectLockEnabled: "Enabled",
        Rule: rule && { DefaultRetention: capitals(rule.defaultRetention) },
      }),
    }),
  "aws:s3/bucketNotification:BucketNotification": ({ bucket, eventbridge }) =>
    s3("put_bucket_notification_configuration", {
      Bucket: bucket,
      NotificationConfiguration: eventbridge === true ? { EventBridgeConfiguration: {} } : {},
    }),
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": ({ bucket, role, rules }) =>
    s3("put_bucket_replication", {
      Bucket: bucket,
      ReplicationConfiguration: { Role: role, Rules: rules.map(replicationRule) },
    }),
  "aws:kms/key:Key": ({
    description,
    policy,
    keyUsage,
    customerMasterKeySpec,
    multiRegion,
    enableKeyRotation,
    tags,
  }) => ({
    calls: [
      call("kms", "create_key", {
        Description: description,
        Policy: text(policy),
        KeyUsage: keyUsage,
        KeySpec: customerMasterKeySpec,
        MultiRegion: multiRegion,
        Tags: tagList(tags)?.map(({ Key, Value }) => ({ TagKey: Key, TagValue: Value })),
      }),
      ...(enableKeyRotation === true ? [call("kms", "enable_key_rotation", { KeyId: "$id" })] : []),
    ],
    state: ({ KeyMetadata }) => ({ id: KeyMetadata.KeyId, keyId: KeyMetadata.KeyId, arn: KeyMetadata.Arn }),
  }),
  "aws:kms/alias:Alias": ({ name, targetKeyId }) => ({
    ...making(call("kms", "create_alias", { AliasName: name, TargetKeyId: targetKeyId })),
    state: () => ({ id: name, name, targetKeyId }),
  }),
  "aws:backup/vault:Vault": ({ name, kmsKeyArn, tags }) =>
    making(
      call("backup", "create_backup_vault", {
        BackupVaultName: name,
        EncryptionKeyArn: kmsKeyArn,
        BackupVaultTags: tags,
      }),
      ({ BackupVaultArn }) => ({ id: name, name, arn: BackupVaultArn }),
    ),
  "aws:backup/reportPlan:ReportPlan": ({ name, description, reportDeliveryChannel, reportSetting, tags }) =>
    making(
      call("backup", "create_report_plan", {
        ReportPlanName: name,
        ReportPlanDescription: description,
        ReportDeliveryChannel: capitals(reportDeliveryChannel),
        ReportSetting: capitals(reportSetting),
        ReportPlanTags: tags,
      }),
      ({ ReportPlanArn }) => ({ id: name, arn: ReportPlanArn }),
    ),
};

function accessBlock({ blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets }: Json): object {
  return given({
    BlockPublicAcls: blockPublicAcls,
    BlockPublicPolicy: blockPublicPolicy,
    IgnorePublicAcls: ignorePublicAcls,
    RestrictPublicBuckets: restrictPublicBuckets,
  });
}

function lifecycleRule({ id, filter, ...rule }: Json): object {
  return given({
    ID: id,
    Filter: capitals(filter ?? { prefix: "" }),
    Status: rule.status,
    Expiration: capitals(rule.expiration),
    Transitions: capitals(rule.transitions),
    NoncurrentVersionExpiration: rule.noncurrentVersionExpiration && {
      NoncurrentDays: rule.noncurrentVersionExpiration.noncurrentDays,
    },
    NoncurrentVersionTransitions: capitals(rule.noncurrentVersionTransitions),
    AbortIncompleteMultipartUpload: capitals(rule.abortIncompleteMultipartUpload),
  });
}

function replicationRule({ id, filter, ...rule }: Json): object {
  const { destination } = rule;
  return given({
    ID: id,
    Priority: rule.priority,
    Status: rule.status,
    Filter: capitals(filter ?? { prefix: "" }),
    DeleteMarkerReplication: capitals(rule.deleteMarkerReplication),
    SourceSelectionCriteria: capitals(rule.sourceSelectionCriteria),
    Destination: given({
      Bucket: destination.bucket,
      Account: destination.account,
      StorageClass: destination.storageClass,
      EncryptionConfiguration: destination.encryptionConfiguration && {
        ReplicaKmsKeyID: destination.encryptionConfiguration.replicaKmsKeyId,
      },
      ReplicationTime: capitals(destination.replicationTime),
      Metrics: capitals(destination.metrics),
    }),
  });
}
