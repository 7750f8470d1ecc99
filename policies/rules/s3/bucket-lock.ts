import { all, any, not, yes } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { atLeast, oneOf } from "../../predicates";
import { bucket } from "./bucket";
import {
  complianceLock,
  declaredPublic,
  defaultRetention,
  isAccessLogTarget,
  isEvidence,
  lastsYears,
  mfaDelete,
  minimumYears,
} from "./bucket-settings";

export const s3BucketMfaDeleteEnabled = bucket.relation({
  id: "s3-bucket-mfa-delete-enabled",
  title: "Versions of patient data can't be deleted by a stolen password alone",
  severity: "medium",
  controls: { hipaa: ["164.312(c)(1)", "164.312(c)(2)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/MultiFactorAuthenticationDelete.html",
  says: "lets anyone with the permission delete versions for good: neither MFA delete nor a lock in compliance mode",
  fix: 'Set a BucketObjectLockConfiguration with mode: "COMPLIANCE"; MFA delete can be turned on by the root user alone.',
  why: "A compliance lock stands in for MFA delete: it binds the root user too, and a program can set it.",
  appliesWhen: (p, stack, resource) => all(mayHoldPhi(resource, stack.settings), not(isAccessLogTarget(p, stack))),
  otherwise: "The bucket holds no patient data, or access logs are delivered here, which allows no default lock.",
  requires: (p, stack) =>
    any(
      mfaDelete(p, stack),
      complianceLock(p, stack, () => yes),
    ),
});

export const s3BucketDefaultLockEnabled = bucket.relation({
  id: "s3-bucket-default-lock-enabled",
  title: "Every bucket that is not public locks new objects for some time by default",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.312(c)(1)", "164.312(c)(2)", "164.316(b)(2)(i)"],
    nistCsf: ["ID.BE-5", "PR.DS-1", "PR.PT-5", "RC.RP-1"],
    soc2: ["C1.1", "CC6.1", "CC6.2", "PI1.5"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-default-lock-enabled.html",
  says: "does not lock new objects by default",
  fix: 'Set objectLockEnabled: true on the bucket and add new aws.s3.BucketObjectLockConfiguration("<name>", { bucket: bucket.id, rule: { defaultRetention: { mode: "GOVERNANCE", days: 30 } } })',
  why: "objectLockEnabled alone locks nothing: an object is locked if the bucket has a default retention or the writer asks for one. A lock configuration turns the lock on, also for a bucket that exists.",
  appliesWhen: (p, stack, resource) => not(any(isAccessLogTarget(p, stack), declaredPublic(resource, stack.settings))),
  otherwise:
    "Access logs are delivered here, which S3 does not do to a bucket with a default lock, or the bucket is tagged as public.",
  requires: (p, stack) =>
    defaultRetention(p, stack, (by) =>
      all(oneOf(by.mode, ["COMPLIANCE", "GOVERNANCE"]), any(atLeast(by.days, 1), atLeast(by.years, 1))),
    ),
});

export const s3EvidenceObjectLockSixYears = bucket.relation({
  id: "s3-evidence-object-lock-six-years",
  title: "Evidence and audit data are locked for six years",
  severity: "critical",
  controls: { hipaa: ["164.312(c)(1)", "164.312(c)(2)", "164.316(b)(2)(i)"] },
  source: "https://www.ecfr.gov/current/title-45/section-164.316",
  says: "holds evidence or audit data that can be deleted before six years are over",
  fix: 'new aws.s3.BucketObjectLockConfiguration("<name>", { bucket: bucket.id, rule: { defaultRetention: { mode: "COMPLIANCE", years: 6 } } }); and objectLockEnabled: true on the bucket.',
  why: "Six calendar years are up to 2192 days: the 2190 of the catalogue are a day or two short. Governance mode can be lifted by whoever has the permission.",
  appliesWhen: (_, stack, resource) => isEvidence(resource, stack.settings),
  otherwise: "The bucket is not tagged as evidence or audit data.",
  config: [minimumYears],
  requires: (p, stack) => complianceLock(p, stack, (by) => lastsYears(by, minimumYears.of(stack.settings))),
});
