import type { RoleArgs } from "@pulumi/aws/iam";
import { all, any, fromBoolean, not, unknown, unnamed, type Answer } from "../../answer";
import {
  allows,
  anyPrincipal,
  boundBy,
  everyStatement,
  narrowed,
  narrowedBy,
  principals,
  type Statement,
} from "../../policy-document";
import { absent, is, matches, oneOf } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { UNKNOWN } from "../../value";

export const role = on<RoleArgs>("aws:iam/role:Role");

export const iamRoleTrustNotOpen = role.rule({
  id: "iam-role-trust-not-open",
  title: "Roles trust named principals, not everyone and not a whole account without a condition",
  severity: "critical",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(d)"] },
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-user.html",
  says: "can be assumed by anyone, or by everyone of an account",
  fix: "Name the roles or services that may assume it, or add a condition, e.g. on sts:ExternalId, aws:PrincipalArn or MFA.",
  why: "Trusting an account's root lets any of its identities in that its own administrators choose.",
  requires: (p) =>
    everyStatement(p.assumeRolePolicy, (statement) => {
      const where = pathOf(statement.Principal);
      return any(
        not(allows(statement)),
        all(
          any(not(anyPrincipal(statement), where), unnamed(narrowed(statement))),
          any(not(wholeAccount(statement), where), not(absent(statement.Condition))),
        ),
      );
    }),
});

function wholeAccount(statement: Reading<Statement>): Answer {
  return principals(statement, (_kind, principal) => matches(principal, /^(\d{12}|arn:aws[a-z-]*:iam::\d{12}:root)$/));
}

/**
 * Services that assume a role without saying for which resource, so that a condition on the source would lock them out. EC2 and Lambda
 * take only roles of the account the instance or function is in.
 */
const SILENT_SERVICES = [
  "ec2.amazonaws.com",
  "ec2.amazonaws.com.cn",
  "lambda.amazonaws.com",
  "edgelambda.amazonaws.com",
] as const;

const SOURCE_KEYS: ReadonlySet<string> = new Set([
  "aws:sourcearn",
  "aws:sourceaccount",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
  "sts:externalid",
]);

export const iamRoleConfusedDeputyPrevention = role.rule({
  id: "iam-role-confused-deputy-prevention",
  title: "Roles of AWS services say for whose resources they may be used",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
  says: "can be used by an AWS service on behalf of a stranger's resource",
  fix: 'Add Condition: { StringEquals: { "aws:SourceAccount": accountId } } to the statement in assumeRolePolicy.',
  why: "EC2 and Lambda name no source. ECS does (its guide asks for the condition on task roles), so it is not spared.",
  requires: (p) =>
    everyStatement(p.assumeRolePolicy, (statement) =>
      any(
        not(allows(statement)),
        not(
          principals(statement, (kind, principal) =>
            all(fromBoolean(kind === "Service"), not(oneOf(principal, SILENT_SERVICES))),
          ),
        ),
        narrowedBy(statement, (key) => SOURCE_KEYS.has(key)),
      ),
    ),
});

/** GitHub's identity provider, and the claim that says which repository a token is for; an enterprise may have an issuer of its own. */
const GITHUB_PROVIDER = /oidc-provider\/token\.actions\.githubusercontent\.com/;
const GITHUB_SUBJECT = /^token\.actions\.githubusercontent\.com(\/[^:]+)?:sub$/;

/**
 * A subject that begins with an owner written out: `repo:clinic/portal:*`, `repo:clinic@1234/portal@5678:*` (immutable form), `repo:clinic/*`.
 * Other claims in first place, such as a workflow's name, can be chosen by strangers.
 */
const OWNED_SUBJECT = /^repo(sitory)?:[^/:*?]+\/.|^repository_(owner_)?id:\d+(:|$)/;

export const iamGithubOidcTrustScoped = role.rule({
  id: "iam-github-oidc-trust-scoped",
  title: "Roles for GitHub Actions name the organisation and repository that may assume them",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(d)"] },
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html",
  says: "can be assumed by workflows of repositories that nobody named",
  fix: 'Add Condition: { StringLike: { "token.actions.githubusercontent.com:sub": "repo:<organisation>/<repository>:*" } }.',
  why: "All of an organisation's repositories (repo:<organisation>/*) are accepted: its own people decide who writes to them. A star in the organisation's name is not.",
  requires: (p) =>
    everyStatement(p.assumeRolePolicy, (statement) =>
      any(
        not(allows(statement)),
        not(principals(statement, (_kind, principal) => matches(principal, GITHUB_PROVIDER))),
        boundBy(
          statement,
          (key) => GITHUB_SUBJECT.test(key),
          (value) => OWNED_SUBJECT.test(value),
        ),
      ),
    ),
});

/** The name that CloudWatch gives the role by which other accounts read this one's metrics, logs and traces. */
const SHARING_ROLE = "CloudWatch-CrossAccountSharingRole";

export const cloudwatchCrossAccountSharingDisabled = role.rule({
  id: "cloudwatch-cross-account-sharing-disabled",
  title: "CloudWatch shares its data with trusted accounts only",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"], soc2: ["PI1.4"] },
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Cross-Account-Cross-Region.html",
  says: "lets an account read this one's metrics and logs that is not on the list of trusted accounts",
  fix: "Take the role out, or add the monitoring account to the pack's trustedAccounts.",
  appliesWhen: (p) => is(p.name, SHARING_ROLE),
  otherwise: `Only the role ${SHARING_ROLE} shares CloudWatch's data.`,
  requires: (p, settings) =>
    everyStatement(p.assumeRolePolicy, (statement) =>
      any(
        not(allows(statement)),
        not(
          principals(statement, (kind, principal) => isForeign(kind, principal, settings.trustedAccounts)),
          pathOf(statement.Principal),
        ),
      ),
    ),
});

function isForeign(kind: string, principal: Reading<string>, trusted: readonly string[]): Answer {
  const value = valueOf(principal);
  if (value === UNKNOWN) return unknown(pathOf(principal));
  const account = String(value).split(":")[4] ?? String(value);
  return fromBoolean((kind === "AWS" || kind === "*") && !trusted.includes(account));
}
