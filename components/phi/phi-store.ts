import * as pulumi from "@pulumi/pulumi";
import type { Site } from "../site";
import { AccessLogBucket } from "../storage/access-log-bucket";
import type { LifecyclePlan } from "../storage/lifecycle";
import { StoreBucket, type ObjectLock } from "../storage/store-bucket";
import { tagsFor } from "../tags";
import { PHI_ACCESS_LOG_ROLE, PHI_BUCKETS, phiBucketRole, type PhiBucket } from "./phi-names";

export interface PhiStoreArgs {
  readonly site: Site;
  readonly workload: string;
  /** Key of the workload. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly lifecycle: LifecyclePlan;
  /** How long each new version is safe from deletion. */
  readonly objectLock: ObjectLock;
  readonly replicated: boolean;
}

/**
 * The buckets of the pipeline: what was sent, what went out as it was, what went out masked, what was kept, and the access log of the four.
 * All four count as PHI: what a search has not found is in masked documents, too.
 */
export class PhiStore extends pulumi.ComponentResource {
  readonly buckets: Readonly<Record<PhiBucket, StoreBucket>>;
  readonly accessLog: AccessLogBucket;

  constructor(name: string, args: PhiStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:phi:PhiStore", name, {}, opts);
    const { site, workload, lifecycle } = args;
    const child = { parent: this };
    this.accessLog = new AccessLogBucket(
      `${name}-access-log`,
      { site, workload, role: PHI_ACCESS_LOG_ROLE, lifecycle },
      child,
    );
    const tags = tagsFor(site, {
      workload,
      classification: "phi",
      purpose: "record",
      retentionDays: lifecycle.retentionDays,
      backupTier: args.replicated ? "replicated" : "versioned",
    });
    const store = (bucket: PhiBucket): StoreBucket =>
      new StoreBucket(
        `${name}-${bucket}`,
        {
          site,
          tags,
          role: phiBucketRole(bucket),
          kmsKeyArn: args.kmsKeyArn,
          accessLogBucket: this.accessLog.bucketName,
          lifecycle,
          objectLock: args.objectLock,
        },
        child,
      );
    this.buckets = Object.fromEntries(PHI_BUCKETS.map((bucket) => [bucket, store(bucket)])) as Record<
      PhiBucket,
      StoreBucket
    >;
    this.registerOutputs({});
  }
}
