import { all, any, no, type Answer } from "../../answer";
import { atLeast, every, is, oneOf, present, some } from "../../predicates";
import { itemsOf, resourceOf, type Reading } from "../../reading";
import type { StackView } from "../../stack-view";
import { tagOf } from "../../classification";
import type { Resource } from "../../resource";
import type { PackSettings } from "../../settings";
import { UNKNOWN } from "../../value";
import {
  bucket,
  bucketLogging,
  bucketVersioning,
  encryptionConfiguration,
  first,
  lifecycleConfiguration,
  objectLockConfiguration,
  publicAccessBlock,
  setting,
  type BucketShape,
  type EncryptionRule,
  type LifecycleRule,
  type ObjectLockBlock,
  type Retention,
  type RetentionRule,
  type VersioningBlock,
} from "./bucket";

type Bucket = Reading<BucketShape>;

/** What S3 does to an object that comes without an encryption header. */
export interface DefaultEncryption {
  readonly algorithm: Reading<string>;
  readonly key: Reading<string>;
  readonly bucketKey: Reading<boolean>;
}

/** The bucket's default encryption holds; without one S3 uses its own key (SSE-S3). */
export function defaultEncryption(p: Bucket, stack: StackView, holds: (by: DefaultEncryption) => Answer): Answer {
  const rule = (item: Reading<EncryptionRule>): Answer => {
    const by = first(
      item.applyServerSideEncryptionByDefault,
      item.applyServerSideEncryptionByDefaults[0] as Reading<unknown>,
      item.serverSideEncryptionByDefault,
    );
    return holds({ algorithm: by.sseAlgorithm, key: by.kmsMasterKeyId, bucketKey: item.bucketKeyEnabled });
  };
  const inline = first(
    p.serverSideEncryptionConfiguration as Reading<unknown>,
    p.serverSideEncryptionConfigurations,
    p.bucketEncryption,
  ) as Reading<InlineEncryption[]>;
  return setting(
    inline,
    () => some(inline, (block) => some(first(block.rules, block.rule, block.serverSideEncryptionConfiguration), rule)),
    stack.partner(p, encryptionConfiguration, "bucket"),
    (companion) => some(companion.rules as unknown as Reading<EncryptionRule[]>, rule),
  );
}

interface InlineEncryption {
  readonly rule: EncryptionRule;
  readonly rules: EncryptionRule[];
  readonly serverSideEncryptionConfiguration: EncryptionRule[];
}

export function encryptedWithKms(p: Bucket, stack: StackView): Answer {
  return defaultEncryption(p, stack, ({ algorithm }) => oneOf(algorithm, ["aws:kms", "aws:kms:dsse"]));
}

const FLAGS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

/** All four flags of a public access block; each is false unless set. */
export function allFourFlags(block: Reading<Record<(typeof FLAGS)[number], boolean>>): Answer {
  return all(...FLAGS.map((flag) => is(block[flag], true)));
}

export function publicAccessBlocked(p: Bucket, stack: StackView): Answer {
  const inline = p.publicAccessBlockConfiguration;
  return setting(
    inline,
    () => allFourFlags(inline as never),
    stack.partner(p, publicAccessBlock, "bucket"),
    (companion) => allFourFlags(companion as never),
  );
}

export function versioning(p: Bucket, stack: StackView, holds: (block: Reading<VersioningBlock>) => Answer): Answer {
  const inline = first(p.versioning as Reading<unknown>, p.versionings, p.versioningConfiguration) as Reading<
    VersioningBlock[]
  >;
  return setting(
    inline,
    () => some(inline, holds),
    stack.partner(p, bucketVersioning, "bucket"),
    (companion) => holds(companion.versioningConfiguration as unknown as Reading<VersioningBlock>),
  );
}

export function versioned(p: Bucket, stack: StackView): Answer {
  return versioning(p, stack, (block) => oneOf(first(block.status as Reading<unknown>, block.enabled), [true, "Enabled"]));
}

export function mfaDelete(p: Bucket, stack: StackView): Answer {
  return versioning(p, stack, (block) => oneOf(block.mfaDelete, [true, "Enabled"]));
}

/** Six calendar years, leap days included: the longest that six years can be. 45 CFR 164.316(b)(2)(i). */
export const SIX_YEARS_DAYS = 2192;

/** Default retention in compliance mode: nobody, not even the root user, deletes a version before its time. */
export function complianceLock(p: Bucket, stack: StackView, lasts: (by: Reading<Retention>) => Answer): Answer {
  const holds = (lock: Reading<ObjectLockBlock>): Answer =>
    some(first(lock.rules as Reading<unknown>, lock.rule) as Reading<RetentionRule[]>, (rule) =>
      some(first(rule.defaultRetention as Reading<unknown>, rule.defaultRetentions) as Reading<Retention[]>, (by) =>
        all(is(by.mode, "COMPLIANCE"), lasts(by)),
      ),
    );
  return setting(
    p.objectLockConfiguration,
    () => holds(p.objectLockConfiguration),
    stack.partner(p, objectLockConfiguration, "bucket"),
    (companion) => holds(companion as unknown as Reading<ObjectLockBlock>),
  );
}

/** A retention is stated in days or in years, never both (S3 API, `DefaultRetention`). */
export function sixYears(by: Reading<Retention>): Answer {
  return present(by.years).truth === true ? atLeast(by.years, 6) : atLeast(by.days, SIX_YEARS_DAYS);
}

export function lifecycleRules(p: Bucket): Reading<LifecycleRule[]> {
  return first(p.lifecycleRules as Reading<unknown>, p.lifecycleConfiguration.rules) as Reading<LifecycleRule[]>;
}

/** `quantifier` is `some` for what must be there, `every` for what must not. */
export function lifecycle(
  p: Bucket,
  stack: StackView,
  quantifier: typeof some | typeof every,
  holds: (rule: Reading<LifecycleRule>) => Answer,
): Answer {
  const inline = lifecycleRules(p);
  return setting(
    inline,
    () => quantifier(inline, holds),
    stack.partner(p, lifecycleConfiguration, "bucket"),
    (companion) => quantifier(companion.rules as unknown as Reading<LifecycleRule[]>, holds),
  );
}

export function ruleEnabled(rule: Reading<LifecycleRule>): Answer {
  return oneOf(first(rule.status as Reading<unknown>, rule.enabled), [true, "Enabled"]);
}

/** Access logs of this bucket go to another one. */
export function logsElsewhere(p: Bucket, stack: StackView): Answer {
  const own = resourceOf(p).urn;
  const toItself = new Set(
    stack.partner(p, bucketLogging, "targetBucket").certain.map((logging) => resourceOf(logging).urn),
  );
  const inline = first(p.logging as Reading<unknown>, p.loggings, p.loggingConfiguration) as Reading<InlineLogging[]>;
  const inlineToItself = INLINE_LOGGING.some((property) =>
    stack.partner(p, bucket, property).certain.some((source) => resourceOf(source).urn === own),
  );
  return setting(
    inline,
    () =>
      some(inline, (block) => {
        const target = first(block.targetBucket, block.destinationBucketName);
        return inlineToItself ? no(pathOfTarget(inline)) : present(target);
      }),
    stack.partner(p, bucketLogging, "bucket"),
    (companion) =>
      toItself.has(resourceOf(companion).urn) ? no("BucketLogging.targetBucket") : present(companion.targetBucket),
  );
}
