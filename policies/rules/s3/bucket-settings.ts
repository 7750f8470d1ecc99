import { all, any, fromBoolean, no, unknown, yes, type Answer } from "../../answer";
import { first, absent, atLeast, is, oneOf, present, some, type every } from "../../predicates";
import { pathOf, resourceOf, type Reading } from "../../reading";
import { setting, type StackView } from "../../stack-view";
import { classificationOf, tagOf } from "../../classification";
import type { Resource } from "../../resource";
import { wholeNumber } from "../../rule-config";
import type { PackSettings } from "../../settings";
import type { Kind } from "../../stack-index";
import {
  bucket,
  bucketLogging,
  bucketVersioning,
  encryptionConfiguration,
  lifecycleConfiguration,
  objectLockConfiguration,
  publicAccessBlock,
  type BucketShape,
  type EncryptionDefault,
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
    const by = first<EncryptionDefault>(
      item.applyServerSideEncryptionByDefault,
      item.applyServerSideEncryptionByDefaults[0] as Reading<EncryptionDefault>,
      item.serverSideEncryptionByDefault,
    );
    return holds({ algorithm: by.sseAlgorithm, key: by.kmsMasterKeyId, bucketKey: item.bucketKeyEnabled });
  };
  const inline = inlineEncryption(p);
  return setting(
    inline,
    () =>
      some(inline, (block) =>
        some(first<EncryptionRule[]>(block.rules, block.rule, block.serverSideEncryptionConfiguration), rule),
      ),
    stack.partner(p, encryptionConfiguration, "bucket"),
    (companion) => some(companion.rules as unknown as Reading<EncryptionRule[]>, rule),
  );
}

interface InlineEncryption {
  readonly rule: EncryptionRule;
  readonly rules: EncryptionRule[];
  readonly serverSideEncryptionConfiguration: EncryptionRule[];
}

function inlineEncryption(p: Bucket): Reading<InlineEncryption[]> {
  return first<InlineEncryption[]>(
    p.serverSideEncryptionConfiguration,
    p.serverSideEncryptionConfigurations,
    p.bucketEncryption,
  );
}

/** Neither inline nor beside the bucket is anything said of its encryption. */
export function encryptionLeftOut(p: Bucket, stack: StackView): Answer {
  return all(absent(inlineEncryption(p)), stack.partner(p, encryptionConfiguration, "bucket").absent());
}

export function encryptedWithKms(p: Bucket, stack: StackView): Answer {
  return defaultEncryption(p, stack, ({ algorithm }) => oneOf(algorithm, ["aws:kms", "aws:kms:dsse"]));
}

export const FLAGS = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

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
  const inline = first<VersioningBlock[]>(p.versioning, p.versionings, p.versioningConfiguration);
  return setting(
    inline,
    () => some(inline, holds),
    stack.partner(p, bucketVersioning, "bucket"),
    (companion) => holds(companion.versioningConfiguration as unknown as Reading<VersioningBlock>),
  );
}

export function versioned(p: Bucket, stack: StackView): Answer {
  return versioning(p, stack, (block) => oneOf(first(block.enabled, block.status), [true, "Enabled"]));
}

export function mfaDelete(p: Bucket, stack: StackView): Answer {
  return versioning(p, stack, (block) => oneOf(block.mfaDelete, [true, "Enabled"]));
}

/** A default retention holds: how long nobody deletes a version of an object, unless the object says otherwise. */
export function defaultRetention(p: Bucket, stack: StackView, lasts: (by: Reading<Retention>) => Answer): Answer {
  const holds = (lock: Reading<ObjectLockBlock>): Answer =>
    some(first<RetentionRule[]>(lock.rule, lock.rules), (rule) =>
      some(first<Retention[]>(rule.defaultRetention, rule.defaultRetentions), lasts),
    );
  return setting(
    p.objectLockConfiguration,
    () => holds(p.objectLockConfiguration),
    stack.partner(p, objectLockConfiguration, "bucket"),
    (companion) => holds(companion as unknown as Reading<ObjectLockBlock>),
  );
}

/** Default retention in compliance mode: nobody, not even the root user, deletes a version before its time. */
export function complianceLock(p: Bucket, stack: StackView, lasts: (by: Reading<Retention>) => Answer): Answer {
  return defaultRetention(p, stack, (by) => all(is(by.mode, "COMPLIANCE"), lasts(by)));
}

/** What the law wants kept for six years a team may want to keep for longer. */
export const minimumYears = wholeNumber({
  name: "minimumYears",
  description: "Years that evidence, audit data and records are kept at least.",
  fallback: 6,
  minimum: 6,
  maximum: 100,
});

/** The longest that so many calendar years can be, leap days included: six are up to 2192 days. */
export function daysOfYears(years: number): number {
  return 365 * years + Math.ceil(years / 4);
}

