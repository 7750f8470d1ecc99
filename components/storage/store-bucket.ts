import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../access/policy-document";
import { assertOneOf, assertWhole } from "../errors";
import { bucketName } from "../names";
import { watch } from "../observability/watch";
import { atPlace, type Place, type Site } from "../site";
import type { Tags } from "../tags";
import { bucketParts } from "./bucket-parts";
import { denyOtherEncryption } from "./bucket-policy";
import { assertLifecycle, type LifecyclePlan } from "./lifecycle";

export interface ObjectLock {
  /** In COMPLIANCE mode nobody deletes a locked version before its time, the account's root user included. */
  readonly mode: "COMPLIANCE" | "GOVERNANCE";
  /** Days a new version is locked, in [1, 36500]. */
  readonly days: number;
}

export interface StoreBucketArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Part of the bucket's name; `fhir-input` gives phiguard-dev-fhir-input-<account>-<region>. */
  readonly role: string;
  /** A full bucket name in place of the made one. */
  readonly bucketName?: string;
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Bucket that takes the access log, in the same region. */
  readonly accessLogBucket: pulumi.Input<string>;
  readonly lifecycle: LifecyclePlan;
  /** `no-default` turns the lock on for writers that S3 refuses where new objects are locked: AWS Config and Macie. */
  readonly objectLock?: ObjectLock | "no-default";
  /** Allow statements for services that write here. */
  readonly statements?: (place: Place, arn: string) => readonly Statement[];
}

/** A bucket for records: customer key, versions, access log, no public access, TLS only, optional object lock. */
export class StoreBucket extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** The ARN made from the name: known at preview, and depends on the bucket. */
  readonly namedArn: pulumi.Output<string>;
  readonly bucketName: pulumi.Output<string>;
  /** What has to be there before a service writes: the policy and the lock. */
  readonly ready: pulumi.Resource[];
  /** What a replica has to share with it. */
  readonly same: Pick<StoreBucketArgs, "tags" | "role" | "lifecycle" | "objectLock">;

  constructor(name: string, args: StoreBucketArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:storage:StoreBucket", name, {}, opts);
    assertLifecycle("StoreBucket", name, args.lifecycle);
    const lock = args.objectLock === "no-default" ? undefined : args.objectLock;
    if (lock !== undefined) {
      assertOneOf("StoreBucket", name, "objectLock.mode", lock.mode, ["COMPLIANCE", "GOVERNANCE"]);
      assertWhole("StoreBucket", name, "objectLock.days", lock.days, 1, 36_500);
    }
    watch(args.site, args.tags, { kind: "bucket", role: args.role, name: args.bucketName });
    this.same = { tags: args.tags, role: args.role, lifecycle: args.lifecycle, objectLock: args.objectLock };
    const child = { parent: this };
    const { bucket, versioning, policy, namedArn } = bucketParts(
      name,
      {
        ...args,
        bucketName: args.bucketName ?? atPlace(args.site, (place) => bucketName(place, args.role)),
        objectLock: args.objectLock !== undefined,
        statements: (place, arn) => [...(args.statements?.(place, arn) ?? []), denyOtherEncryption(arn)],
      },
      this,
    );
    new aws.s3.BucketLogging(
      `${name}-access-log`,
      { bucket: bucket.bucket, targetBucket: args.accessLogBucket, targetPrefix: `${args.role}/` },
      child,
    );
    this.ready = [policy, versioning];
    if (lock !== undefined) {
      const { mode, days } = lock;
      this.ready.push(
        new aws.s3.BucketObjectLockConfiguration(
          `${name}-lock`,
          { bucket: bucket.bucket, objectLockEnabled: "Enabled", rule: { defaultRetention: { mode, days } } },
          { ...child, dependsOn: versioning },
        ),
      );
    }
    this.arn = bucket.arn;
    this.namedArn = namedArn;
    this.bucketName = bucket.bucket;
    this.registerOutputs({ arn: this.arn, bucketName: this.bucketName });
  }
}
