import * as pulumi from "@pulumi/pulumi";
import type { AccessLogBucket } from "../storage/access-log-bucket";
import { recordBuckets, type RecordBucketsArgs } from "../storage/record-buckets";
import type { StoreBucket } from "../storage/store-bucket";
import { IMAGE_BUCKETS, imageBucketRole, type ImageBucket } from "./image-names";

export const IMAGE_ACCESS_LOG_ROLE = "image-access-log";

/**
 * The buckets around HealthImaging: uploads and checked copies, results of jobs, quarantine, and the access log of the three. Tenants name
 * keys of their own, and may use no other.
 */
export class ImageStore extends pulumi.ComponentResource {
  readonly buckets: Readonly<Record<ImageBucket, StoreBucket>>;
  readonly accessLog: AccessLogBucket;

  constructor(name: string, args: RecordBucketsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:clinical:ImageStore", name, {}, opts);
    const set = { buckets: IMAGE_BUCKETS, role: imageBucketRole, accessLogRole: IMAGE_ACCESS_LOG_ROLE };
    const { buckets, accessLog } = recordBuckets(name, args, set, this);
    this.buckets = buckets;
    this.accessLog = accessLog;
    this.registerOutputs({});
  }
}