/** A retention is stated in days or in years, never both (S3 API, `DefaultRetention`). */
export function lastsYears(by: Reading<Retention>, years: number): Answer {
  return present(by.years).truth === true ? atLeast(by.years, years) : atLeast(by.days, daysOfYears(years));
}

/** As long as the law asks for: 45 CFR 164.316(b)(2)(i). */
export function sixYears(by: Reading<Retention>): Answer {
  return lastsYears(by, 6);
}

export function lifecycleRules(p: Bucket): Reading<LifecycleRule[]> {
  return first<LifecycleRule[]>(p.lifecycleRules, p.lifecycleConfiguration.rules);
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
  return oneOf(first(rule.enabled, rule.status), [true, "Enabled"]);
}

interface InlineLogging {
  readonly targetBucket: string;
  readonly destinationBucketName: string;
}

const INLINE_LOGGING = ["logging", "loggings", "loggingConfiguration"] as const;

/** Access logs of this bucket go to another one. */
export function logsElsewhere(p: Bucket, stack: StackView): Answer {
  const inline = first<InlineLogging[]>(p.logging, p.loggings, p.loggingConfiguration);
  const sources = accessLogSources(p, stack);
  const toItself = (source: Reading<unknown>): boolean => sources.has(resourceOf(source).urn);
  const goes = (target: Reading<string>, source: Reading<unknown>): Answer =>
    toItself(source) ? no(pathOf(target)) : present(target);
  return setting(
    inline,
    () => some(inline, (block) => goes(first<string>(block.targetBucket, block.destinationBucketName), p)),
    stack.partner(p, bucketLogging, "bucket"),
    (companion) => goes(companion.targetBucket as Reading<string>, companion),
  );
}

/** URNs of what sends S3 server access logs to this bucket: loggings, and buckets with logging inline. */
function accessLogSources(p: Bucket, stack: StackView): Set<string> {
  const sources = [
    ...stack.partner(p, bucketLogging, "targetBucket").certain,
    ...INLINE_LOGGING.flatMap((property) => stack.partner(p, bucket, property).certain as readonly Reading<unknown>[]),
  ];
  return new Set(sources.map((source) => resourceOf(source).urn));
}

const LOAD_BALANCER: Kind<{ accessLogs: unknown }> = {
  types: [
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:alb/loadBalancer:LoadBalancer",
    "aws:elb/loadBalancer:LoadBalancer",
    "aws:elasticloadbalancing/loadBalancer:LoadBalancer",
    "aws:applicationloadbalancing/loadBalancer:LoadBalancer",
  ],
};

/**
 * Access logs of other buckets or of load balancers are delivered here. S3 and load balancers deliver to SSE-S3 only, and S3 not to a
 * bucket with a default lock ("Enabling Amazon S3 server access logging", "Access logs for your Application Load Balancer").
 * Exempting needs certainty: a target that can't be told yet exempts nothing. A bucket that logs to itself is no log bucket.
 */
export function isAccessLogTarget(p: Bucket, stack: StackView): Answer {
  const own = new Set([
    resourceOf(p).urn,
    ...stack.partner(p, bucketLogging, "bucket").certain.map((logging) => resourceOf(logging).urn),
  ]);
  const fromOthers = [...accessLogSources(p, stack)].some((urn) => !own.has(urn));
  return fromBoolean(
    fromOthers ||
      stack.partner(p, LOAD_BALANCER, "accessLogs").certain.length > 0 ||
      ["access-log", "access-logs"].includes(purposeOf(resourceOf(p))),
  );
}

export const LOG_TARGET_SENTENCE =
  "Access logs are delivered here: S3 and load balancers deliver only to buckets with SSE-S3 and without a default lock.";

/** Tagged as public: what everybody may read needs neither a key nor a lock of its own. */
export function declaredPublic(resource: Resource, settings: PackSettings): Answer {
  return fromBoolean(classificationOf(resource, settings) === "public");
}

const PURPOSE_TAGS = ["phiguard:purpose", "Purpose", "purpose"];

/** What the bucket says it is for, in lower case; empty where it says nothing. */
export function purposeOf(resource: Resource): string {
  return (tagOf(resource, PURPOSE_TAGS) ?? "").trim().toLowerCase();
}

/** Tagged as evidence or audit data, by its classification or its purpose. */
export function isEvidence(resource: Resource, settings: PackSettings): Answer {
  if (classificationOf(resource, settings) === "audit") return yes;
  return purposeIs(resource, ["evidence", "audit", "audit-log", "audit-logs", "audit-trail"]);
}

/** Evidence, audit data, or records that the law wants kept. */
export function isRetained(resource: Resource, settings: PackSettings): Answer {
  return any(isEvidence(resource, settings), purposeIs(resource, ["record", "records", "retention"]));
}

function purposeIs(resource: Resource, words: readonly string[]): Answer {
  const purpose = purposeOf(resource);
  return purpose === "unknown" ? unknown("tags") : fromBoolean(words.includes(purpose));
}
