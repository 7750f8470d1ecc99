import type { BucketPolicyArgs } from "@pulumi/aws/s3";
import { all, any, fromBoolean, no, not, type Answer } from "../../answer";
import {
  coversAction,
  denies,
  everyStatement,
  noOpenStatement,
  starPrincipal,
  type Statement,
} from "../../policy-document";
import { absent, present } from "../../predicates";
import { itemsOf, pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { noForeignPrincipal } from "../../trusted-accounts";
import { UNKNOWN } from "../../value";
import { bucket, bucketPolicy, type BucketShape } from "./bucket";
import { refusesPlainHttp } from "./bucket-transport";

/** A policy inline in the bucket or in a resource of its own. */
const policyHolder = on<BucketShape & BucketPolicyArgs>(...bucketPolicy.types, ...bucket.types);

const NO_INLINE_POLICY = "The bucket has no policy inline; a BucketPolicy is judged on its own.";

export const s3BucketPolicyNoStarPrincipal = policyHolder.rule({
  id: "s3-bucket-policy-no-star-principal",
  title: "No bucket policy allows everyone in without binding them",
  severity: "critical",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
  says: "allows every principal there is",
  fix: 'Name the roles in Principal, or add Condition: { StringEquals: { "aws:PrincipalOrgID": "o-..." } } (or aws:SourceVpce, aws:SourceArn).',
  why: "Every condition that S3 itself counts as shutting the public out is accepted, not only the three that the catalogue names.",
  appliesWhen: (p) => present(p.policy),
  otherwise: NO_INLINE_POLICY,
  requires: (p) => noOpenStatement(p.policy),
});

export const s3BucketPolicyNoLockout = policyHolder.rule({
  id: "s3-bucket-policy-no-lockout",
  title: "No bucket policy shuts everyone out",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/example-bucket-policies.html",
  says: "denies everyone every S3 action or the change of the policy; only the account's root user can then undo it",
  fix: 'Bind the Deny with a condition, e.g. Bool: { "aws:SecureTransport": "false" }, or name the actions.',
  appliesWhen: (p) => present(p.policy),
  otherwise: NO_INLINE_POLICY,
  requires: (p) =>
    everyStatement(p.policy, (statement) =>
      not(
        all(
          denies(statement),
          starPrincipal(statement),
          any(
            coversAction(statement, "s3:*"),
            all(absent(statement.NotAction), coversAction(statement, "s3:PutBucketPolicy")),
          ),
          absent(statement.Condition),
          not(onlyBelowPrefixes(statement)),
        ),
        pathOf(statement.Principal),
      ),
    ),
});

/** Every resource is known to be some of the bucket's objects only. An ARN made from a bucket means the bucket or all of its objects. */
function onlyBelowPrefixes(statement: Reading<Statement>): Answer {
  const items = itemsOf(statement.Resource);
  if (items === UNKNOWN || items.length === 0) return no(pathOf(statement.Resource));
  return all(
    ...items.map((item) => {
      const value = valueOf(item);
      return fromBoolean(typeof value === "string" && /arn:[^/]*\/[^*]/.test(value), pathOf(item));
    }),
  );
}

/**
 * Accounts that AWS delivers load balancer logs from in the regions the pack allows by default and their neighbours
 * ("Enable access logs for your Classic Load Balancer", as of 2024).
 */
const LOAD_BALANCER_ACCOUNTS = [
  "127311923021",
  "033677994240",
  "027434742980",
  "797873946194",
  "985666609251",
  "054676820928",
  "156460612806",
  "652711504416",
];

export const s3BucketPolicyGranteeCheck = policyHolder.rule({
  id: "s3-bucket-policy-grantee-check",
  title: "Bucket policies allow other accounts in only where the pack's settings name them",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-policy-grantee-check.html",
  says: "lets an account in that is not on the list of trusted accounts",
  fix: "Take the principal out, or add its account to the pack's trustedAccounts; put this stack's own account into the provider's allowedAccountIds.",
  why: "A program does not say which account it runs in unless its provider does (allowedAccountIds, or the role it assumes), so an account that neither names counts as foreign.",
  appliesWhen: (p) => present(p.policy),
  otherwise: NO_INLINE_POLICY,
  requires: (p, settings, resource) =>
    noForeignPrincipal(p.policy, settings, resource, { services: LOAD_BALANCER_ACCOUNTS }),
});

export const s3BucketSslRequestsOnly = bucket.relation({
  id: "s3-bucket-ssl-requests-only",
  title: "Every bucket refuses requests that do not come over TLS",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.312(a)(2)(iv)",
      "164.312(c)(1)",
      "164.312(c)(2)",
      "164.312(e)(1)",
      "164.312(e)(2)(i)",
      "164.312(e)(2)(ii)",
    ],
    nistCsf: ["PR.DS-2"],
    soc2: ["CC6.1", "CC6.2"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/s3-bucket-ssl-requests-only.html",
  says: "answers plain HTTP: no policy denies every S3 action on the bucket and its objects without TLS",
  fix: 'Add to the bucket policy: { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: [bucket.arn, `${bucket.arn}/*`], Condition: { Bool: { "aws:SecureTransport": "false" } } }.',
  why: "A floor on s3:TlsVersion alone does not refuse plain HTTP, and a Deny of a few actions leaves the others open.",
  adviseIfOpen:
    "Bucket policies are usually written from the bucket's ARN, which does not exist before the bucket: a stop would hit compliant programs on their first preview.",
  requires: refusesPlainHttp,
});
