import type { TrailArgs } from "@pulumi/aws/cloudtrail";
import { all, any, no, unknown, yes, type Answer } from "../../answer";
import { pathOf, referencesOf, valueOf, type Reading } from "../../reading";
import { STACK_REFERENCE, typeOf } from "../../resource";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { bucket, type BucketShape } from "../s3/bucket";
import { closedToPublic } from "../s3/bucket-exposure";
import { complianceLock, logsElsewhere, mfaDelete, publicAccessBlocked, sixYears } from "../s3/bucket-settings";
import { trail } from "./trail";

/** The trail's bucket is of this program. One named as text, or handed over by another stack, stands elsewhere and is judged there. */
function bucketIsHere(p: Reading<TrailArgs>, stack: StackView): Answer {
  const name = p.s3BucketName;
  if (stack.named(name, bucket).certain.length > 0) return yes;
  const fromStack = (referencesOf(name) ?? []).some((urn) => typeOf(urn) === STACK_REFERENCE);
  return valueOf(name) !== UNKNOWN || fromStack ? no(pathOf(name)) : unknown(pathOf(name));
}

const ELSEWHERE = "The trail's bucket is not of this program; it is judged where it is made.";

function itsBucket(p: Reading<TrailArgs>, stack: StackView, holds: (found: Reading<BucketShape>) => Answer): Answer {
  return stack.named(p.s3BucketName, bucket).satisfies(holds);
}

export const cloudtrailBucketAccessLogging = trail.relation({
  id: "cloudtrail-bucket-access-logging",
  title: "The bucket of a trail logs who reads it",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1"] },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-7",
  says: "writes to a bucket that keeps no access log in another bucket",
  fix: 'new aws.s3.BucketLogging("trail", { bucket: trailBucket.id, targetBucket: accessLogBucket.id, targetPrefix: "trail/" })',
  appliesWhen: bucketIsHere,
  otherwise: ELSEWHERE,
  requires: (p, stack) => itsBucket(p, stack, (found) => logsElsewhere(found, stack)),
});

export const cloudtrailBucketNotPublic = trail.relation({
  id: "cloudtrail-bucket-not-public",
  title: "The bucket of a trail is closed to the public",
  severity: "critical",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudtrail-controls.html#cloudtrail-6",
  says: "writes to a bucket that is open to the public or has no full public access block",
  fix: "Give the trail's bucket an aws.s3.BucketPublicAccessBlock with all four settings on, and no public ACL or policy.",
  appliesWhen: bucketIsHere,
  otherwise: ELSEWHERE,
  requires: (p, stack) =>
    itsBucket(p, stack, (found) => all(publicAccessBlocked(found, stack), closedToPublic(found, stack))),
});

export const cloudtrailBucketMfaDelete = trail.relation({
  id: "cloudtrail-bucket-mfa-delete",
  title: "Log files of a trail can't be deleted by a stolen password alone",
  severity: "medium",
  controls: { hipaa: ["164.312(c)(1)", "164.312(c)(2)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html",
  says: "writes to a bucket with neither MFA delete nor a lock in compliance mode",
  fix: 'Give the trail\'s bucket an aws.s3.BucketObjectLockConfiguration with mode: "COMPLIANCE".',
  appliesWhen: bucketIsHere,
  otherwise: ELSEWHERE,
  requires: (p, stack) =>
    itsBucket(p, stack, (found) =>
      any(
        mfaDelete(found, stack),
        complianceLock(found, stack, () => yes),
      ),
    ),
});

export const cloudtrailLogBucketLocked = trail.relation({
  id: "cloudtrail-log-bucket-locked",
  title: "Log files of a trail are locked for six years",
  severity: "high",
  controls: { hipaa: ["164.312(c)(1)", "164.312(c)(2)", "164.316(b)(2)(i)"] },
  source: "https://www.ecfr.gov/current/title-45/section-164.316",
  says: "writes to a bucket whose log files can be deleted before six years are over",
  fix: 'new aws.s3.BucketObjectLockConfiguration("trail", { bucket: trailBucket.id, rule: { defaultRetention: { mode: "COMPLIANCE", years: 6 } } })',
  why: "Six calendar years are up to 2192 days. Governance mode can be lifted by whoever has the permission.",
  appliesWhen: bucketIsHere,
  otherwise: ELSEWHERE,
  requires: (p, stack) => itsBucket(p, stack, (found) => complianceLock(found, stack, sixYears)),
});
