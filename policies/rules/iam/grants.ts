import type { PolicyArgs, RoleArgs } from "@pulumi/aws/iam";
import { all, any, no, not, yes, type Answer } from "../../answer";
import {
  allows,
  boundBy,
  condition,
  coversAction,
  denies,
  everyResource,
  everyStatement,
  someStatement,
  type Statement,
} from "../../policy-document";
import { absent, every, matches, some } from "../../predicates";
import { isMadeHere, pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { UNKNOWN } from "../../value";

/** What carries permissions of an identity: a policy, or a role with policies inside. */
export type PolicyHolder = PolicyArgs & Pick<RoleArgs, "inlinePolicies" | "managedPolicyArns">;

const MANAGED = "aws:iam/policy:Policy";
const INLINE = [
  "aws:iam/rolePolicy:RolePolicy",
  "aws:iam/userPolicy:UserPolicy",
  "aws:iam/groupPolicy:GroupPolicy",
] as const;
const ROLE = "aws:iam/role:Role";

export const ATTACHMENTS = [
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  "aws:iam/policyAttachment:PolicyAttachment",
] as const;

export const identityPolicy = on<PolicyHolder>(MANAGED, ...INLINE, ROLE);
export const managedPolicy = on<PolicyHolder>(MANAGED);
export const inlinePolicy = on<PolicyHolder>(...INLINE, ROLE);
export const identityPolicyOrAttachment = on<PolicyHolder & { readonly policyArn: string }>(
  MANAGED,
  ...INLINE,
  ROLE,
  ...ATTACHMENTS,
);

export const roleOrAttachment = on<PolicyHolder & { readonly policyArn: string }>(ROLE, ...ATTACHMENTS);

/** The document of a policy resource and those inside a role. */
export function everyDocument(p: Reading<PolicyHolder>, holds: (document: Reading<unknown>) => Answer): Answer {
  return all(
    holds(p.policy as Reading<unknown>),
    every(p.inlinePolicies, (inline) => holds((inline as Reading<{ policy: string }>).policy)),
  );
}

/** No statement that allows something breaks it. */
export function everyGrant(p: Reading<PolicyHolder>, holds: (statement: Reading<Statement>) => Answer): Answer {
  return everyDocument(p, (document) =>
    everyStatement(document, (statement) => any(not(allows(statement)), holds(statement))),
  );
}

/** `*`, `*:*` and the like: a wildcard that stands for every action there is. */
export function isEveryAction(action: Reading<string>): Answer {
  return matches(action, /^\*[*?]*(:[*?]*)?$/);
}

/** `arn*`, `arn:*`, `arn:aws:*`, `arn:aws:*:*:*:*`: a pattern that leaves nothing out, as `*` does. */
const EVERYTHING = /^(\*+|arn(:(aws[a-z-]*:)?)?\*[*?:/]*)$/;

export function onEverything(statement: Reading<Statement>): Answer {
  return any(
    onSome(statement, EVERYTHING),
    some(statement.NotResource, () => yes),
  );
}

/** One of the resources is written so. What is not known yet and made of ARNs of this program names those: it is no pattern. */
export function onSome(statement: Reading<Statement>, pattern: RegExp): Answer {
  const { Resource } = statement;
  if (isNamedLater(Resource)) return no(pathOf(Resource));
  return some(Resource, (item) => {
    const one = item as Reading<string>;
    return isNamedLater(one) ? no(pathOf(one)) : matches(one, pattern);
  });
}

function isNamedLater(r: Reading<unknown>): boolean {
  return valueOf(r) === UNKNOWN && isMadeHere(r);
}

/** The key is one of these, given in lower case; a name that ends in `/` or `:` stands for all that begin with it. */
export function isOneOfKeys(key: string, names: readonly string[]): boolean {
  return names.some((name) => (/[/:]$/.test(name) ? key.startsWith(name) : key === name));
}

/** A condition other than on how the caller signed in or reached AWS: those leave all resources open. */
export function isConstrained(statement: Reading<Statement>): Answer {
  return boundBy(
    statement,
    (key) => !UNBINDING_KEYS.has(key),
    (value) => !/^[*?]*$/.test(value),
  );
}

/** Keys that say nothing of what may be reached, or that a service sets by itself. */
const UNBINDING_KEYS: ReadonlySet<string> = new Set([
  "aws:useragent",
  "aws:referer",
  "aws:requestedregion",
  "iam:passedtoservice",
  "kms:viaservice",
]);

/** Keys that say how a request came, not what it is about or who makes it. */
const CIRCUMSTANCES: ReadonlySet<string> = new Set(["aws:useragent", "aws:referer", "aws:requestedregion"]);

/** Yes-or-no keys that shut callers out where they must be true. */
const SHUTTING_FLAGS = ["aws:MultiFactorAuthPresent", "aws:ViaAWSService", "kms:GrantIsForAWSResource"];

/** A condition that some of the policy's holders' requests do not meet, be it on the resource, the caller or a service in between. */
export function hasCondition(statement: Reading<Statement>): Answer {
  return any(
    boundBy(
      statement,
      (key) => !CIRCUMSTANCES.has(key),
      (value) => !/^[*?]*$/.test(value),
      // Something computes it, so it is no wildcard.
      yes,
    ),
    ...SHUTTING_FLAGS.map((key) => condition(statement, /^Bool$/i, key, (value) => value.toLowerCase() === "true")),
  );
}

/** The document itself refuses the action, for every resource and on no condition. */
export function refuses(document: Reading<unknown>, action: string): Answer {
  return someStatement(document, (statement) =>
    all(denies(statement), coversAction(statement, action), everyResource(statement), absent(statement.Condition)),
  );
}
