import { all, any, fromBoolean, not, unknown, unnamed, type Answer } from "../../answer";
import { globCovers, globsOverlap, type Statement } from "../../policy-document";
import { absent, every } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { UNKNOWN } from "../../value";
import { CREDENTIAL_ACTIONS } from "./credential-actions";
import { everyGrant, hasCondition, identityPolicy, onEverything } from "./grants";
import { PERMISSIONS_ACTIONS } from "./permissions-actions";
import { RESOURCELESS_ACTIONS } from "./resourceless-actions";
import { ACTIONS_WITHOUT_WRITES } from "./write-actions";

const LEAST_PRIVILEGE = "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html";
const AUTHORIZATION_REFERENCE =
  "https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html";

export const iamPolicyNoCredentialExposure = identityPolicy.rule({
  id: "iam-policy-no-credential-exposure",
  title: "No policy lets its holder take credentials of whomever it likes",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: LEAST_PRIVILEGE,
  says: "lets its holder take credentials of any user, role, machine or database",
  fix: "Name whose: e.g. sts:AssumeRole on the one role, rds-db:connect on the one database user.",
  why: "Registry tokens (ecr:GetAuthorizationToken) and sts:GetSessionToken give no rights that the holder does not have, and take no resource.",
  requires: (p) => everyGrant(p, (statement) => isBoundFor(statement, CREDENTIAL_ACTIONS)),
});

export const iamPolicyNoUnconstrainedPermissionsManagement = identityPolicy.rule({
  id: "iam-policy-no-unconstrained-permissions-management",
  title: "Policies name what their holder may change the permissions of",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: AUTHORIZATION_REFERENCE,
  says: "lets its holder change permissions on everything",
  fix: "Name the resources, or bind the statement with a condition, e.g. on iam:PermissionsBoundary or aws:ResourceTag; where the action takes no resource (logs:PutResourcePolicy), on who calls or through what: aws:PrincipalArn, aws:CalledVia or aws:ViaAWSService.",
  why: "A policy of CloudWatch Logs stands for the account, so no resource can bound who changes it; unbound, its holder lets any service write into every log group.",
  requires: (p) => everyGrant(p, (statement) => isBoundFor(statement, PERMISSIONS_ACTIONS)),
});

export const iamPolicyNoUnconstrainedWrite = identityPolicy.rule({
  id: "iam-policy-no-unconstrained-write",
  title: "Policies name what their holder may change",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: AUTHORIZATION_REFERENCE,
  says: "lets its holder change every resource of a service",
  fix: "Name the resources, or bind the statement with a condition, e.g. on aws:ResourceTag.",
  why: "Actions that take no resource, reads and tags do not count; changes of permissions are a rule of their own.",
  requires: (p) =>
    everyGrant(p, (statement) =>
      any(
        not(onEverything(statement), pathOf(statement.Resource)),
        all(
          absent(statement.NotAction),
          every(statement.Action, (action) => isNoWrite(action as Reading<string>)),
        ),
        unnamed(hasCondition(statement)),
      ),
    ),
});

/** The statement gives none of the actions, or it gives them for named resources or on a condition; names the resource. */
function isBoundFor(statement: Reading<Statement>, actions: readonly string[]): Answer {
  return any(
    not(onEverything(statement), pathOf(statement.Resource)),
    unnamed(
      all(
        absent(statement.NotAction),
        every(statement.Action, (action) => reachesNone(action as Reading<string>, actions)),
      ),
    ),
    unnamed(hasCondition(statement)),
  );
}

function reachesNone(action: Reading<string>, actions: readonly string[]): Answer {
  const name = lowerCased(action);
  if (name === UNKNOWN) return unknown(pathOf(action));
  return fromBoolean(!actions.some((pattern) => actionsOverlap(pattern.toLowerCase(), name)));
}

/** Service and action each on their own, as a star does not reach across the colon: `iam:Get*` has nothing of `*:PutResourcePolicy`. */
function actionsOverlap(a: string, b: string): boolean {
  const [serviceOfA, nameOfA] = partsOf(a);
  const [serviceOfB, nameOfB] = partsOf(b);
  return globsOverlap(serviceOfA, serviceOfB) && globsOverlap(nameOfA, nameOfB);
}

function partsOf(action: string): [service: string, name: string] {
  const colon = action.indexOf(":");
  return colon < 0 ? [action, "*"] : [action.slice(0, colon), action.slice(colon + 1)];
}

const NO_WRITES = [...ACTIONS_WITHOUT_WRITES, ...RESOURCELESS_ACTIONS, ...PERMISSIONS_ACTIONS].map((pattern) =>
  pattern.toLowerCase(),
);

function isNoWrite(action: Reading<string>): Answer {
  const name = lowerCased(action);
  if (name === UNKNOWN) return unknown(pathOf(action));
  return fromBoolean(NO_WRITES.some((pattern) => globCovers(pattern, name)));
}

function lowerCased(action: Reading<string>): string | typeof UNKNOWN {
  const value = valueOf(action);
  return value === UNKNOWN ? UNKNOWN : String(value).toLowerCase();
}
