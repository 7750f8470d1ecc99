import type { BucketPolicyArgs } from "@pulumi/aws/s3";
import { all, any, fromBoolean, no, not, unknown, yes, type Answer } from "../../answer";
import {
  allows,
  coversAction,
  denies,
  deniesPlainTransport,
  everyStatement,
  globCovers,
  noOpenStatement,
  principals,
  starPrincipal,
  type Statement,
} from "../../policy-document";
import { absent, present } from "../../predicates";
import { itemsOf, pathOf, referencesOf, valueOf, type Reading } from "../../reading";
import { typeOf, type Resource } from "../../resource";
import { on } from "../../rule";
import { UNKNOWN, type PropertyValue } from "../../value";
import { bucket, bucketPolicy, type BucketShape } from "./bucket";

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
  says: "denies every S3 action to everyone; only the account's root user can then undo it",
  fix: 'Bind the Deny with a condition, e.g. Bool: { "aws:SecureTransport": "false" }, or name the actions.',
  appliesWhen: (p) => present(p.policy),
  otherwise: NO_INLINE_POLICY,
  requires: (p) =>
    everyStatement(p.policy, (statement) =>
      not(
        all(
          denies(statement),
          starPrincipal(statement),
          coversAction(statement, "s3:*"),
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
      return fromBoolean(typeof value === "string" && /^arn:[^/]*\/[^*]/.test(value), pathOf(item));
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
  requires: (p, settings, resource) => {
    const trusted = new Set([...settings.trustedAccounts, ...LOAD_BALANCER_ACCOUNTS, ...ownAccounts(resource)]);
    return everyStatement(p.policy, (statement) =>
      any(not(allows(statement)), not(foreignPrincipal(statement, trusted), pathOf(statement.Principal))),
    );
  },
});

function foreignPrincipal(statement: Reading<Statement>, trusted: ReadonlySet<string>): Answer {
  const answer = principals(statement, (kind, principal) => foreign(kind, principal, trusted));
  const leafOpen = answer.truth === "unknown" && valueOf(statement.Principal) !== UNKNOWN;
  return leafOpen && madeHere(statement.Principal) ? no(pathOf(statement.Principal)) : answer;
}

/** Whether the principal belongs to an account nobody named. Services and the bare star are matters of other rules. */
function foreign(kind: string, principal: Reading<string>, trusted: ReadonlySet<string>): Answer {
  if (kind !== "AWS" && kind !== "CanonicalUser") return no(pathOf(principal));
  const value = valueOf(principal);
  if (value === UNKNOWN) return unknown(pathOf(principal));
  const text = String(value);
  if (text === "*") return no(pathOf(principal));
  const account = /^\d{12}$/.test(text) ? text : (text.split(":")[4] ?? "");
  // CloudFront's origin access identities stand in an account of that name.
  return account === "cloudfront" || trusted.has(account) ? no(pathOf(principal)) : yes;
}

/** Everything the document was made from is of this program, so that its principals are of this program's account. */
function madeHere(r: Reading<unknown>): boolean {
  const references = referencesOf(r) ?? [];
  return references.length > 0 && references.every((urn) => typeOf(urn) !== "pulumi:pulumi:StackReference");
}

/** The account ids that the provider is bound to. */
function ownAccounts(resource: Resource): string[] {
  const properties = resource.provider?.properties ?? {};
  const roles = ["assumeRole", "assumeRoles", "assumeRoleWithWebIdentity"].map((name) => properties[name]);
  return [...accountIds(properties["allowedAccountIds"]), ...roles.flatMap(accountIds)];
}

/** Provider configuration travels as JSON in strings; a role's ARN carries its account. */
function accountIds(value: PropertyValue): string[] {
  if (value === undefined) return [];
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return [...text.matchAll(/(?<![0-9A-Za-z])\d{12}(?![0-9A-Za-z])/g)].map(([id]) => id);
}

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
  requires: (p, stack) => {
    const inline = p.policy as Reading<unknown>;
    const companions = stack.partner(p, bucketPolicy, "bucket");
    if (companions.certain.length === 0 && present(inline).truth === true) {
      const answer = refusesPlainHttp(inline);
      return companions.exists().truth === "unknown" ? any(answer, companions.exists()) : answer;
    }
    return companions.satisfies((companion) => refusesPlainHttp(companion.policy));
  },
});

/** One Deny for both, or one for the bucket and one for its objects; a failure names the document. */
function refusesPlainHttp(policy: Reading<unknown>): Answer {
  const answer = all(
    deniesPlainTransport(policy, "s3:*", (statement) => standsFor(statement, "arn:aws:s3:::b")),
    deniesPlainTransport(policy, "s3:*", (statement) => standsFor(statement, "arn:aws:s3:::b/*")),
  );
  return answer.truth === false ? no(pathOf(policy)) : answer;
}

/**
 * One of the statement's resources takes in `target`, an ARN of a bucket called `b`: S3 accepts no other bucket's name in the policy, so
 * names are read as `b`.
 */
function standsFor(statement: Reading<Statement>, target: string): Answer {
  const items = itemsOf(statement.Resource);
  if (items === UNKNOWN) return unknown(pathOf(statement.Resource));
  return any(
    no(pathOf(statement.Resource)),
    ...items.map((item) => {
      const value = valueOf(item);
      if (value === UNKNOWN) return unknown(pathOf(item));
      return fromBoolean(globCovers(namedB(String(value)), target), pathOf(item));
    }),
  );
}

/** `arn:aws-us-gov:s3:::clinic-notes/*` to `arn:aws:s3:::b/*`; a star in the name stays. */
function namedB(arn: string): string {
  return arn.replace(/^arn:[^:]*:s3:::([^/]*)/, (_, name: string) => `arn:aws:s3:::${name.endsWith("*") ? "b*" : "b"}`);
}
