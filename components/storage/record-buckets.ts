import type * as pulumi from "@pulumi/pulumi";
import type { Site } from "../site";
import { tagsFor, type Tags } from "../tags";
import { AccessLogBucket } from "./access-log-bucket";
import type { LifecyclePlan } from "./lifecycle";
import { StoreBucket, type ObjectLock } from "./store-bucket";

/** How a workload keeps patients' records in buckets. */
export interface RecordBucketsArgs {
  readonly site: Site;
  readonly workload: string;
  /** Key of the workload: what a writer encrypts with when it names none. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly lifecycle: LifecyclePlan;
  /** How long each new version is safe from deletion. */
  readonly objectLock: ObjectLock;
  /** True where a second region has copies. */
  readonly replicated: boolean;
}

/** Which buckets there are. */
export interface BucketSet<Bucket extends string> {
  readonly buckets: readonly Bucket[];
  /** Part of a bucket's name. */
  readonly role: (bucket: Bucket) => string;
  readonly accessLogRole: string;
  /** Full names in place of the made ones. */
  readonly names?: Readonly<Partial<Record<Bucket | "accessLog", string>>>;
}

export interface RecordBuckets<Bucket extends string> {
  readonly buckets: Readonly<Record<Bucket, StoreBucket>>;
  readonly accessLog: AccessLogBucket;
  readonly tags: Tags;
}

/** Buckets of patients' records, all kept alike, and the access log of them all. */
export function recordBuckets<Bucket extends string>(
  name: string,
  { site, workload, kmsKeyArn, lifecycle, objectLock, replicated }: RecordBucketsArgs,
  set: BucketSet<Bucket>,
  parent: pulumi.Resource,
): RecordBuckets<Bucket> {
  const child = { parent };
  const accessLog = new AccessLogBucket(
    `${name}-access-log`,
    { site, workload, role: set.accessLogRole, bucketName: set.names?.accessLog, lifecycle },
    child,
  );
  const tags = tagsFor(site, {
    workload,
    classification: "phi",
    purpose: "record",
    retentionDays: lifecycle.retentionDays,
    backupTier: replicated ? "replicated" : "versioned",
  });
  const store = (bucket: Bucket): StoreBucket =>
    new StoreBucket(
      `${name}-${bucket}`,
      {
        site,
        tags,
        role: set.role(bucket),
        bucketName: set.names?.[bucket],
        kmsKeyArn,
        accessLogBucket: accessLog.bucketName,
        lifecycle,
        objectLock,
      },
      child,
    );
  const buckets = Object.fromEntries(set.buckets.map((bucket) => [bucket, store(bucket)]));
  return { buckets: buckets as Record<Bucket, StoreBucket>, accessLog, tags };
}
