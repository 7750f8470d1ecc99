import type { BucketObjectArgs, BucketObjectv2Args, ObjectCopyArgs } from "@pulumi/aws/s3";
import { all, any, unnamed } from "../../answer";
import { absent, customerKey } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import { bucket } from "./bucket";
import { defaultEncryption } from "./bucket-settings";

const object = on<BucketObjectArgs & BucketObjectv2Args & ObjectCopyArgs>(
  "aws:s3/bucketObject:BucketObject",
  "aws:s3/bucketObjectv2:BucketObjectv2",
  "aws:s3/objectCopy:ObjectCopy",
);

export const s3ObjectCmk = object.relation({
  id: "s3-object-cmk",
  title: "Objects are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingKMSEncryption.html",
  says: "is not encrypted with a customer managed key",
  fix: "Set kmsKeyId: key.arn, or put it into a bucket that encrypts with your own key by default.",
  why: "An object that names no encryption takes the default of its bucket; one that names another encryption does not.",
  requires: (p, stack) =>
    any(
      customerKey(p.kmsKeyId),
      unnamed(
        all(
          absent(p.kmsKeyId),
          absent(p.serverSideEncryption),
          stack
            .named(p.bucket as Reading<unknown>, bucket)
            .some((found) => defaultEncryption(found, stack, ({ key }) => customerKey(key))),
        ),
      ),
    ),
});
