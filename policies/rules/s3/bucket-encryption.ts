import { any, no, not, unnamed, type Answer } from "../../answer";
import { absent, customerKey, is, oneOf } from "../../predicates";
import type { Reading } from "../../reading";
import type { Resource } from "../../resource";
import type { StackView } from "../../stack-view";
import { bucket, type BucketShape } from "./bucket";
import {
  declaredPublic,
  defaultEncryption,
  encryptedWithKms,
  encryptionLeftOut,
  isAccessLogTarget,
  LOG_TARGET_SENTENCE,
} from "./bucket-settings";

const DEFAULT_ENCRYPTION = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-bucket-encryption.html";

function takesKey(p: Reading<BucketShape>, stack: StackView, resource: Resource): Answer {
  return not(any(isAccessLogTarget(p, stack), declaredPublic(resource, stack.settings)));
}

const TAKES_NO_KEY = `${LOG_TARGET_SENTENCE} Or the bucket is tagged as public.`;

export const s3DefaultEncryptionKms = bucket.relation({
  id: "s3-default-encryption-kms",
  title: "Every bucket that is not public encrypts new objects with a KMS key",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(A)", "164.312(a)(2)(iv)", "164.312(c)(1)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-1"],
    soc2: ["PI1.4"],
  },
  source: DEFAULT_ENCRYPTION,
  says: "does not encrypt new objects with KMS (S3 then uses its own key, which nobody can withdraw or audit)",
  fix: 'new aws.s3.BucketServerSideEncryptionConfiguration("<name>", { bucket: bucket.id, rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn }, bucketKeyEnabled: true }] })',
  appliesWhen: takesKey,
  otherwise: TAKES_NO_KEY,
  requires: encryptedWithKms,
});

export const s3BucketCmk = bucket.relation({
  id: "s3-bucket-cmk",
  title: "Every bucket that is not public encrypts with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
  says: "names no customer managed key for its objects",
  fix: "Set applyServerSideEncryptionByDefault.kmsMasterKeyId to the ARN of your own key.",
  appliesWhen: takesKey,
  otherwise: TAKES_NO_KEY,
  requires: (p, stack) => defaultEncryption(p, stack, ({ key }) => customerKey(key)),
});

export const s3BucketKeyEnabled = bucket.relation({
  id: "s3-bucket-key-enabled",
  title: "Buckets with KMS encryption use a bucket key",
  severity: "low",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucket-key.html",
  says: "calls KMS for every object: no bucket key is enabled",
  fix: "Set bucketKeyEnabled: true beside applyServerSideEncryptionByDefault.",
  why: "Without it a busy bucket can run into the request limit of KMS, and its objects are then out of reach.",
  appliesWhen: (p, stack) => {
    const target = isAccessLogTarget(p, stack);
    return target.truth === true ? no() : defaultEncryption(p, stack, ({ algorithm }) => is(algorithm, "aws:kms"));
  },
  otherwise: "Bucket keys exist for aws:kms alone, not for SSE-S3 or aws:kms:dsse.",
  requires: (p, stack) => defaultEncryption(p, stack, ({ bucketKey }) => is(bucketKey, true)),
});

export const s3BucketServerSideEncryptionEnabled = bucket.relation({
  id: "s3-bucket-server-side-encryption-enabled",
  title: "Every bucket encrypts new objects by an algorithm that S3 knows",
  severity: "low",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(4)(ii)(A)",
      "164.312(a)(2)(iv)",
      "164.312(c)(1)",
      "164.312(c)(2)",
      "164.312(e)(2)(ii)",
    ],
    nistCsf: ["PR.DS-1"],
    soc2: ["CC6.1", "CC6.2", "PI1.4"],
  },
  source: DEFAULT_ENCRYPTION,
  says: "names an encryption that S3 does not know",
  fix: 'Set sseAlgorithm: "aws:kms", "aws:kms:dsse" or "AES256".',
  why: "S3 has encrypted every new object since January 2023, with a key of its own where nothing is said; what passes here is evidence of that.",
  requires: (p, stack) =>
    any(
      unnamed(encryptionLeftOut(p, stack)),
      defaultEncryption(p, stack, ({ algorithm }) =>
        any(absent(algorithm), oneOf(algorithm, ["AES256", "aws:kms", "aws:kms:dsse"])),
      ),
    ),
});
