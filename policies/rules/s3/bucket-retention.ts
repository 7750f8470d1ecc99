import type { BucketLifecycleConfigurationArgs } from "@pulumi/aws/s3";
import { about, all, any, not, yes, type Answer } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { first, absent, atLeast, every, is, notTrue, present, some } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { bucket, lifecycleConfiguration, type BucketShape, type LifecycleRule } from "./bucket";
import {
  daysOfYears,
  isRetained,
  lifecycle,
  lifecycleRules,
  minimumYears,
  ruleEnabled,
  versioned,
} from "./bucket-settings";

const LIFECYCLE = "https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-lifecycle-mgmt.html";
const RETENTION_LAW = "https://www.ecfr.gov/current/title-45/section-164.316";
const NO_PHI = "The bucket is classified as holding no patient data.";

export const s3BucketVersioningEnabled = bucket.relation({
  id: "s3-bucket-versioning-enabled",
  title: "Every bucket keeps the versions of its objects",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.310(d)(2)(iv)",
      "164.312(a)(2)(ii)",
      "164.312(c)(1)",
      "164.312(c)(2)",
    ],
    nistCsf: ["ID.BE-5", "PR.DS-4", "PR.DS-6", "PR.IP-4", "PR.IP-9", "PR.PT-5", "RC.RP-1", "RS.RP-1"],
    soc2: ["A1.1", "A1.2", "C1.2", "CC7.4", "PI1.5"],
  },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html",
  says: "keeps no versions: what is overwritten or deleted is gone",
  fix: 'new aws.s3.BucketVersioning("<name>", { bucket: bucket.id, versioningConfiguration: { status: "Enabled" } })',
  requires: versioned,
});

export const s3LifecyclePolicyCheck = bucket.relation({
  id: "s3-lifecycle-policy-check",
  title: "Every bucket says how long it keeps what",
  severity: "low",
  controls: { hipaa: ["164.310(d)(2)(i)", "164.316(b)(2)(i)"] },
  source: LIFECYCLE,
  says: "has no lifecycle rule in force",
  fix: 'new aws.s3.BucketLifecycleConfiguration("<name>", { bucket: bucket.id, rules: [{ id: "...", status: "Enabled", ... }] })',
  requires: (p, stack) => lifecycle(p, stack, some, ruleEnabled),
});

export const s3VersionLifecyclePolicyCheck = bucket.relation({
  id: "s3-version-lifecycle-policy-check",
  title: "Buckets with versions say what becomes of the old ones",
  severity: "low",
  controls: { hipaa: ["164.316(b)(2)(i)"] },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/s3-version-lifecycle-policy-check.html",
  says: "keeps old versions without end: no lifecycle rule in force expires or moves them",
  fix: 'Add a rule with status: "Enabled" and noncurrentVersionExpiration: { noncurrentDays: ... }.',
  appliesWhen: versioned,
  otherwise: "The bucket keeps no versions.",
  requires: (p, stack) =>
    lifecycle(p, stack, some, (rule) => all(ruleEnabled(rule), any(...oldVersions(rule).map(present)))),
});

function oldVersions(rule: Reading<LifecycleRule>): Reading<unknown>[] {
  return [
    rule.noncurrentVersionExpiration,
    rule.noncurrentVersionExpirations,
    rule.noncurrentVersionExpirationInDays,
    rule.noncurrentVersionTransitions,
  ];
}

const lifecycleHolder = on<BucketShape & BucketLifecycleConfigurationArgs>(
  ...lifecycleConfiguration.types,
  ...bucket.types,
);

