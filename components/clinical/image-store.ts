import * as pulumi from "@pulumi/pulumi";
import type { Site } from "../site";
import { AccessLogBucket } from "../storage/access-log-bucket";
import type { LifecyclePlan } from "../storage/lifecycle";
import { StoreBucket, type ObjectLock } from "../storage/store-bucket";
import { tagsFor } from "../tags";
import { IMAGE_BUCKETS, imageBucketRole, type ImageBucket } from "./image-names";

export const IMAGE_ACCESS_LOG_ROLE = "image-access-log";

export interface ImageStoreArgs {
  readonly site: Site;
  readonly workload: string;
  /** Key of the workload: what a writer encrypts with when it names none. Tenants name their own, and may use no other. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly lifecycle: LifecyclePlan;
  /** How long each new version is safe from deletion. */
  readonly objectLock: ObjectLock;
  readonly replicated: boolean;
}

/** The buckets around HealthImaging: uploads and checked copies, results of jobs, quarantine, and the access log of the three. */
export class ImageStore extends pulumi.ComponentResource {
  readonly buckets: Readonly<Record<ImageBucket, StoreBucket>>;
  readonly accessLog: AccessLogBucket;

  constructor(name: string, args: ImageStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:clinical:ImageStore", name, {}, opts);
    const { site, workload, lifecycle } = args;
    const child = { parent: this };
    this.accessLog = new AccessLogBucket(
      `${name}-access-log`,
      {
        site,
        workload,
        role: IMAGE_ACCESS_LOG_ROLE,
        lifecycle,
      },
      child,
    );
    const tags = tagsFor(site, {
      workload,
      classification: "phi",
      purpose: "record",
      retentionDays: lifecycle.retentionDays,
      backupTier: args.replicated ? "replicated" : "versioned",
    });
    const store = (bucket: ImageBucket): StoreBucket =>
      new StoreBucket(
        `${name}-${bucket}`,
        {
          site,
          tags,
          role: imageBucketRole(bucket),
          kmsKeyArn: args.kmsKeyArn,
          accessLogBucket: this.accessLog.bucketName,
          lifecycle,
          objectLock: args.objectLock,
        },
        child,
      );
    this.buckets = Object.fromEntries(IMAGE_BUCKETS.map((bucket) => [bucket, store(bucket)])) as Record<
      ImageBucket,
      StoreBucket
    >;
    this.registerOutputs({});
  }
}
