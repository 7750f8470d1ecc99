import { any, fromBoolean, no, not, unknown, unnamed, yes, type Answer } from "./answer";
import { allows, everyStatement, principals, type Statement } from "./policy-document";
import { isMadeHere, pathOf, valueOf, type Reading } from "./reading";
import type { Resource } from "./resource";
import type { PackSettings } from "./settings";
import { textsIn, UNKNOWN, type PropertyValue } from "./value";

/**
 * The account, or the owner of the ARN, is on the pack's list of trusted accounts or the one that this provider is bound to. What this
 * program makes is of its own account; another stack's outputs can be of another one.
 */
export function isTrusted(r: Reading<unknown>, settings: PackSettings, resource: Resource): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return isMadeHere(r) ? yes : unknown(pathOf(r));
  const text = String(value ?? "");
  const account = text.startsWith("arn:") ? (text.split(":")[4] ?? "") : text;
  return fromBoolean([...settings.trustedAccounts, ...ownAccounts(resource)].includes(account), pathOf(r));
}

interface Accepted {
  /** Accounts that AWS itself acts from. */
  readonly services?: readonly string[];
  /** What binds a statement tightly enough for an account that nobody named. */
  readonly bound?: (statement: Reading<Statement>) => Answer;
}

/** No Allow of the document names a principal of an account that is neither trusted by the settings nor the stack's own. */
export function noForeignPrincipal(
  document: Reading<unknown>,
  settings: PackSettings,
  resource: Resource,
  { services = [], bound = () => no() }: Accepted = {},
): Answer {
  const trusted = [...settings.trustedAccounts, ...services, ...ownAccounts(resource)];
  return everyStatement(document, (statement) => {
    // A resource policy names the resource it hangs on, so the accounts in those ARNs are its own.
    const accounts = new Set([...trusted, ...accountsOfArns(valueOf(statement.Resource))]);
    return any(
      not(allows(statement)),
      unnamed(bound(statement)),
      not(foreignPrincipal(statement, accounts), pathOf(statement.Principal)),
    );
  });
}

function foreignPrincipal(statement: Reading<Statement>, trusted: ReadonlySet<string>): Answer {
  const answer = principals(statement, (kind, principal) => foreign(kind, principal, trusted));
  // Everything the document was made from is of this program, and so are its principals.
  const leafOpen = answer.truth === "unknown" && valueOf(statement.Principal) !== UNKNOWN;
  return leafOpen && isMadeHere(statement.Principal) ? no(pathOf(statement.Principal)) : answer;
}

/** Whether the principal belongs to an account nobody named. Services and the bare star are matters of other rules. */
function foreign(kind: string, principal: Reading<string>, trusted: ReadonlySet<string>): Answer {
  if (kind !== "AWS" && kind !== "CanonicalUser") return no(pathOf(principal));
  const value = valueOf(principal);
  if (value === UNKNOWN) return unknown(pathOf(principal));
  const text = String(value);
  if (text === "*") return no(pathOf(principal));
  // An ARN carries its account; an account may also stand alone.
  const account = text.split(":")[4] ?? text;
  // CloudFront's origin access identities stand in an account of that name.
  return account === "cloudfront" || trusted.has(account) ? no(pathOf(principal)) : yes;
}

/** The account ids that the provider is bound to. */
export function ownAccounts(resource: Resource): string[] {
  const properties = resource.provider?.properties ?? {};
  const roles = ["assumeRole", "assumeRoles", "assumeRoleWithWebIdentity"].map((name) => properties[name]);
  return [...accountIds(properties["allowedAccountIds"]), ...roles.flatMap(accountIds)];
}

/** By their place in the ARN: a bucket's name may hold somebody else's account. */
function accountsOfArns(value: PropertyValue): string[] {
  return textsIn(value).flatMap((arn) => (arn.startsWith("arn:") ? (arn.split(":")[4] ?? []) : []));
}

/** Provider configuration travels as JSON in strings; a role's ARN carries its account. What is not known has none. */
function accountIds(value: PropertyValue): string[] {
  return [...String(JSON.stringify(value)).matchAll(/(?<![0-9A-Za-z])\d{12}(?![0-9A-Za-z])/g)].map(([id]) => id);
}
