import * as pulumi from "@pulumi/pulumi";
import type { AccessLogBucket } from "../storage/access-log-bucket";
import { recordBuckets, type RecordBucketsArgs } from "../storage/record-buckets";
import type { StoreBucket } from "../storage/store-bucket";
import { PHI_ACCESS_LOG_ROLE, PHI_BUCKETS, phiBucketRole, type PhiBucket } from "./phi-names";

/**
 * The buckets of the pipeline: what was sent, what went out as it was, what went out masked, what was kept, and the access log of the four.
 * All four count as PHI: what a search has not found is in masked documents, too.
 */
export class PhiStore extends pulumi.ComponentResource {
  readonly buckets: Readonly<Record<PhiBucket, StoreBucket>>;
  readonly accessLog: AccessLogBucket;

  constructor(name: string, args: RecordBucketsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:phi:PhiStore", name, {}, opts);
    const set = { buckets: PHI_BUCKETS, role: phiBucketRole, accessLogRole: PHI_ACCESS_LOG_ROLE };
    const { buckets, accessLog } = recordBuckets(name, args, set, this);
    this.buckets = buckets;
    this.accessLog = accessLog;
    this.registerOutputs({});
  }
}