export const s3LifecycleAbortIncompleteUploads = lifecycleHolder.rule({
  id: "s3-lifecycle-abort-incomplete-uploads",
  title: "Uploads that were never finished are cleared away",
  severity: "low",
  controls: { hipaa: ["164.310(d)(2)(i)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpu-abort-incomplete-mpu-lifecycle-config.html",
  says: "leaves the parts of unfinished uploads lying in the bucket, where no listing shows them",
  fix: 'Add a rule with status: "Enabled", no prefix, and abortIncompleteMultipartUpload: { daysAfterInitiation: 7 }.',
  appliesWhen: (p) => present(rulesOf(p)),
  otherwise: "The bucket has no lifecycle rules inline; a lifecycle configuration is judged on its own.",
  requires: (p) => {
    const rules = rulesOf(p);
    const answer = some(rules, (rule) =>
      all(
        ruleEnabled(rule),
        atLeast(
          first<number>(
            rule.abortIncompleteMultipartUpload.daysAfterInitiation,
            rule.abortIncompleteMultipartUploadDays,
          ),
          1,
        ),
        wholeBucket(rule),
      ),
    );
    return about(answer, pathOf(rules));
  },
});

function rulesOf(p: Reading<BucketShape & BucketLifecycleConfigurationArgs>): Reading<LifecycleRule[]> {
  return first<LifecycleRule[]>(p.rules, lifecycleRules(p));
}

/** The rule leaves out no object: neither a prefix, nor tags, nor a size. */
function wholeBucket(rule: Reading<LifecycleRule>): Answer {
  const { filter } = rule;
  return all(
    ...[rule.prefix, rule.tags, filter.prefix, filter.tag, filter.and].map(absent),
    absent(filter.objectSizeGreaterThan),
    absent(filter.objectSizeLessThan),
  );
}

export const s3LifecycleNotShorterThanRetention = bucket.relation({
  id: "s3-lifecycle-not-shorter-than-retention",
  title: "Evidence, audit data and records are not expired before six years",
  severity: "high",
  controls: { hipaa: ["164.316(b)(2)(i)"] },
  source: RETENTION_LAW,
  says: "expires evidence, audit data or records before six years are over",
  fix: `Set expiration.days and noncurrentVersionExpiration.noncurrentDays to ${daysOfYears(6)} or more, or move objects to a colder class instead.`,
  why: "Six calendar years are up to 2192 days: the 2190 of the catalogue are a day or two short. An expiry on a date takes objects of every age.",
  config: [minimumYears],
  appliesWhen: (_, stack, resource) => isRetained(resource, stack.settings),
  otherwise: "The bucket is not tagged as evidence, audit data or records.",
  requires: (p, stack) => {
    const days = daysOfYears(minimumYears.of(stack.settings));
    const keeps = (rule: Reading<LifecycleRule>): Answer => any(not(ruleEnabled(rule)), keepsFor(rule, days));
    // Nothing expires where nothing says so.
    const missing = all(absent(lifecycleRules(p)), stack.partner(p, lifecycleConfiguration, "bucket").absent());
    return missing.truth === true ? yes : lifecycle(p, stack, every, keeps);
  },
});

function keepsFor(rule: Reading<LifecycleRule>, leastDays: number): Answer {
  const current = first<LifecycleRule["expirations"]>(rule.expiration, rule.expirations);
  const old = first<LifecycleRule["expirations"]>(rule.noncurrentVersionExpiration, rule.noncurrentVersionExpirations);
  // Left out, or 0 as the provider writes it for "not set".
  const longEnough = (days: Reading<number>): Answer => any(absent(days), is(days, 0), atLeast(days, leastDays));
  return all(
    every(current, (expiry) => all(longEnough(expiry.days), absent(expiry.date))),
    every(old, (expiry) => longEnough(first<number>(expiry.noncurrentDays, expiry.days))),
    longEnough(rule.expirationInDays),
    absent(rule.expirationDate),
    longEnough(rule.noncurrentVersionExpirationInDays),
  );
}

export const s3PhiBucketForceDestroyDisabled = bucket.rule({
  id: "s3-phi-bucket-force-destroy-disabled",
  title: "Buckets with patient, audit or evidence data can't be deleted while they hold objects",
  severity: "high",
  controls: { hipaa: ["164.308(a)(7)(ii)(A)", "164.310(d)(2)(i)", "164.310(d)(2)(iv)"] },
  source: "https://www.pulumi.com/registry/packages/aws/api-docs/s3/bucket/#forcedestroy_nodejs",
  says: "is deleted with all of its objects when it is taken out of the program",
  fix: "Remove forceDestroy.",
  why: "A bucket without a classification counts as one with patient data.",
  appliesWhen: (_, settings, resource) => mayHoldPhi(resource, settings),
  otherwise: NO_PHI,
  remedy: { forceDestroy: false },
  requires: (p) => notTrue(p.forceDestroy),
});
