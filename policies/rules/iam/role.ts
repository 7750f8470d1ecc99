import type { RoleArgs } from "@pulumi/aws/iam";
import { all, any, fromBoolean, not, unnamed, type Answer } from "../../answer";
import { allows, anyPrincipal, everyStatement, narrowed, narrowedBy, principals } from "../../policy-document";
import { absent, matches } from "../../predicates";
import { pathOf } from "../../reading";
import { on } from "../../rule";

const role = on<RoleArgs>("aws:iam/role:Role");

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

function wholeAccount(statement: Parameters<typeof allows>[0]): Answer {
  return principals(statement, (kind, principal) =>
    all(fromBoolean(kind === "AWS"), matches(principal, /^(\d{12}|arn:aws[a-z-]*:iam::\d{12}:root)$/)),
  );
}

/**
 * Services that assume a role without saying for which resource, so that a condition on the source would lock them out. EC2 and Lambda
 * take only roles of the account the instance or function is in.
 */
const SILENT_SERVICES = /^(ec2|lambda|edgelambda)\.amazonaws\.com(\.cn)?$/;

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
            all(fromBoolean(kind === "Service"), not(matches(principal, SILENT_SERVICES))),
          ),
        ),
        narrowedBy(statement, (key) => SOURCE_KEYS.has(key)),
      ),
    ),
});
