import type { AnalyticsConfigurationArgs, InventoryArgs } from "@pulumi/aws/s3";
import { all, fromBoolean, yes } from "../../answer";
import { customerKey } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { bucket, type BucketShape } from "./bucket";
import { encryptedWithKms } from "./bucket-settings";

const INVENTORY = "aws:s3/inventory:Inventory";

const report = on<InventoryArgs & AnalyticsConfigurationArgs>(
  INVENTORY,
  "aws:s3/analyticsConfiguration:AnalyticsConfiguration",
);

/** Buckets of this program that an analytics configuration exports to. */
function exportBuckets(p: Reading<AnalyticsConfigurationArgs>, stack: StackView): readonly Reading<BucketShape>[] {
  return stack.named(p.storageClassAnalysis, bucket).certain;
}

export const s3InventoryAndAnalyticsEncrypted = report.relation({
  id: "s3-inventory-and-analytics-encrypted",
  title: "Reports on the objects of a bucket are encrypted with a KMS key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/configure-inventory.html",
  says: "writes reports, with the names of all objects, that no KMS key protects",
  fix: "Inventory: set destination.bucket.encryption: { sseKms: { keyId: key.arn } }. AnalyticsConfiguration: encrypt the bucket it writes to with aws:kms by default.",
  why: "Object names often carry patient numbers. An analytics report has no encryption of its own and takes the default of the bucket it is written to.",
  appliesWhen: (p, stack, { type }) =>
    type === INVENTORY ? yes : fromBoolean(exportBuckets(p, stack).length > 0, pathOf(p.storageClassAnalysis)),
  otherwise: "It writes no report, or to a bucket of elsewhere, where its encryption is judged.",
  requires: (p, stack, { type }) =>
    type === INVENTORY
      ? customerKey(p.destination.bucket.encryption.sseKms.keyId)
      : all(...exportBuckets(p, stack).map((found) => encryptedWithKms(found, stack))),
});
