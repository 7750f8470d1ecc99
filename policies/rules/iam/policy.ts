import { all, any, fromBoolean, no, not, unknown, unnamed, type Answer } from "../../answer";
import { boundBy, globCovers, reaches } from "../../policy-document";
import { absent, every, matches, present } from "../../predicates";
import { isMadeHere, pathOf, valueOf, type Reading } from "../../reading";
import type { Resource } from "../../resource";
import { UNKNOWN } from "../../value";
import {
  everyGrant,
  identityPolicy,
  identityPolicyOrAttachment,
  inlinePolicy,
  isEveryAction,
  onEverything,
  roleOrAttachment,
  type PolicyHolder,
} from "./grants";
import { RESOURCELESS_ACTIONS } from "./resourceless-actions";

const CONFIG_RULES = "https://docs.aws.amazon.com/config/latest/developerguide";

export const iamPolicyNoStatementsWithAdminAccess = identityPolicyOrAttachment.rule({
  id: "iam-policy-no-statements-with-admin-access",
  title: "No policy gives every right on everything",
  severity: "critical",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(3)(ii)(B)",
      "164.308(a)(4)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.502(b)",
    ],
    nistCsf: ["PR.AC-1", "PR.AC-4", "PR.PT-3"],
    soc2: ["CC1.3", "CC6.1", "CC6.2", "CC6.3"],
  },
  source: `${CONFIG_RULES}/iam-policy-no-statements-with-admin-access.html`,
  says: "gives every right on everything",
  fix: "List the actions and the resources that are needed, and attach no AdministratorAccess.",
  why: "All of IAM on everything counts too, as does NotAction that does not leave IAM out: who may write policies has every right.",
  requires: (p) =>
    all(
      everyGrant(p, (statement) =>
        any(
          not(onEverything(statement)),
          all(
            every(statement.Action, (action) => not(givesEveryRight(action as Reading<string>), pathOf(action))),
            not(
              all(not(absent(statement.NotAction)), reaches(statement, "iam:PutRolePolicy")),
              pathOf(statement.NotAction),
            ),
          ),
        ),
      ),
      noManagedPolicy(p, "AdministratorAccess"),
    ),
});

/** All of IAM is every right too: its holder writes the policy that lacks. */
function givesEveryRight(action: Reading<string>): Answer {
  return any(isEveryAction(action), matches(action, /^iam:\*+$/i));
}

export const iamNoIamfullaccessPolicy = roleOrAttachment.rule({
  id: "iam-no-iamfullaccess-policy",
  title: "Nobody gets AWS's IAMFullAccess",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/aws-managed-policy/latest/reference/IAMFullAccess.html",
  says: "hands out IAMFullAccess, with which its holder can take every right",
  fix: "Attach a policy of your own with the IAM actions and roles that are needed.",
  requires: (p) => noManagedPolicy(p, "IAMFullAccess"),
});

/** None of the attached policies is AWS's own of this name. */
function noManagedPolicy(p: Reading<PolicyHolder & { readonly policyArn: string }>, name: string): Answer {
  return all(
    isNotManaged(p.policyArn, name),
    every(p.managedPolicyArns, (arn) => isNotManaged(arn as Reading<string>, name)),
  );
}

/** An ARN that is not known yet because this program makes the policy is none of AWS's. */
function isNotManaged(arn: Reading<string>, name: string): Answer {
  const value = valueOf(arn);
  if (value !== UNKNOWN) {
    return fromBoolean(!new RegExp(`^arn:aws[a-z-]*:iam::aws:policy/(.*/)?${name}$`).test(String(value)), pathOf(arn));
  }
  return isMadeHere(arn) ? fromBoolean(true) : unknown(pathOf(arn));
}

export const iamPolicyNoStatementsWithFullAccess = identityPolicy.rule({
  id: "iam-policy-no-statements-with-full-access",
  title: "No policy gives every right on a service",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(3)(ii)(B)",
      "164.308(a)(4)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.502(b)",
    ],
    nistCsf: ["PR.AC-1", "PR.AC-4"],
  },
  source: `${CONFIG_RULES}/iam-policy-no-statements-with-full-access.html`,
  says: "gives every right on a service",
  fix: 'List the actions that are needed, e.g. ["s3:GetObject", "s3:PutObject"].',
  why: "Allow with NotAction gives every right on every service it does not list.",
  requires: (p) =>
    everyGrant(p, (statement) =>
      all(
        every(statement.Action, (action) => not(matches(action as Reading<string>, WHOLE_SERVICE), pathOf(action))),
        absent(statement.NotAction),
      ),
    ),
});

/** `s3:*`, `*:*`, `*`; a prefix such as `s3:Get*` is a choice. */
const WHOLE_SERVICE = /^[*?]+$|:[*?]*\*[*?]*$/;

export const iamPolicyNoStarResource = identityPolicy.rule({
  id: "iam-policy-no-star-resource",
  title: "Policies name their resources wherever an action takes one",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.502(b)"] },
  source:
    "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html",
  says: "allows actions on every resource that take a named one",
  fix: "Name the resources, and put actions that take none into a statement of their own.",
  why: "A condition on the resource's tags, account or cluster binds as well as its name does.",
  requires: (p) =>
    everyGrant(p, (statement) =>
      any(
        not(onEverything(statement), pathOf(statement.Resource)),
        all(
          absent(statement.NotAction),
          every(statement.Action, (action) => takesNoResource(action as Reading<string>)),
        ),
        unnamed(
          boundBy(
            statement,
            (key) => RESOURCE_CHOICE.test(key),
            (value) => !/^[*?]*$/.test(value),
          ),
        ),
      ),
    ),
});

/** Condition keys that say which resources are meant, or in which cluster, network or namespace they stand. */
const RESOURCE_CHOICE = /resource|^ecs:cluster$|^ec2:(vpc|subnet)|^cloudwatch:namespace$|^kms:encryptioncontext/;

function takesNoResource(action: Reading<string>): Answer {
  const value = valueOf(action);
  if (value === UNKNOWN) return unknown(pathOf(action));
  const name = String(value).toLowerCase();
  return fromBoolean(RESOURCELESS_ACTIONS.some((pattern) => globCovers(pattern.toLowerCase(), name)));
}

export const iamNoInlinePolicyCheck = inlinePolicy.rule({
  id: "iam-no-inline-policy-check",
  title: "Policies are resources of their own, not parts of a role, user or group",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(A)",
      "164.308(a)(3)(ii)(B)",
      "164.308(a)(4)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(B)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
    ],
    nistCsf: ["PR.AC-1", "PR.AC-4"],
    soc2: ["CC1.3", "CC6.1", "CC6.2", "CC6.3"],
  },
  source: `${CONFIG_RULES}/iam-no-inline-policy-check.html`,
  says: "keeps a policy inline, where it is neither versioned nor shared",
  fix: "Make an aws.iam.Policy and attach it with an aws.iam.RolePolicyAttachment.",
  requires: (p, _settings, resource) =>
    isRole(resource)
      ? every(p.inlinePolicies, (inline) => hasNone((inline as Reading<{ policy: string }>).policy))
      : no("policy"),
});

/** An empty block takes inline policies away that others added; one not known yet is one. */
function hasNone(policy: Reading<string>): Answer {
  return not(present(policy), pathOf(policy));
}

function isRole(resource: Resource): boolean {
  return resource.type === "aws:iam/role:Role";
}
