import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { s3InventoryAndAnalyticsEncrypted } from "./inventory";

const ANALYTICS = "aws:s3/analyticsConfiguration:AnalyticsConfiguration";
const KEY_ID = "destination.bucket.encryption.sseKms.keyId";

function inventory(encryption?: object): object {
  return {
    bucket: "claims",
    includedObjectVersions: "All",
    schedule: { frequency: "Daily" },
    destination: { bucket: { bucketArn: "arn:aws:s3:::claims-reports", format: "CSV", encryption } },
  };
}

function inventoryWith(keyId: unknown): object {
  return inventory({ sseKms: { keyId } });
}

function analytics(bucketArn: unknown): object {
  return {
    bucket: "claims",
    storageClassAnalysis: { dataExport: { destination: { s3BucketDestination: { bucketArn } } } },
  };
}

function reports(name: string, sseAlgorithm: unknown): OtherResource {
  return {
    type: "aws:s3/bucket:Bucket",
    name,
    props: {
      bucket: name,
      serverSideEncryptionConfiguration: { rule: { applyServerSideEncryptionByDefault: { sseAlgorithm } } },
    },
  };
}

testRule(s3InventoryAndAnalyticsEncrypted, {
  valid: [
    { name: "a key", props: inventoryWith("arn:aws:kms:us-east-1:111122223333:key/7c1a") },
    {
      name: "a key made in the same preview",
      props: inventoryWith(from("key")),
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
    {
      name: "analytics to a bucket with KMS",
      type: ANALYTICS,
      props: analytics(from("reports")),
      others: [reports("reports", "aws:kms"), reports("other", "AES256")],
    },
  ],
  invalid: [
    { name: "left out", props: inventory(), finds: KEY_ID },
    { name: "S3's own key", props: inventory({ sseS3: {} }), finds: KEY_ID },
    {
      name: "analytics to a bucket without KMS",
      type: ANALYTICS,
      props: analytics("arn:aws:s3:::reports"),
      others: [reports("reports", "AES256")],
      finds: "Bucket.serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.sseAlgorithm",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    { name: "analytics without a report", type: ANALYTICS, props: { bucket: "claims" }, because: "exempt" },
    {
      name: "analytics to a bucket of elsewhere",
      type: ANALYTICS,
      props: analytics("arn:aws:s3:::claims-reports"),
      others: [reports("reports", "AES256")],
      because: "exempt",
    },
    {
      name: "analytics to a bucket of another stack",
      type: ANALYTICS,
      props: analytics(unknownString),
      others: [reports("reports", "AES256")],
      because: "exempt",
    },
    {
      name: "a key of another stack",
      props: inventoryWith(unknownString),
      because: "unknown",
      finds: KEY_ID,
    },
    {
      name: "the bucket's encryption not known yet",
      type: ANALYTICS,
      props: analytics(from("reports")),
      others: [reports("reports", unknownString)],
      because: "unknown",
      finds: "Bucket.serverSideEncryptionConfiguration.rule.applyServerSideEncryptionByDefault.sseAlgorithm",
    },
  ],
});
