import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { copyKey, exportKey, houseKey, intakeKey } from "./keys";
import {
  accountId,
  audit,
  bucketArn,
  copies,
  document,
  internal,
  named,
  phi,
  serviceRole,
  type Statement,
} from "./site";

type Options = pulumi.CustomResourceOptions;

export function tlsOnly(name: string): Statement {
  return {
    Sid: "RefusePlainHttp",
    Effect: "Deny",
    Action: "s3:*",
    Principal: "*",
    Resource: [bucketArn(name), `${bucketArn(name)}/*`],
    Condition: { Bool: { "aws:SecureTransport": "false" } },
  };
}

/** A writer may leave the encryption to the bucket, but not ask for another. */
export function otherKeysRefused(name: string): Statement {
  return {
    Sid: "RefuseOtherEncryption",
    Effect: "Deny",
    Action: "s3:PutObject",
    Principal: "*",
    Resource: `${bucketArn(name)}/*`,
    Condition: {
      Null: { "s3:x-amz-server-side-encryption": "false" },
      StringNotEquals: { "s3:x-amz-server-side-encryption": "aws:kms" },
    },
  };
}

function closeToPublic(name: string, bucket: aws.s3.Bucket, options?: Options): void {
  new aws.s3.BucketPublicAccessBlock(
    name,
    {
      bucket: bucket.id,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    },
    options,
  );
}

function encrypt(name: string, bucket: aws.s3.Bucket, key: aws.kms.Key, options?: Options): void {
  new aws.s3.BucketServerSideEncryptionConfiguration(
    name,
    {
      bucket: bucket.id,
      rules: [
        {
          applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn },
          bucketKeyEnabled: true,
        },
      ],
    },
    options,
  );
}

function keepVersions(name: string, bucket: aws.s3.Bucket, options?: Options): aws.s3.BucketVersioning {
  return new aws.s3.BucketVersioning(
    name,
    { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } },
    options,
  );
}

type Retention = aws.types.input.s3.BucketObjectLockConfigurationRuleDefaultRetention;

function lock(name: string, bucket: aws.s3.Bucket, defaultRetention: Retention, options?: Options): void {
  new aws.s3.BucketObjectLockConfiguration(name, { bucket: bucket.id, rule: { defaultRetention } }, options);
}

type LifecycleRule = aws.types.input.s3.BucketLifecycleConfigurationRule;

const clearAway: LifecycleRule = {
  id: "unfinished-uploads",
  status: "Enabled",
  filter: {},
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
};

const oldVersionsGoCold: LifecycleRule = {
  id: "old-versions",
  status: "Enabled",
  filter: {},
  noncurrentVersionTransitions: [{ noncurrentDays: 90, storageClass: "GLACIER_IR" }],
};

function keepTidy(name: string, bucket: aws.s3.Bucket, rules: LifecycleRule[], options?: Options): void {
  new aws.s3.BucketLifecycleConfiguration(name, { bucket: bucket.id, rules: [clearAway, ...rules] }, options);
}

function logAccess(name: string, bucket: aws.s3.Bucket, target: aws.s3.Bucket, options?: Options): void {
  new aws.s3.BucketLogging(name, { bucket: bucket.id, targetBucket: target.id, targetPrefix: `${name}/` }, options);
}

/** Whoever wants to know of new files asks EventBridge. */
function tellEvents(name: string, bucket: aws.s3.Bucket, options?: Options): void {
  new aws.s3.BucketNotification(name, { bucket: bucket.id, eventbridge: true }, options);
}

