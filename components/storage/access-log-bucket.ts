import * as pulumi from "@pulumi/pulumi";
import { bucketName } from "../names";
import { atPlace, type Site } from "../site";
import { tagsFor } from "../tags";
import { bucketParts } from "./bucket-parts";
import { acceptAccessLogs } from "./bucket-policy";
import { assertLifecycle, type LifecyclePlan } from "./lifecycle";

export interface AccessLogBucketArgs {
  readonly site: Site;
  readonly workload: string;
  /** Part of the bucket's name. */
  readonly role: string;
  /** A full bucket name in place of the made one. */
  readonly bucketName?: string;
  readonly lifecycle: LifecyclePlan;
}

/**
 * Takes the access logs of other buckets in its region. S3 delivers them only to a bucket that it encrypts with its own
 * keys and that has no default object lock (S3 User Guide, "Enabling Amazon S3 server access logging"), so this one kind
 * of bucket has neither a customer key nor a lock.
 */
export class AccessLogBucket extends pulumi.ComponentResource {
  /** Known at preview; depends on the bucket and on its policy. */
  readonly bucketName: pulumi.Output<string>;
  readonly namedArn: pulumi.Output<string>;

  constructor(name: string, args: AccessLogBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:storage:AccessLogBucket", name, {}, opts);
    assertLifecycle("AccessLogBucket", name, args.lifecycle);
    const { bucket, policy, namedArn } = bucketParts(
      name,
      {
        ...args,
        tags: tagsFor(args.site, {
          workload: args.workload,
          classification: "internal",
          purpose: "access-log",
          retentionDays: args.lifecycle.retentionDays,
          backupTier: "versioned",
        }),
        bucketName: args.bucketName ?? atPlace(args.site, (place) => bucketName(place, args.role)),
        objectLock: false,
        statements: (place, arn) => [acceptAccessLogs(place, arn)],
      },
      this,
    );
    // S3 refuses a log target that does not admit log delivery yet, so whoever takes the name waits for the policy.
    this.bucketName = pulumi.all([bucket.bucket, policy.bucket]).apply(([bucketName]) => bucketName);
    this.namedArn = namedArn;
    this.registerOutputs({ bucketName: this.bucketName });
  }
}
