import type { RoleArgs } from "@pulumi/aws/iam";
import { all, any, fromBoolean, not, unknown, unnamed, yes, type Answer } from "../../answer";
import { classificationOf, mayHoldPhi } from "../../classification";
import { allows, boundBy, everyStatement, principals, type Statement } from "../../policy-document";
import { oncePerStack } from "../../once-per-stack";
import { absent, atMost, matches, present } from "../../predicates";
import type { Reading } from "../../reading";
import type { Resource } from "../../resource";
import { on } from "../../rule";
import { wholeNumber } from "../../rule-config";
import type { PackSettings } from "../../settings";
import type { StackView } from "../../stack-view";
import { DATA_BEARING } from "../tagging/data-bearing-types";
import { asksForSecondFactor } from "./second-factor";

const role = on<RoleArgs>("aws:iam/role:Role");

const NO_PHI_ROLE = "The role is not classified as one for patient data.";

/** A role is no store: only a tag tells that it is for patient data. */
function isForPhi(resource: Resource, settings: PackSettings): Answer {
  const classification = classificationOf(resource, settings);
  if (classification === "unknown") return unknown("tags");
  return fromBoolean(classification === "phi");
}

/** Who assumes a role by hand: an account's identities at large, a user, or whoever an identity provider signed in. */
const HUMAN = /^(\*|\d{12}|arn:aws[a-z-]*:iam::\d{12}:(root|user\/.+))$/;

/** Roles that hand on their session carry no second factor, so a trust bound to roles is not for people. */
const ROLES = /:(iam|sts)::\d{12}:(role|assumed-role)\//;

export const iamPhiRoleMfaCondition = role.rule({
  id: "iam-phi-role-mfa-condition",
  title: "People assume roles for patient data with a second factor or through an identity provider",
  severity: "high",
  controls: { hipaa: ["164.312(d)"] },
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html",
  says: "can be assumed by people without a second factor",
  fix: 'Add Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } } to the statement, or trust an identity provider with a condition on its audience.',
  why: "BoolIfExists does not count: requests with long-lived keys carry no such key and would pass.",
  appliesWhen: (_p, settings, resource) => isForPhi(resource, settings),
  otherwise: NO_PHI_ROLE,
  requires: (p) =>
    everyStatement(p.assumeRolePolicy, (statement) =>
      any(
        not(allows(statement)),
        all(
          any(not(trusts(statement, "AWS", HUMAN)), signedInTwice(statement)),
          any(not(trusts(statement, "Federated", /./)), signedInElsewhere(statement)),
        ),
      ),
    ),
});

function trusts(statement: Reading<Statement>, kind: "AWS" | "Federated", whom: RegExp): Answer {
  return principals(statement, (given, principal) =>
    // The bare star stands for everyone of every kind.
    all(fromBoolean(given === kind || given === "*"), matches(principal, whom)),
  );
}

function signedInTwice(statement: Reading<Statement>): Answer {
  return any(
    asksForSecondFactor(statement),
    unnamed(
      boundBy(
        statement,
        (key) => key === "aws:principalarn",
        (value) => ROLES.test(value),
      ),
    ),
  );
}

/** A condition on what the identity provider says of the sign-in: `SAML:aud`, `login.example.org:sub`. */
function signedInElsewhere(statement: Reading<Statement>): Answer {
  return boundBy(
    statement,
    (key) => !key.startsWith("aws:") && !key.startsWith("sts:"),
    (value) => !/^[*?]*$/.test(value),
    yes,
  );
}

/** IAM takes 3600 to 43200 seconds and 3600 where it is left out. */
const maximumSeconds = wholeNumber({
  name: "maximumSeconds",
  description: "Seconds that a session of a role for patient data lasts at the most.",
  fallback: 14_400,
  minimum: 3600,
  maximum: 43_200,
});

export const iamPhiRoleSessionDuration = role.rule({
  id: "iam-phi-role-session-duration",
  title: "Sessions of roles for patient data end after four hours at the latest",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iii)"] },
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html",
  says: "lets sessions with patient data go on too long",
  fix: "Set maxSessionDuration: 14400 or less, or leave it out (an hour).",
  config: [maximumSeconds],
  appliesWhen: (_p, settings, resource) => isForPhi(resource, settings),
  otherwise: NO_PHI_ROLE,
  requires: (p, settings) =>
    any(absent(p.maxSessionDuration), atMost(p.maxSessionDuration, maximumSeconds.of(settings))),
});

export const iamPermissionsBoundaryRequired = role.relation({
  id: "iam-permissions-boundary-required",
  title: "Roles of stacks with patient data have a permissions boundary",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
  says: "has no permissions boundary in a stack with patient data",
  fix: "Set permissionsBoundary to the ARN of the policy that limits the stack's roles.",
  appliesWhen: (_p, stack, resource) => any(isForPhi(resource, stack.settings), holdsPhi(stack)),
  otherwise: "Nothing in the stack may hold patient data.",
  requires: (p) => present(p.permissionsBoundary),
});

/** By the tags that classify. */
const phiOfStack = oncePerStack(() => new Map<string, Answer>());

/** A store of the stack that nobody has called free of patient data. */
function holdsPhi({ index, settings }: StackView): Answer {
  const byTags = phiOfStack(index);
  const key = settings.classificationTags.join();
  const found = byTags.get(key) ?? any(...index.ofKind(STORES).map((store) => mayHoldPhi(store, settings)));
  byTags.set(key, found);
  return found;
}

const STORES = { types: Object.keys(DATA_BEARING) };
