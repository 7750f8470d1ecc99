import * as pulumi from "@pulumi/pulumi";
import type { CustomerKey } from "../keys/customer-key";
import type { Site } from "../site";
import { AccessLogBucket } from "../storage/access-log-bucket";
import type { LifecyclePlan } from "../storage/lifecycle";
import { StoreBucket, type ObjectLock, type StoreBucketArgs } from "../storage/store-bucket";
import { tagsFor } from "../tags";
import { LAKE_ACCESS_LOG_ROLE, LAKE_BUCKETS, lakeBucketRole, ZONES, type LakeBucket, type Zone } from "./lake-names";
import { zoneStatements } from "./zone-policy";

export interface LakeZonesArgs {
  readonly site: Site;
  readonly workload: string;
  /** A key a zone; that of the raw zone is the quarantine's, too. */
  readonly keys: Readonly<Record<Zone, CustomerKey>>;
  /** Key of the code. */
  readonly codeKeyArn: pulumi.Input<string>;
  /** Partners who upload claims. */
  readonly partners: readonly string[];
  /** Days until objects are deleted, and until they move to the colder class. */
  readonly lifecycle: LifecyclePlan;
  /** Days until objects of the zones move to Glacier Deep Archive. */
  readonly archiveAfterDays: number;
  /** How long what stands in quarantine is safe from deletion. */
  readonly quarantineLock: ObjectLock;
  readonly replicated: boolean;
}

/**
 * Raw, curated and analytics zone, each a bucket with a key of its own that refuses everybody who has no part in it; beside them a
 * quarantine for refused claims and a bucket for the jobs' code.
 */
export class LakeZones extends pulumi.ComponentResource {
  readonly buckets: Readonly<Record<LakeBucket, StoreBucket>>;
  readonly accessLog: AccessLogBucket;

  constructor(name: string, args: LakeZonesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:lake:LakeZones", name, {}, opts);
    const { site, workload, lifecycle, keys } = args;
    const child = { parent: this };
    this.accessLog = new AccessLogBucket(
      `${name}-access-log`,
      { site, workload, role: LAKE_ACCESS_LOG_ROLE, lifecycle },
      child,
    );
    const facts = {
      workload,
      retentionDays: lifecycle.retentionDays,
      backupTier: args.replicated ? "replicated" : "versioned",
    } as const;
    const phi = tagsFor(site, { ...facts, classification: "phi", purpose: "record" });
    const store = (bucket: LakeBucket, changes: Partial<StoreBucketArgs>): StoreBucket =>
      new StoreBucket(
        `${name}-${bucket}`,
        {
          site,
          tags: phi,
          role: lakeBucketRole(bucket),
          kmsKeyArn: keys.raw.arn,
          accessLogBucket: this.accessLog.bucketName,
          lifecycle,
          // Transfer Family, Firehose and Spark don't say that they can write where new objects are locked by themselves; the copies are.
          objectLock: "no-default",
          ...changes,
        },
        child,
      );
    const zone = (of: Zone): StoreBucket =>
      store(of, {
        kmsKeyArn: keys[of].arn,
        lifecycle: { ...lifecycle, archiveAfterDays: args.archiveAfterDays },
        statements: (place, arn) => zoneStatements(place, arn, of, args.partners),
      });
    const made: Record<LakeBucket, () => StoreBucket> = {
      raw: () => zone("raw"),
      curated: () => zone("curated"),
      analytics: () => zone("analytics"),
      quarantine: () => store("quarantine", { objectLock: args.quarantineLock }),
      code: () =>
        store("code", {
          kmsKeyArn: args.codeKeyArn,
          tags: tagsFor(site, { ...facts, classification: "internal", backupTier: "versioned" }),
        }),
    };
    this.buckets = Object.fromEntries(LAKE_BUCKETS.map((bucket) => [bucket, made[bucket]()])) as Record<
      LakeBucket,
      StoreBucket
    >;
    this.registerOutputs({});
  }

  /** Buckets with patients' data: what a second region has to have, too. */
  get stores(): StoreBucket[] {
    return [...ZONES, "quarantine" as const].map((bucket) => this.buckets[bucket]);
  }
}
