import type { PolicyArgs, RoleArgs, RolePolicyArgs } from "@pulumi/aws/iam";
import type { AccessArgs, UserArgs } from "@pulumi/aws/transfer";
import { all, any, no, not, unknown, unnamed, yes, type Answer } from "../../answer";
import { every, is, matches, present } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { bucketsOf, reachesPrefixes } from "./storage-reach";

const user = on<UserArgs & AccessArgs>("aws:transfer/user:User", "aws:transfer/access:Access");

const SESSION_POLICY = "https://docs.aws.amazon.com/transfer/latest/userguide/users-policies-session.html";

export const transferUserHomeRestricted = user.rule({
  id: "transfer-user-home-restricted",
  title: "Transfer users see their own folders alone",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/transfer/latest/userguide/logical-dir-mappings.html",
  says: "may look around in whatever its role reaches",
  fix: 'Set homeDirectoryType: "LOGICAL" with homeDirectoryMappings, or a session policy for ${transfer:HomeDirectory}.',
  requires: (p) =>
    any(all(is(p.homeDirectoryType, "LOGICAL"), present(p.homeDirectoryMappings)), unnamed(isPinned(p.policy))),
});

/** A session policy takes from the role whatever it does not grant itself. */
function isPinned(policy: Reading<unknown>): Answer {
  return all(present(policy), reachesPrefixes(policy));
}

const role: Kind<RoleArgs> = { types: ["aws:iam/role:Role"] };
const rolePolicy: Kind<RolePolicyArgs> = { types: ["aws:iam/rolePolicy:RolePolicy"] };
const policy: Kind<PolicyArgs> = { types: ["aws:iam/policy:Policy"] };
const attachment: Kind<{ readonly role: string; readonly policyArn: string }> = {
  types: ["aws:iam/rolePolicyAttachment:RolePolicyAttachment"],
};

export const transferUserRoleScoped = user.relation({
  id: "transfer-user-role-scoped",
  title: "The role of a transfer user reaches one bucket, below a prefix, and its key",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.502(b)"] },
  source: SESSION_POLICY,
  says: "has a role that reaches more than one prefix of one bucket and its key",
  fix: "Grant s3:GetObject and s3:PutObject on `arn:aws:s3:::claims/clinic/*` and kms:Decrypt on one key, or give the user a session policy that does.",
  adviseIfOpen: "The ARNs in a role's policy are mostly not known before the bucket and the key are made.",
  appliesWhen: (p) => present(p.role),
  otherwise: "It names no role.",
  requires: (p, stack) => any(unnamed(isPinned(p.policy)), isScoped(p.role, stack)),
});

function isScoped(named: Reading<string>, stack: StackView): Answer {
  const roles = stack.named(named, role).certain;
  return roles.length === 0 ? unknown(pathOf(named)) : all(...roles.map((holder) => reachesOneBucket(holder, stack)));
}

function reachesOneBucket(holder: Reading<RoleArgs>, stack: StackView): Answer {
  const documents: Reading<unknown>[] = [];
  const collected = (document: Reading<unknown>): Answer => {
    documents.push(document);
    return reachesPrefixes(document);
  };
  const policiesOf = (arns: Reading<unknown>): readonly Answer[] =>
    stack.named(arns, policy).certain.map((made) => collected(made.policy));
  const listed = policiesOf(holder.managedPolicyArns);
  return all(
    every(holder.inlinePolicies, (item) => collected((item as Reading<{ policy: string }>).policy)),
    stack.partner(holder, rolePolicy, "role").every((item) => collected(item.policy)),
    stack.partner(holder, attachment, "role").every(({ policyArn }) => {
      const found = policiesOf(policyArn);
      return found.length > 0 ? all(...found) : reachesNoFiles(policyArn);
    }),
    ...listed,
    every(holder.managedPolicyArns, (item) => {
      const arn = item as Reading<string>;
      return valueOf(arn) === UNKNOWN && listed.length > 0 ? yes : reachesNoFiles(arn);
    }),
    ofOneBucket(documents),
  );
}

/** Policies of AWS that open every bucket or file system. */
const WIDE_POLICY =
  /:aws:policy\/(AmazonS3|AmazonElasticFileSystem|AdministratorAccess|PowerUserAccess|ReadOnlyAccess)/;

/** AWS's own policies by their names; those of another stack can't be read. */
function reachesNoFiles(arn: Reading<string>): Answer {
  const isOfAws = matches(arn, /:iam::aws:policy\//);
  if (isOfAws.truth !== true) return unknown(pathOf(arn));
  return not(matches(arn, WIDE_POLICY), pathOf(arn));
}

/** Names the second bucket. */
function ofOneBucket(documents: readonly Reading<unknown>[]): Answer {
  const buckets = new Map(documents.flatMap((document) => [...bucketsOf(document)]));
  const [, second] = [...buckets.values()];
  return second === undefined ? yes : no(second);
}