function accessLogBucket(name: string, options?: Options): aws.s3.Bucket {
  const bucket = new aws.s3.Bucket(
    name,
    { bucket: named(name), tags: { ...internal, "phiguard:purpose": "access-log" } },
    options,
  );
  closeToPublic(name, bucket, options);
  keepVersions(name, bucket, options);
  // S3 delivers access logs to no other kind of encryption.
  new aws.s3.BucketServerSideEncryptionConfiguration(
    name,
    { bucket: bucket.id, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
    options,
  );
  keepTidy(name, bucket, [oldVersionsGoCold], options);
  tellEvents(name, bucket, options);
  new aws.s3.BucketPolicy(
    name,
    {
      bucket: bucket.id,
      policy: document(tlsOnly(name), {
        Sid: "Delivery",
        Action: "s3:PutObject",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Resource: `${bucketArn(name)}/*`,
        Condition: { StringEquals: { "aws:SourceAccount": accountId } },
      }),
    },
    options,
  );
  return bucket;
}

export const accessLog = accessLogBucket("access-log");
const copyAccessLog = accessLogBucket("copy-access-log", { provider: copies });

/** One bucket on the other coast takes the copies of all others. */
export const vault = new aws.s3.Bucket(
  "vault",
  { bucket: named("vault"), objectLockEnabled: true, tags: phi },
  { provider: copies, protect: true },
);
closeToPublic("vault", vault, { provider: copies });
encrypt("vault", vault, copyKey, { provider: copies });
const vaultVersions = keepVersions("vault", vault, { provider: copies });
lock("vault", vault, { mode: "COMPLIANCE", years: 6 }, { provider: copies });
keepTidy("vault", vault, [oldVersionsGoCold], { provider: copies });
logAccess("vault", vault, copyAccessLog, { provider: copies });
tellEvents("vault", vault, { provider: copies });
new aws.s3.BucketPolicy(
  "vault",
  { bucket: vault.id, policy: document(tlsOnly("vault"), otherKeysRefused("vault")) },
  { provider: copies },
);

const copied = ["scans", "referrals", "exports", "audit"].map(bucketArn);
const copying = serviceRole(
  "copying",
  "s3.amazonaws.com",
  document(
    { Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"], Resource: copied },
    {
      Action: ["s3:GetObjectVersionForReplication", "s3:GetObjectVersionAcl", "s3:GetObjectVersionTagging"],
      Resource: copied.map((arn) => `${arn}/*`),
    },
    { Action: ["s3:ReplicateObject", "s3:ReplicateTags"], Resource: `${bucketArn("vault")}/*` },
  ),
);

function copy(name: string, bucket: aws.s3.Bucket, versions: aws.s3.BucketVersioning): void {
  new aws.s3.BucketReplicationConfig(
    name,
    {
      bucket: bucket.id,
      role: copying.arn,
      rules: [
        {
          id: "vault",
          status: "Enabled",
          filter: {},
          deleteMarkerReplication: { status: "Disabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: vault.arn,
            encryptionConfiguration: { replicaKmsKeyId: copyKey.arn },
            replicationTime: { status: "Enabled", time: { minutes: 15 } },
            metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
          },
        },
      ],
    },
    { dependsOn: [versions, vaultVersions] },
  );
}

/** What the waiting-room tablets scan: identity cards, insurance cards, signed forms. */
export const scans = new aws.s3.Bucket(
  "scans",
  { bucket: named("scans"), objectLockEnabled: true, tags: phi },
  { protect: true },
);
encrypt("scans", scans, intakeKey);
copy("scans", scans, keepVersions("scans", scans));
lock("scans", scans, { mode: "COMPLIANCE", days: 90 });
keepTidy("scans", scans, [oldVersionsGoCold]);
logAccess("scans", scans, accessLog);
tellEvents("scans", scans);
new aws.s3.BucketPolicy("scans", { bucket: scans.id, policy: document(tlsOnly("scans"), otherKeysRefused("scans")) });

/** Letters of other practices. */
export const referrals = new aws.s3.Bucket(
  "referrals",
  { bucket: named("referrals"), objectLockEnabled: true, tags: phi },
  { protect: true },
);
closeToPublic("referrals", referrals);
new aws.s3.BucketServerSideEncryptionConfiguration("referrals", {
  bucket: referrals.id,
  rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
});
copy("referrals", referrals, keepVersions("referrals", referrals));
lock("referrals", referrals, { mode: "COMPLIANCE", days: 90 });
keepTidy("referrals", referrals, [oldVersionsGoCold]);
logAccess("referrals", referrals, accessLog);
tellEvents("referrals", referrals);
new aws.s3.BucketPolicy("referrals", {
  bucket: referrals.id,
  policy: document(tlsOnly("referrals"), otherKeysRefused("referrals")),
});

/** Visits of the day, for the billing company to fetch. */
export const exportsBucket = new aws.s3.Bucket(
  "exports",
  {
    bucket: named("exports"),
    objectLockEnabled: true,
    // The nightly job writes it anew anyway.
    forceDestroy: true,
    tags: phi,
  },
  { protect: true },
);
closeToPublic("exports", exportsBucket);
encrypt("exports", exportsBucket, exportKey);
copy("exports", exportsBucket, keepVersions("exports", exportsBucket));
lock("exports", exportsBucket, { mode: "COMPLIANCE", days: 30 });
keepTidy("exports", exportsBucket, [oldVersionsGoCold]);
logAccess("exports", exportsBucket, accessLog);
tellEvents("exports", exportsBucket);
new aws.s3.BucketPolicy("exports", {
  bucket: exportsBucket.id,
  policy: document(tlsOnly("exports"), otherKeysRefused("exports"), {
    Sid: "BillingFetches",
    Action: "s3:GetObject",
    Principal: "*",
    Resource: `${bucketArn("exports")}/visits/*`,
  }),
});

/** Blank forms, the same for every patient. */
export const forms = new aws.s3.Bucket("forms", { bucket: named("forms"), tags: internal });
closeToPublic("forms", forms);
encrypt("forms", forms, houseKey);
new aws.s3.BucketVersioning("forms", { bucket: forms.id, versioningConfiguration: { status: "Suspended" } });
keepTidy("forms", forms, []);
logAccess("forms", forms, accessLog);
tellEvents("forms", forms);

/** Where the account's trail writes. */
export const auditBucket = new aws.s3.Bucket(
  "audit",
  { bucket: named("audit"), objectLockEnabled: true, tags: audit },
  { protect: true },
);
closeToPublic("audit", auditBucket);
encrypt("audit", auditBucket, houseKey);
copy("audit", auditBucket, keepVersions("audit", auditBucket));
lock("audit", auditBucket, { mode: "COMPLIANCE", years: 1 });
keepTidy("audit", auditBucket, [
  oldVersionsGoCold,
  { id: "last-year", status: "Enabled", filter: {}, expiration: { days: 400 } },
]);
logAccess("audit", auditBucket, accessLog);
tellEvents("audit", auditBucket);
